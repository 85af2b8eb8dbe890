"""Random views of a clip: crops, symmetries, contrast."""

import numpy as np


def crop(rng, arrays, size):
    """The same random square of arrays whose last two axes are H, W."""
    h, w = arrays[0].shape[-2:]
    y, x = rng.integers(0, h - size + 1), rng.integers(0, w - size + 1)
    return [a[..., y : y + size, x : x + size] for a in arrays]


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
