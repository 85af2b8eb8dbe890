"""Clips on disk, and the random crops that training sees.

A shard is an .npz of frames uint8 (N, T, H, W), labels uint16 (N, T, H, W), flow float16
(N, T-1, 2, H, W), kind (N,) str, parents (N,) str and the canonical diameter in px, as make_dataset writes them.
"""

import json
from pathlib import Path

import cv2
import numpy as np


class Clips:
    """All clips of a folder, seen from so near that their canonical diameter is `canonical` px, or as they are. New shards are
    picked up by refresh() while training runs."""

    def __init__(self, folder, limit=None, canonical=None):
        self.folder, self.limit, self.canonical = Path(folder), limit, canonical
        self.known, self.clips, self.parents = set(), [], []  # parents: child id -> parent id of each clip
        self.refresh()

    def refresh(self):
        for path in sorted(self.folder.glob("*.npz"))[: self.limit]:
            if path in self.known:
                continue
            with np.load(path) as shard:
                frames, labels, flow, kinds, parents = (shard[k] for k in ("frames", "labels", "flow", "kind", "parents"))
                zoom = self.canonical / shard["canonical"].item() if self.canonical else 1
            self.clips += [(*zoomed(frames[i], labels[i], flow[i], zoom), str(kinds[i])) for i in range(len(frames))]
            self.parents += [{int(child): parent for child, parent in json.loads(str(text)).items()} for text in parents]
            self.known.add(path)

    def __len__(self):
        return len(self.clips)


def zoomed(frames, labels, flow, zoom):
    """A clip's arrays with `zoom` times the pixels along each axis: frames averaged, labels and flow those of the nearest pixel."""
    if zoom == 1:
        return frames, labels, flow
    size = tuple(round(n * zoom) for n in frames.shape[:0:-1])
    resized = lambda planes, how: np.stack([cv2.resize(p, size, interpolation=how) for p in planes.reshape(-1, *planes.shape[-2:])])
    vectors = resized(flow.astype(np.float32), cv2.INTER_NEAREST_EXACT).reshape(*flow.shape[:2], *size[::-1])
    return resized(frames, cv2.INTER_AREA), resized(labels, cv2.INTER_NEAREST_EXACT), (vectors * zoom).astype(np.float16)


def crop(rng, arrays, size):
    """The same random square of arrays whose last two axes are H, W."""
    h, w = arrays[0].shape[-2:]
    y, x = rng.integers(0, h - size + 1), rng.integers(0, w - size + 1)
    return [a[..., y:y + size, x:x + size] for a in arrays]


def turn(rng, images, flow):
    """One of the eight symmetries of the square, for images (..., H, W) and flow (2, H, W)."""
    flow = flow.copy()
    if rng.random() < 0.5:
        images, flow = [i[..., ::-1] for i in images], flow[..., ::-1] * np.array([-1, 1]).reshape(2, 1, 1)
    if rng.random() < 0.5:
        images, flow = [i[..., ::-1, :] for i in images], flow[..., ::-1, :] * np.array([1, -1]).reshape(2, 1, 1)
    if rng.random() < 0.5:
        images, flow = [i.swapaxes(-1, -2) for i in images], flow.swapaxes(-1, -2)[::-1]
    return images, flow


def photometric(rng, frames):
    """frames (T, H, W) in [0, 1]: contrast, gamma, inversion, noise and a slow change in time."""
    frames = frames.astype(np.float32)
    if rng.random() < 0.12:
        frames = 1.0 - frames
    if rng.random() < 0.5:
        frames = np.clip(frames, 0, 1) ** np.exp(rng.normal(0, 0.3))
    gain, offset = np.exp(rng.normal(0, 0.12)), rng.normal(0, 0.05)
    drift = np.exp(rng.normal(0, 0.03, (len(frames), 1, 1)))
    frames = frames * gain * drift + offset
    if rng.random() < 0.3:
        frames = frames + rng.normal(0, rng.uniform(0, 0.08), frames.shape)
    return np.clip(frames, 0, 1).astype(np.float32)
