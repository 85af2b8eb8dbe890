"""The unit of training data: a short clip with identities and exact motion."""

from dataclasses import dataclass, field

import numpy as np

CANONICAL_DIAMETER = 24.0  # px, of the objects that the MaskVOS network knows best


@dataclass
class Clip:
    """A short movie with its truth.

    frames  float32 [T, H, W]       raw intensity, arbitrary units
    labels  int32   [T, H, W]       0 = background, else an instance id that is constant through time
    flow    float32 [T-1, 2, H, W]  displacement (dx, dy) in px of every pixel of frame t to frame t+1
    parents child id -> parent id   divisions inside the clip
    """

    frames: np.ndarray
    labels: np.ndarray
    flow: np.ndarray
    kind: str
    parents: dict = field(default_factory=dict)

    def whole(self):
        """Labels in which the parts of an object stay the object."""
        labels = self.labels.copy()
        for child in sorted(self.parents):
            labels[labels == child] = self.parents[child]
        return labels

    def diameter(self):
        """Median equivalent diameter (px) of the objects of all frames that do not touch the border; 0 if there are
        none."""
        found = []
        for plane in self.labels:
            areas = np.bincount(plane.ravel())
            areas[0] = 0
            for edge in (plane[0], plane[-1], plane[:, 0], plane[:, -1]):
                areas[np.unique(edge)] = 0
            found.extend(areas[areas > 0])
        return float(np.sqrt(4 * np.median(found) / np.pi)) if found else 0.0


def stretch(frames, low=0.3, high=99.7):
    """Robust contrast stretch of a whole clip to uint8 [T, H, W] (percentiles of the clip, not of each frame)."""
    a, b = np.percentile(frames, [low, high])
    return (np.clip((frames - a) / max(b - a, 1e-6), 0, 1) * 255 + 0.5).astype(np.uint8)
