"""Cell shapes as small signed-distance rasters in material coordinates (u along the long axis, v across, px)."""

from dataclasses import dataclass

import cv2
import numpy as np

GRID = 64  # longest side of a raster


@dataclass
class Atlas:
    """Two signed-distance rasters (negative inside, px) of one object, between which its outline may morph.

    sdf [rows, cols, 2] float32; material (u, v) lies at column u / pitch + cols / 2 - 0.5 and row v / pitch + rows / 2
    - 0.5."""

    sdf: np.ndarray
    pitch: float
    half_u: float
    half_v: float


def blob(rng, irregular=0.1, elongation=1.2, harmonics=5):
    """Smooth closed contour [K, 2] from a few polar harmonics."""
    phi = np.linspace(0, 2 * np.pi, 72, endpoint=False)
    r = np.ones_like(phi)
    for k in range(2, harmonics + 2):
        r += irregular * rng.standard_normal() / (k - 0.6) * np.cos(k * phi + rng.uniform(0, 2 * np.pi))
    r = np.maximum(r, 0.35)
    return np.stack([r * np.cos(phi) * elongation, r * np.sin(phi)], 1)


def star(rng, arms=4, reach=1.0, irregular=0.12, elongation=1.3):
    """Spread cell: a blob with pointed arms and lamellae."""
    phi = np.linspace(0, 2 * np.pi, 144, endpoint=False)
    r = np.ones_like(phi)
    for k in range(2, 7):
        r += irregular * rng.standard_normal() / (k - 0.8) * np.cos(k * phi + rng.uniform(0, 2 * np.pi))
    for _ in range(arms):
        sharp = np.exp(rng.uniform(np.log(4), np.log(90)))
        r += reach * rng.uniform(0.25, 1.3) * np.exp(sharp * (np.cos(phi - rng.uniform(0, 2 * np.pi)) - 1))
    r = np.maximum(r, 0.35)
    return np.stack([r * np.cos(phi) * elongation, r * np.sin(phi)], 1)


def spindle(rng, aspect=4.0, tails=0.25):
    """Bipolar cell: thick middle, tapering to thin tails that may fan out at the tips."""
    u = np.linspace(-1, 1, 48)
    middle = rng.uniform(-0.3, 0.3)
    body = np.exp(-(((u - middle) / rng.uniform(0.25, 0.5)) ** 2))
    tip = tails * rng.uniform(0.4, 1.2) * np.clip(1 - np.abs(u) ** 12, 0, 1)
    fan = rng.uniform(0, 0.5) * np.exp(-(((np.abs(u) - 0.86) / 0.1) ** 2)) * (rng.random() < 0.5)
    width = np.maximum(body * (1 - tails) + tip + fan * np.clip(1 - np.abs(u) ** 20, 0, 1), 0) / aspect
    wobble = 0.25 / aspect * np.sin(u * rng.uniform(1, 5) + rng.uniform(0, 6))
    return np.concatenate([np.stack([u, width + wobble], 1), np.stack([u, -width + wobble], 1)[::-1]])


def capsule(rng, aspect=4.0, pinch=0.0, taper=0.0):
    """Rod with round ends; `pinch` 0..1 constricts its middle, `taper` makes one end thinner."""
    half = aspect - 1.0
    phi = np.linspace(-np.pi / 2, np.pi / 2, 13)
    u = np.concatenate(
        [np.linspace(-half, half, 25), half + np.cos(phi), np.linspace(half, -half, 25), -half - np.cos(phi)]
    )
    v = np.concatenate([-np.ones(25), np.sin(phi), np.ones(25), -np.sin(phi)])
    v = v * (1 - pinch * np.exp(-((u / 0.9) ** 2))) * (1 + taper * u / aspect)
    return np.stack([u, v], 1)


def peanut(rng, elongation=1.7, pinch=0.45):
    """Dividing cell just before abscission: two lobes along u."""
    phi = np.linspace(0, 2 * np.pi, 72, endpoint=False)
    u, v = elongation * np.cos(phi), np.sin(phi)
    return np.stack([u, v * (1 - pinch * np.exp(-((u / 0.5) ** 2)))], 1)


def gap(rng, length, width, ragged=0.15):
    """A scratch of about `width` px through a whole field of `length` px, with ragged edges."""
    u = np.linspace(-0.8, 0.8, 72) * length
    sides = []
    for _ in range(2):
        bumps = sum(
            rng.standard_normal() / (k + 1) * np.sin(2 * np.pi * k * u / length + rng.uniform(0, 6.28))
            for k in range(1, 9)
        )
        sides.append(width / 2 * np.maximum(1 + ragged * bumps, 0.3))
    return np.concatenate([np.stack([u, sides[0]], 1), np.stack([u, -sides[1]], 1)[::-1]])


def scaled(contour, diameter):
    """The contour moved to its centre and scaled to the area of a disc of `diameter` px."""
    u, v = contour.T
    area = 0.5 * abs(np.dot(u, np.roll(v, 1)) - np.dot(v, np.roll(u, 1)))
    contour = contour - (contour.max(0) + contour.min(0)) / 2
    return contour * (diameter / max(np.sqrt(4 * area / np.pi), 1e-6))


def _distance(mask, pitch):
    inside = cv2.distanceTransform(mask, cv2.DIST_L2, 3)
    outside = cv2.distanceTransform(1 - mask, cv2.DIST_L2, 3)
    return ((outside - inside) + (mask.astype(np.float32) - 0.5)) * pitch


def atlas(contour, morph=None):
    """Raster a contour [K, 2] (px), and optionally a second one to morph into."""
    both = contour if morph is None else np.concatenate([contour, morph])
    reach = np.abs(both).max(0)
    pitch = max(2 * reach.max() / (GRID if reach.max() < 64 else 2 * GRID), 0.4)
    half_u, half_v = reach + max(
        2.0, 3 * pitch, 0.16 * np.sqrt(4 * reach.prod()) + 2.0
    )  # room for `render` to draw rims outside
    cols, rows = int(np.ceil(2 * half_u / pitch)), int(np.ceil(2 * half_v / pitch))
    planes = []
    for outline in [contour] if morph is None else [contour, morph]:
        mask = np.zeros((rows, cols), np.uint8)
        points = np.stack([outline[:, 0] / pitch + cols / 2 - 0.5, outline[:, 1] / pitch + rows / 2 - 0.5], 1)
        cv2.fillPoly(mask, [np.round(points * 16).astype(np.int32)], 1, shift=4)
        planes.append(cv2.blur(_distance(mask, pitch), (3, 3)))
    sdf = np.stack(planes if morph is not None else planes * 2, 2)
    return Atlas(np.ascontiguousarray(sdf, np.float32), pitch, cols * pitch / 2, rows * pitch / 2)


def halves(mother):
    """The two daughters of a dividing object, in the mother's material coordinates."""
    _rows, cols = mother.sdf.shape[:2]
    u = (np.arange(cols) + 0.5 - cols / 2) * mother.pitch
    parts = []
    for side in (-1, 1):
        cut = np.maximum(mother.sdf[..., 0], -side * u[None] + 0.8)
        mask = (cut < 0).astype(np.uint8)
        if mask.sum() < 4:
            mask = (mother.sdf[..., 0] < 0).astype(np.uint8)
        soft = cv2.GaussianBlur(_distance(mask, mother.pitch), (0, 0), 1.2)
        parts.append(Atlas(np.ascontiguousarray(np.stack([soft, soft], 2)), mother.pitch, mother.half_u, mother.half_v))
    return parts
