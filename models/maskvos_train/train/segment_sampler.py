"""Batches for the training of the segmentation network.

The flow it sees is the exact one made worse, or what a flow network finds. Each stream is now and then absent, so that
either alone still says something."""

import cv2
import numpy as np
import torch

from ..data.augmentation import crop, photometric, turn
from ..data.clip import CANONICAL_DIAMETER
from ..data.targets import targets
from .run import device

NO_FLOW, NO_FRAME = 0.12, 0.08  # how often a stream is absent


def degrade(rng, flow):
    """Exact flow (2, H, W) -> what an estimator might make of it."""
    _, h, w = flow.shape
    sigma = rng.uniform(0.5, 3.5)
    coarse = rng.normal(0, rng.uniform(0, 1.2), (2, max(2, h // 16), max(2, w // 16))).astype(np.float32)
    planes = [
        cv2.GaussianBlur(f, (0, 0), sigma) + cv2.resize(n, (w, h), interpolation=cv2.INTER_CUBIC)
        for f, n in zip(flow.astype(np.float32), coarse)
    ]
    return np.stack(planes)


class Sampler:
    """Random batches; the targets of a clip's frames are computed once and kept as bytes."""

    def __init__(self, shards, rng, canonical=CANONICAL_DIAMETER, flow_net=None, estimated=0.75):
        self.shards, self.rng, self.canonical, self.cache = shards, rng, canonical, {}
        self.flow_net, self.estimated = flow_net, estimated

    def targets(self, index, t):
        key = (index, t)
        if key not in self.cache:
            maps = targets(self.shards.clips[index][1][t], self.canonical)
            maps[3] = np.clip(maps[3] / 8 + 0.5, 0, 1)  # size: log2 ratios of -4..4
            self.cache[key] = np.round(maps * 255).astype(np.uint8)
        return self.cache[key]

    def batch(self, n, size):
        rng = self.rng
        pairs, flows, maps, visible = [], [], [], []
        for _ in range(n):
            index = rng.integers(len(self.shards))
            frames, _, flow, kind = self.shards.clips[index]
            t = rng.integers(len(flow))
            pair, field, target = crop(rng, (frames[t : t + 2], flow[t], self.targets(index, t)), size)
            (pair, target), field = turn(rng, [pair, target], field.astype(np.float32))
            pairs.append(photometric(rng, pair / 255.0))
            flows.append(degrade(rng, field))
            maps.append(target)
            visible.append("camouflage" not in kind)
        to = lambda x: torch.from_numpy(np.ascontiguousarray(np.stack(x), dtype=np.float32)).to(device())
        pairs, flows, maps = to(pairs), to(flows), to(maps) / 255.0
        if self.flow_net is not None and rng.random() < self.estimated:
            with torch.no_grad():
                flows = self.flow_net(pairs[:, :1], pairs[:, 1:])
        frames = pairs[:, :1].clone()
        for i in range(n):
            if visible[i] and rng.random() < NO_FLOW:
                flows[i] = 0.0
            elif rng.random() < NO_FRAME:
                frames[i] = frames[i].mean()
        maps[:, 3] = (maps[:, 3] - 0.5) * 8
        return frames, flows, maps
