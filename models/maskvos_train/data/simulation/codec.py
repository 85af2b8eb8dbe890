"""What a video codec leaves of a movie: blocks that are copied from the frame before, a little displaced, and repaired
coarsely.

In flat places the displacement is whatever suits the noise, so the ground seems to crawl.
"""

import cv2
import numpy as np

BLOCK, PART = 16, 8  # px: what is copied, and what is repaired
REACH = 2  # px: how far copies may come from

_K = np.arange(PART)
DCT = np.cos(np.pi * (2 * _K[None] + 1) * _K[:, None] / (2 * PART)) * np.sqrt(np.where(_K[:, None] == 0, 1, 2) / PART)


def coded(rng, frames):
    """frames float32 [T, H, W] in 0..255, decoded again; sharper movies than the picture (filmed larger) have finer
    blocks."""
    larger = int(rng.integers(1, 4))
    h, w = frames.shape[1:]
    step = np.exp(rng.uniform(np.log(4), np.log(40)))  # grey levels that one step of a coefficient is worth
    fine = rng.uniform(1, 3)  # how much coarser high frequencies are kept
    pad = -h * larger % BLOCK, -w * larger % BLOCK
    out, before = [], None
    for frame in frames:
        plane = cv2.resize(frame, (w * larger, h * larger), interpolation=cv2.INTER_CUBIC) if larger > 1 else frame
        plane = np.pad(plane, ((0, pad[0]), (0, pad[1])), mode="edge")
        guess = np.full_like(plane, 128) if before is None else _copied(plane, before)
        before = np.clip(
            guess + _repaired(plane - guess, step if before is not None else 0.5 * step, fine), 0, 255
        ).astype(np.float32)
        seen = before[: h * larger, : w * larger]
        out.append(cv2.resize(seen, (w, h), interpolation=cv2.INTER_AREA) if larger > 1 else seen)
    return np.stack(out)


def _copied(plane, before):
    """Each block of the frame before that is most like this one's."""
    h, w = plane.shape
    around = np.pad(before, REACH, mode="edge")
    shifted = np.stack([around[y : y + h, x : x + w] for y in range(2 * REACH + 1) for x in range(2 * REACH + 1)])
    worth = np.abs(shifted - plane).reshape(len(shifted), h // BLOCK, BLOCK, w // BLOCK, BLOCK).sum((2, 4))
    best = worth.argmin(0).repeat(BLOCK, 0).repeat(BLOCK, 1)
    return np.take_along_axis(shifted, best[None], 0)[0]


def _repaired(rest, step, fine):
    """A difference after its cosine coefficients were rounded."""
    h, w = rest.shape
    parts = rest.reshape(h // PART, PART, w // PART, PART).transpose(0, 2, 1, 3)
    steps = step * (1 + fine * (_K[:, None] + _K[None]) / PART)
    kept = np.trunc(DCT @ parts @ DCT.T / steps) * steps  # towards nothing, as encoders do
    return (DCT.T @ kept @ DCT).transpose(0, 2, 1, 3).reshape(h, w)
