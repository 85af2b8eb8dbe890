"""A pool of periodic random textures, made once per process: chromatin, granules, fibres, films, dust.

Every texture is float32 [SIZE, SIZE], zero mean, unit standard deviation, and wraps around at its borders, so
that it can be sampled anywhere with `sample`. The grain (px of one texture pixel's typical structure) is known,
so that a caller can ask for a structure size in image pixels.
"""

from functools import cache

import cv2
import numpy as np

cv2.setNumThreads(1)
SIZE = 256
_POOL_SEED = 20240611
_PER_STYLE = 6
STYLES = ("smooth", "cloud", "granules", "holes", "fibres", "ridges", "cells", "speckle")


def _normal(a):
    a = a - a.mean()
    return np.clip(a / (a.std() + 1e-9), -4, 4).astype(np.float32)


def _filtered(rng, gain):
    spectrum = np.fft.rfft2(rng.standard_normal((SIZE, SIZE)))
    return _normal(np.fft.irfft2(spectrum * gain, s=(SIZE, SIZE)))


def _make(rng, style):
    fy = np.fft.fftfreq(SIZE)[:, None]
    fx = np.fft.rfftfreq(SIZE)[None]
    f = np.hypot(fy, fx)
    centre = 1 / 12.0  # structures of about 12 px; `sample` rescales
    band = np.exp(-(((np.log((f + 1e-6) / centre)) / 0.45) ** 2))
    if style == "smooth":
        return _filtered(rng, np.exp(-((f / (0.6 * centre)) ** 2)))
    if style == "cloud":
        return _filtered(rng, 1 / (f + 0.01) ** rng.uniform(1.0, 1.8))
    if style == "granules":
        return _normal(
            np.maximum(_filtered(rng, band) - rng.uniform(1.2, 2.0), 0) ** 0.6
            + 0.1 * _filtered(rng, np.exp(-((f / centre) ** 2)))
        )
    if style == "holes":
        return _normal(
            -(np.maximum(_filtered(rng, band) - rng.uniform(1.2, 2.0), 0) ** 0.6)
            + 0.15 * _filtered(rng, np.exp(-((f / centre) ** 2)))
        )
    if style == "fibres":
        angle = rng.uniform(0, np.pi)
        along = fx * np.cos(angle) + fy * np.sin(angle)
        return _filtered(rng, band * np.exp(-((along / (0.25 * centre)) ** 2)) + 0.02 * np.exp(-((f / centre) ** 2)))
    if style == "ridges":
        return _normal(-np.abs(_filtered(rng, np.exp(-((f / centre) ** 2)))))
    if style == "cells":
        return _normal(_filtered(rng, band))
    return _filtered(rng, np.exp(-((f / (2.5 * centre)) ** 2)))


@cache
def pool():
    """dict style -> list of textures; the same in every process."""
    rng = np.random.default_rng(_POOL_SEED)
    return {style: [_make(rng, style) for _ in range(_PER_STYLE)] for style in STYLES}


def pick(rng, styles=STYLES):
    """A random texture of one of the styles (a view into the pool, flipped at random)."""
    texture = pool()[styles[rng.integers(len(styles))]][rng.integers(_PER_STYLE)]
    if rng.random() < 0.5:
        texture = texture[::-1]
    if rng.random() < 0.5:
        texture = texture.T
    return np.ascontiguousarray(texture)


def sample(texture, x, y, grain):
    """Texture at float32 coordinates x, y [H, W] (px), with structures of about `grain` px."""
    k = np.float32(12.0 / max(grain, 1.0))
    return cv2.remap(
        texture,
        np.mod(x * k, SIZE).astype(np.float32),
        np.mod(y * k, SIZE).astype(np.float32),
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_WRAP,
    )
