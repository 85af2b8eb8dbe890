"""Clips made from still images with masks: every object, or the whole field, is moved by a known smooth map."""

import cv2
import numpy as np
from scipy.ndimage import find_objects
from skimage.measure import label as components

from .clip import Clip
from .simulation import degrade


class Source:
    """A still image that can be cut at any scale; keeps the reductions it has been asked for.

    image float32 [H, W] scaled to about 0..1, labels int32 [H, W] numbered 1..n
    """

    def __init__(self, static):
        lo, hi = np.percentile(static.image, [0.2, 99.8])
        self.image = ((static.image - lo) / max(hi - lo, 1e-3)).astype(np.float32)
        ids, labels = np.unique(static.labels, return_inverse=True)
        self.labels = labels.reshape(static.labels.shape).astype(np.int32) + (0 if ids[0] == 0 else 1)
        area = np.bincount(self.labels.ravel())[1:]
        self.diameter = float(np.sqrt(4 * np.median(area[area > 0]) / np.pi)) if (area > 0).any() else 24.0
        self.dataset, self.name = static.dataset, static.name
        self._reduced = {}

    def reduced(self, scale):
        """Image anti-aliased for sampling at `scale` (image, labels, the scale it has)."""
        if scale > 0.75:
            return self.image, self.labels, 1.0
        step = round(np.log2(scale) * 4) / 4
        if step not in self._reduced:
            s = 2.0**step
            size = (max(int(self.image.shape[1] * s), 8), max(int(self.image.shape[0] * s), 8))
            self._reduced[step] = (
                cv2.resize(self.image, size, interpolation=cv2.INTER_AREA),
                cv2.resize(self.labels.astype(np.float32), size, interpolation=cv2.INTER_NEAREST).astype(np.int32),
                size[0] / self.image.shape[1],
            )
        return self._reduced[step]


def _elastic(rng, shape, strength, cell):
    """Smooth random displacement float32 [H, W, 2] px with a standard deviation of `strength` and structures of `cell`
    px."""
    h, w = shape
    grid = rng.standard_normal((max(int(h / cell), 2) + 3, max(int(w / cell), 2) + 3, 2)).astype(np.float32)
    return cv2.resize(grid, (w, h), interpolation=cv2.INTER_CUBIC) * np.float32(strength)


def _inverse(back, x, y, steps=8):
    """Solve p + back(p) = (x, y) for p by fixed-point iteration; back float32 [H, W, 2], smooth."""
    px, py = (
        x - cv2.remap(back[..., 0], x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE),
        y - cv2.remap(back[..., 1], x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE),
    )
    for _ in range(steps):
        b = cv2.remap(back, px, py, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        px, py = x - b[..., 0], y - b[..., 1]
    return px, py


def _base(rng, source, size, diameter):
    """Random similarity [2, 3] from canvas px to px of the reduced image, with the reduced image and labels."""
    scale = max(
        diameter / source.diameter, 0.55 * min(size) / min(source.labels.shape)
    )  # not a kaleidoscope of a tiny image
    image, labels, have = source.reduced(scale)
    k = have / scale  # reduced px per canvas px
    angle = rng.uniform(0, 2 * np.pi) if rng.random() < 0.7 else rng.integers(4) * np.pi / 2
    flip = -1.0 if rng.random() < 0.5 else 1.0
    squeeze = np.exp(rng.standard_normal() * 0.08)
    m = k * np.array(
        [
            [np.cos(angle) * flip * squeeze, -np.sin(angle) / squeeze],
            [np.sin(angle) * flip * squeeze, np.cos(angle) / squeeze],
        ]
    )
    h, w = labels.shape
    centre = np.array([rng.uniform(0, w), rng.uniform(0, h)])
    if rng.random() < 0.85:
        for _ in range(30):
            p = (int(rng.uniform(0, w)), int(rng.uniform(0, h)))
            if labels[p[1], p[0]]:
                centre = np.array(p, float)
                break
    reach = np.abs(m) @ np.array([size[1], size[0]]) / 2  # stay inside the image where it is large enough
    centre = np.where(
        2 * reach < [w, h],
        np.clip(centre, reach, np.maximum([w, h] - reach, reach)),
        np.array([w, h]) / 2 + (centre - np.array([w, h]) / 2) * 0.2,
    )
    shift = centre - m @ np.array([size[1], size[0]]) / 2
    return np.concatenate([m, shift[:, None]], 1), image, labels


def _mirror(s, n):
    """Coordinates reflected into 0 .. n - 1, as often as it takes (OpenCV's own reflection gives up far outside)."""
    s = np.mod(s, 2 * (n - 1))
    return np.minimum(s, 2 * (n - 1) - s).astype(np.float32)


def _source_xy(base, x, y, shape):
    """Coordinates in the reduced image of canvas coordinates x, y; mirrored outside of it."""
    return (
        _mirror(base[0, 0] * x + base[0, 1] * y + base[0, 2], shape[1]),
        _mirror(base[1, 0] * x + base[1, 1] * y + base[1, 2], shape[0]),
    )


def _cut(image, labels, base, x, y):
    """Image and labels at canvas coordinates x, y; outside of the image it is mirrored."""
    sx, sy = _source_xy(base, x, y, image.shape)
    picture = cv2.remap(image, sx, sy, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT_101)
    return picture, cv2.remap(
        labels.astype(np.float32), sx, sy, cv2.INTER_NEAREST, borderMode=cv2.BORDER_REFLECT_101
    ).astype(np.int32)


def _split_mirrors(labels):
    """Mirrored copies of an object at the image border become objects of their own."""
    return components(labels, background=0, connectivity=1).astype(np.int32)


def _pace(rng):
    """Displacement per frame in object diameters."""
    r = rng.random()
    return rng.uniform(0, 0.02) if r < 0.1 else rng.uniform(0.03, 0.4) if r < 0.75 else rng.uniform(0.4, 0.9)


def global_clip(rng, source, size=(192, 192), frames=3, diameter=24.0):
    """The whole field drifts and deforms: affine plus elastic, exact flow by inverting the smooth map."""
    base, image, labels = _base(rng, source, size, diameter)
    h, w = size
    y, x = np.mgrid[:h, :w].astype(np.float32)
    speed = _pace(rng) * diameter
    pad_shape = (h, w)
    cell = diameter * rng.uniform(1.2, 4)
    strength = min(0.35 * speed * rng.uniform(0, 1), 0.12 * cell)
    step = rng.standard_normal(2) * speed * 0.7
    back = [np.zeros(pad_shape + (2,), np.float32)]
    a = np.zeros((2, 2))
    for t in range(1, frames):
        a = a + rng.standard_normal((2, 2)) * 0.012 * min(speed, 4)
        d = _elastic(rng, pad_shape, strength, cell)
        d += (
            (x - w / 2)[..., None] * a[:, 0] + (y - h / 2)[..., None] * a[:, 1] - step * t * rng.uniform(0.8, 1.2)
        ).astype(np.float32)
        back.append(d if t == 1 else 0.5 * back[-1] * t / (t - 1) + 0.5 * d)
    pictures, truth = [], []
    numbered = _split_once(labels, base, x, y)
    for t in range(frames):
        f, _ = _cut(image, labels, base, x + back[t][..., 0], y + back[t][..., 1])
        pictures.append(f)
        truth.append(numbered(x + back[t][..., 0], y + back[t][..., 1]))
    flow = np.empty((frames - 1, 2, h, w), np.float32)
    for t in range(frames - 1):
        nx, ny = _inverse(back[t + 1], x + back[t][..., 0], y + back[t][..., 1])
        flow[t] = nx - x, ny - y
    return Clip(np.stack(pictures), np.stack(truth), flow, f"static_{source.dataset}")


def _split_once(labels, base, x, y, margin=128):
    """A function (x, y) -> labels on a canvas larger than the view, on which mirrored copies have ids of their own."""
    h, w = x.shape
    yy, xx = np.mgrid[-margin : h + margin, -margin : w + margin].astype(np.float32)
    sx, sy = _source_xy(base, xx, yy, labels.shape)
    canvas = _split_mirrors(
        cv2.remap(labels.astype(np.float32), sx, sy, cv2.INTER_NEAREST, borderMode=cv2.BORDER_REFLECT_101).astype(
            np.int32
        )
    ).astype(np.float32)
    return lambda px, py: cv2.remap(
        canvas,
        (px + margin).astype(np.float32),
        (py + margin).astype(np.float32),
        cv2.INTER_NEAREST,
        borderMode=cv2.BORDER_REPLICATE,
    ).astype(np.int32)


def _without_objects(rng, image, mask):
    """The background that objects hide: low frequencies from around them, grain copied from elsewhere."""
    keep = (~mask).astype(np.float32)
    smooth, weight = np.zeros_like(image), np.zeros_like(image)
    for sigma in (4, 12, 40):
        k = max(int(sigma / 3), 1)
        small = (image.shape[1] // k, image.shape[0] // k)
        num = cv2.GaussianBlur(cv2.resize(image * keep, small, interpolation=cv2.INTER_AREA), (0, 0), sigma / k)
        den = cv2.GaussianBlur(cv2.resize(keep, small, interpolation=cv2.INTER_AREA), (0, 0), sigma / k)
        num, den = (cv2.resize(q, image.shape[::-1], interpolation=cv2.INTER_LINEAR) for q in (num, den))
        use = np.clip(den / 0.2, 0, 1) * (1 - weight)
        smooth += use * num / np.maximum(den, 1e-4)
        weight += use
    level = np.median(image[~mask]) if (~mask).any() else float(np.percentile(image, 5))
    smooth += (1 - weight) * level
    rest = (image - smooth) * keep
    spread = rest[~mask].std() if (~mask).any() else 0.02
    filled = keep > 0
    for _ in range(6):
        shift = tuple(rng.integers(8, 60, 2) * rng.choice([-1, 1], 2))
        other, known = np.roll(rest, shift, (0, 1)), np.roll(keep, shift, (0, 1)) > 0
        take = ~filled & known
        rest[take] = other[take]
        filled |= take
    rest[~filled] = rng.standard_normal(int((~filled).sum())) * spread
    return np.where(mask, smooth + rest, image).astype(np.float32)


def object_clip(rng, source, size=(192, 192), frames=3, diameter=24.0):
    """Every object moves, turns and bends on its own over a background that drifts; exact flow."""
    pad = int(min(1.2 * diameter + 8, 64))
    h, w = size[0] + 2 * pad, size[1] + 2 * pad
    base, image, labels = _base(rng, source, (h, w), diameter)
    diameter = source.diameter * labels.shape[0] / source.labels.shape[0] / np.sqrt(abs(np.linalg.det(base[:, :2])))
    y, x = np.mgrid[:h, :w].astype(np.float32)
    image, labels = _cut(image, labels, base, x, y)
    labels = _split_mirrors(labels)
    n = int(labels.max())
    if n > 400 or n == 0:
        return global_clip(rng, source, size, frames, diameter)
    rim = max(2, round(diameter * rng.uniform(0.04, 0.12)))
    hidden = (
        cv2.dilate((labels > 0).astype(np.uint8), cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * rim + 1,) * 2)) > 0
    )
    ground = _without_objects(rng, image, hidden)
    area = np.bincount(labels.ravel(), minlength=n + 1)[1:]
    cx = np.bincount(labels.ravel(), x.ravel(), n + 1)[1:] / np.maximum(area, 1)
    cy = np.bincount(labels.ravel(), y.ravel(), n + 1)[1:] / np.maximum(area, 1)
    # ---- motion: together with the field, plus what the free space allows
    speed = _pace(rng) * diameter
    field = _elastic(rng, (h, w), speed, max(diameter * 5, 60))
    ix, iy = np.clip(cx.astype(int), 0, w - 1), np.clip(cy.astype(int), 0, h - 1)
    common = field[iy, ix]
    d2 = (cx[:, None] - cx) ** 2 + (cy[:, None] - cy) ** 2
    np.fill_diagonal(d2, 1e9)
    radius = np.sqrt(area / np.pi)
    gap = np.clip(np.sqrt(d2.min(1)) - radius - (radius[d2.argmin(1)] if n > 1 else 0), 0.06 * diameter, None)
    own = rng.standard_normal((n, 2)) * np.minimum(speed, 0.6 * gap)[:, None]
    own[rng.random(n) < rng.uniform(0, 0.5)] *= 0.05
    together = rng.uniform(0, 1)
    velocity = together * common + (1 - 0.5 * together) * own
    spin, shear = rng.standard_normal(n) * 0.12, rng.standard_normal((n, 2, 2)) * 0.04
    drift = np.zeros(2) if rng.random() < 0.5 else rng.standard_normal(2) * min(speed, 0.25 * diameter) * 0.5
    wobble = rng.standard_normal((n, 4)) * 0.05
    maps = np.zeros((frames, n, 2, 3))  # forward affine about the object's centre: p -> c + A (p - c) + d
    for t in range(frames):
        c, s = np.cos(spin * t), np.sin(spin * t)
        turn = np.stack([np.stack([c, -s], -1), np.stack([s, c], -1)], 1)
        maps[t, :, :, :2] = turn @ (np.eye(2) + shear * t)
        maps[t, :, :, 2] = velocity * t * np.where(t > 0, rng.uniform(0.75, 1.25, (n, 1)), 0) + drift * t
    bend = lambda t: wobble * t  # quadratic bending, in units of the radius

    def forward(t, i, px, py):
        qx, qy, r, b = px - cx[i], py - cy[i], radius[i], bend(t)
        vx = qx
        vy = qy + b[i, 0] * qx * qx / r
        vx = vx + b[i, 1] * vy * vy / r
        m = maps[t]
        return cx[i] + m[i, 0, 0] * vx + m[i, 0, 1] * vy + m[i, 0, 2], cy[i] + m[i, 1, 0] * vx + m[i, 1, 1] * vy + m[
            i, 1, 2
        ]

    def backward(t, i, px, py):
        m, r, b = maps[t, i], radius[i], bend(t)
        inv = np.linalg.inv(m[:, :2])
        qx, qy = px - cx[i] - m[0, 2], py - cy[i] - m[1, 2]
        vx, vy = inv[0, 0] * qx + inv[0, 1] * qy, inv[1, 0] * qx + inv[1, 1] * qy
        vx = vx - b[i, 1] * vy * vy / r
        vy = vy - b[i, 0] * vx * vx / r
        return (cx[i] + vx).astype(np.float32), (cy[i] + vy).astype(np.float32)

    pictures, truth, sources = [], [], []
    floating = labels.astype(np.float32)
    order = rng.permutation(n)
    boxes = [(b[1].start, b[1].stop, b[0].start, b[0].stop) for b in find_objects(labels)]
    for t in range(frames):
        m = np.array([[1, 0, drift[0] * t], [0, 1, drift[1] * t]])
        picture = cv2.warpAffine(ground, m, (w, h), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT_101)
        plane = np.zeros((h, w), np.int32)
        ox, oy = np.zeros((h, w), np.float32), np.zeros((h, w), np.float32)
        for i in order:
            if area[i] < 4:
                continue
            x0s, x1s, y0s, y1s = boxes[i]
            corners = forward(t, i, np.array([x0s, x1s, x0s, x1s]), np.array([y0s, y0s, y1s, y1s]))
            x0, x1 = max(int(corners[0].min()) - rim - 4, 0), min(int(corners[0].max()) + rim + 5, w)
            y0, y1 = max(int(corners[1].min()) - rim - 4, 0), min(int(corners[1].max()) + rim + 5, h)
            if x0 >= x1 or y0 >= y1:
                continue
            bxy = backward(t, i, x[y0:y1, x0:x1], y[y0:y1, x0:x1])
            value = cv2.remap(image, *bxy, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT_101)
            shown = cv2.remap(floating, *bxy, cv2.INTER_NEAREST, borderMode=cv2.BORDER_CONSTANT)
            mask = shown == i + 1
            view = plane[y0:y1, x0:x1]
            soft = cv2.blur(cv2.dilate(mask.astype(np.float32), np.ones((2 * rim + 1,) * 2)), (rim + 1, rim + 1))
            soft[((view > 0) | (shown > 0)) & ~mask] = 0  # neither over nor from a neighbour
            soft[mask] = 1
            picture[y0:y1, x0:x1] += soft * (value - picture[y0:y1, x0:x1])
            view[mask] = i + 1
            ox[y0:y1, x0:x1][mask], oy[y0:y1, x0:x1][mask] = bxy[0][mask], bxy[1][mask]
        pictures.append(picture)
        truth.append(plane)
        sources.append((ox, oy))
    flow = np.empty((frames - 1, 2, h, w), np.float32)
    for t in range(frames - 1):
        flow[t] = drift[:, None, None]
        on = truth[t] > 0
        px, py = forward(t + 1, truth[t][on] - 1, sources[t][0][on], sources[t][1][on])
        flow[t, 0][on], flow[t, 1][on] = px - x[on], py - y[on]
    inner = (slice(pad, h - pad), slice(pad, w - pad))
    return Clip(
        np.stack([p[inner] for p in pictures]),
        np.stack([p[inner] for p in truth]),
        np.ascontiguousarray(flow[:, :, pad : h - pad, pad : w - pad]),
        f"static_{source.dataset}",
    )


def static_clip(rng, source, size=(192, 192), frames=3, diameter=24.0):
    """One clip from a Source with objects of about `diameter` px: mostly object by object, else the whole field;
    degraded a little."""
    make = (
        object_clip if rng.random() < (0.3 if "bacteria" in source.dataset else 0.6) else global_clip
    )  # filaments would cross
    clip = make(rng, source, size, frames, diameter)
    clip.frames = degrade.camera(
        rng,
        clip.frames,
        noise=(0.002, 0.05),
        blur=0.7,
        light=rng.random() < 0.5,
        invert=0.06 if "usiigaci" in clip.kind else 0.2,
    )
    return clip
