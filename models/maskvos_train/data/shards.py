"""Clips on disk.

A shard is an .npz of frames uint8 (N, T, H, W), labels uint16 (N, T, H, W), flow float16
(N, T-1, 2, H, W), kind (N,) str, parents (N,) str and the canonical diameter in px, as make_dataset writes them.
"""

import json
from pathlib import Path

import cv2
import numpy as np

from .real_images import MissingData


class Shards:
    """All clips of a folder, seen from so near that their canonical diameter is `canonical` px, or as they are. New
    shards are picked up by refresh() while training runs."""

    def __init__(self, folder, limit=None, canonical=None):
        self.folder, self.limit, self.canonical = Path(folder), limit, canonical
        self.known, self.clips, self.parents = set(), [], []  # parents: child id -> parent id of each clip
        self.refresh()
        if not self.clips:
            raise MissingData(f"There are no clips in {self.folder}: make_clips makes them.")

    def refresh(self):
        for path in sorted(self.folder.glob("*.npz"))[: self.limit]:
            if path in self.known:
                continue
            with np.load(path) as shard:
                frames, labels, flow, kinds, parents = (
                    shard[k] for k in ("frames", "labels", "flow", "kind", "parents")
                )
                zoom = self.canonical / shard["canonical"].item() if self.canonical else 1
            self.clips += [(*zoomed(frames[i], labels[i], flow[i], zoom), str(kinds[i])) for i in range(len(frames))]
            self.parents += [
                {int(child): parent for child, parent in json.loads(str(text)).items()} for text in parents
            ]
            self.known.add(path)

    def __len__(self):
        return len(self.clips)


def zoomed(frames, labels, flow, zoom):
    """A clip's arrays with `zoom` times the pixels along each axis: frames averaged, labels and flow those of the
    nearest pixel."""
    if zoom == 1:
        return frames, labels, flow
    size = tuple(round(n * zoom) for n in frames.shape[:0:-1])
    resized = lambda planes, how: np.stack(
        [cv2.resize(p, size, interpolation=how) for p in planes.reshape(-1, *planes.shape[-2:])]
    )
    vectors = resized(flow.astype(np.float32), cv2.INTER_NEAREST_EXACT).reshape(*flow.shape[:2], *size[::-1])
    return (
        resized(frames, cv2.INTER_AREA),
        resized(labels, cv2.INTER_NEAREST_EXACT),
        (vectors * zoom).astype(np.float16),
    )


class SceneShards:
    """All scenes of a folder, as make_scenes writes them; refresh() finds new ones."""

    def __init__(self, folder):
        self.folder, self.known, self.clips = Path(folder), set(), []
        self.refresh()
        if not self.clips:
            raise MissingData(f"There are no scenes in {self.folder}: make_scenes makes them.")

    def refresh(self):
        for path in sorted(self.folder.glob("*.npz")):
            if path not in self.known:
                with np.load(path) as shard:
                    self.clips += list(zip(shard["frames"], shard["labels"]))
                self.known.add(path)
