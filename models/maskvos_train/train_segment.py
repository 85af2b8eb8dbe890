"""Trains the segmentation network on clips with instance masks.

    python -m maskvos_train.train_segment --data data/train --run runs/segment --minutes 120

The flow it sees is the exact one made worse, and, once --flow names a trained flow run, what that
network finds (read again every 500 steps, since both may be in training). Each stream is now and then absent, so that either alone still says something.
"""

from pathlib import Path

import cv2
import numpy as np
import torch
from torch.nn import functional as F

from .dataset import Clips, crop, photometric, turn
from .flow_net import FlowNet
from .segment_net import CANONICAL_DIAMETER, SegmentNet
from .targets import targets
from .training import device, load, parser, start

NO_FLOW, NO_FRAME = 0.12, 0.08  # how often a stream is absent


def degrade(rng, flow):
    """Exact flow (2, H, W) -> what an estimator might make of it."""
    _, h, w = flow.shape
    sigma = rng.uniform(0.5, 3.5)
    coarse = rng.normal(0, rng.uniform(0, 1.2), (2, max(2, h // 16), max(2, w // 16))).astype(np.float32)
    planes = [cv2.GaussianBlur(f, (0, 0), sigma) + cv2.resize(n, (w, h), interpolation=cv2.INTER_CUBIC)
              for f, n in zip(flow.astype(np.float32), coarse)]
    return np.stack(planes)


class Sampler:
    """Random batches; the targets of a clip's frames are computed once and kept as bytes."""

    def __init__(self, clips, rng, canonical=CANONICAL_DIAMETER, flow_net=None, estimated=0.75):
        self.clips, self.rng, self.canonical, self.cache = clips, rng, canonical, {}
        self.flow_net, self.estimated = flow_net, estimated

    def targets(self, index, t):
        key = (index, t)
        if key not in self.cache:
            maps = targets(self.clips.clips[index][1][t], self.canonical)
            maps[3] = np.clip(maps[3] / 8 + 0.5, 0, 1)  # size: log2 ratios of -4..4
            self.cache[key] = np.round(maps * 255).astype(np.uint8)
        return self.cache[key]

    def batch(self, n, size):
        rng = self.rng
        pairs, flows, maps, visible = [], [], [], []
        for _ in range(n):
            index = rng.integers(len(self.clips))
            frames, _, flow, kind = self.clips.clips[index]
            t = rng.integers(len(flow))
            pair, field, target = crop(rng, (frames[t:t + 2], flow[t], self.targets(index, t)), size)
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


def loss(outputs, truth):
    foreground, boundary, distance, size = outputs
    fg, edge, dist, log_size = truth.split(1, 1)
    p = foreground.sigmoid()
    # soft Dice over the batch, and per-pixel terms that count edges more: the outer edge as much as the inner one, or outlines grow
    dice = 1 - (2 * (p * fg).sum() + 1) / (p.sum() + fg.sum() + 1)
    near = 1 + 2 * (edge + F.max_pool2d(fg, 3, 1, 1) - fg)
    parts = {
        "foreground": (F.binary_cross_entropy_with_logits(foreground, fg, reduction="none") * near).mean(),
        "dice": 0.5 * dice,
        "boundary": 0.7 * F.binary_cross_entropy_with_logits(
            boundary, edge, pos_weight=torch.tensor(2.0, device=edge.device)),
        "distance": 2.0 * F.smooth_l1_loss(distance, dist, beta=0.1),
    }
    inside = F.avg_pool2d(fg, 8)
    mean_size = F.avg_pool2d(log_size, 8) / inside.clamp(min=1e-3)
    weight = (inside > 0.5).float()
    parts["size"] = 0.3 * (F.smooth_l1_loss(size, mean_size, beta=0.3, reduction="none") * weight).sum() \
        / (weight.sum() + 1)
    return sum(parts.values()), parts


def main():
    options = parser(__doc__, "segment", minutes=120, batch=8)
    options.add_argument("--flow", help="run folder of a flow network whose estimates are mixed in")
    options.add_argument("--diameter", type=float, default=CANONICAL_DIAMETER, help="of the objects that it is to know best, px; clips are zoomed to it")
    options.add_argument("--width", type=int, default=1, help="2: twice the channels; --init wants weights of that width (widen.py)")
    options.add_argument("--bfloat16", action="store_true", help="convolutions in bfloat16: twice as fast where the processor multiplies its matrices (AMX)")
    args = options.parse_args()
    run, rng = start(args, lambda: SegmentNet(args.width))
    run.about = {"diameter": args.diameter, "width": args.width}
    if args.compile:
        run.model.compile()
    clips = Clips(args.data, canonical=args.diameter)
    sampler = Sampler(clips, rng, args.diameter)
    more = True
    while more:
        if args.flow and run.step % 500 == 0 and (Path(args.flow) / "last.pt").exists():
            sampler.flow_net = load(FlowNet, args.flow)[0].to(device())
        frames, flows, truth = sampler.batch(args.batch, args.size)
        with torch.autocast(device().type, torch.bfloat16, enabled=args.bfloat16):
            outputs = run.model(frames, flows)
        error, parts = loss([output.float() for output in outputs], truth)
        more = run.update(error, {"loss": error.item(), **{k: v.item() for k, v in parts.items()}})
        run.log()
        if run.step % 500 == 0 or not more:
            run.save()
            clips.refresh()


if __name__ == "__main__":
    main()
