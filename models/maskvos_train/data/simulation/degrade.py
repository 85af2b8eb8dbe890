"""What a microscope and a file format do to an ideal picture."""

import cv2
import numpy as np

from . import textures


def illumination(rng, shape, strength):
    """Multiplicative uneven light float32 [H, W], mean about 1."""
    h, w = shape
    y, x = np.linspace(-1, 1, h)[:, None], np.linspace(-1, 1, w)[None]
    a = rng.standard_normal(5)
    light = 0.5 * (a[0] * x + a[1] * y) + 0.25 * (a[2] * x * y + a[3] * x * x + a[4] * y * y)
    if rng.random() < 0.4:  # vignetting
        cx, cy = rng.uniform(-0.3, 0.3, 2)
        light = light - rng.uniform(0.3, 1.0) * ((x - cx) ** 2 + (y - cy) ** 2)
    return np.exp(strength * (light - light.mean())).astype(np.float32)


def specks(rng, shape, diameter, count, pad):
    """Dust and debris as a signed float32 [H + 2 pad, W + 2 pad] picture of about unit contrast."""
    h, w = shape[0] + 2 * pad, shape[1] + 2 * pad
    out = np.zeros((h, w), np.float32)
    for _ in range(count):
        c = (int(rng.uniform(0, w) * 8), int(rng.uniform(0, h) * 8))
        r = diameter * np.exp(rng.uniform(np.log(0.04), np.log(0.16)))
        axes = (int(max(r, 0.6) * 8), int(max(r * rng.uniform(0.5, 1), 0.6) * 8))
        cv2.ellipse(
            out,
            c,
            axes,
            rng.uniform(0, 180),
            0,
            360,
            float(rng.choice([-1, -1, 1]) * rng.uniform(0.3, 1)),
            -1,
            cv2.LINE_AA,
            3,
        )
    return cv2.GaussianBlur(out, (0, 0), rng.uniform(0.4, 1.0))


def ghosts(rng, shape, diameter, count, pad):
    """Out-of-focus dirt: wide soft rings, discs and arcs, float32 [H + 2 pad, W + 2 pad], about unit contrast."""
    h, w = shape[0] + 2 * pad, shape[1] + 2 * pad
    out = np.zeros((h, w), np.float32)
    for _ in range(count):
        layer = np.zeros((h, w), np.float32)
        c = (int(rng.uniform(0, w)), int(rng.uniform(0, h)))
        r = diameter * np.exp(rng.uniform(np.log(0.4), np.log(3.5)))
        axes = (int(r), int(r * rng.uniform(0.5, 1)))
        start = rng.uniform(0, 360)
        span = 360 if rng.random() < 0.6 else rng.uniform(60, 250)
        thick = -1 if rng.random() < 0.4 else max(1, int(r * rng.uniform(0.1, 0.4)))
        cv2.ellipse(layer, c, axes, rng.uniform(0, 180), start, start + span, 1.0, thick)
        layer = cv2.GaussianBlur(layer, (0, 0), max(0.8, r * rng.uniform(0.08, 0.3)))
        if rng.random() < 0.5:  # relief instead of shadow
            layer = 2 * (layer - np.roll(layer, (int(r * 0.15) + 1, int(r * rng.uniform(-0.2, 0.2))), (0, 1)))
        out += float(rng.choice([-1, -1, 1]) * rng.uniform(0.3, 1)) * layer
    return out


def _placed(layer, pad, shape, stage, matrix, shift, border=cv2.BORDER_CONSTANT):
    """What a frame [H, W] shows of a layer that is `pad` px larger on every side, turned around the stage's middle and
    shifted."""
    offset = shift + stage.middle - matrix @ stage.middle - matrix @ np.array([pad, pad])
    return cv2.warpAffine(layer, np.concatenate([matrix, offset.reshape(2, 1)], 1), shape[::-1], borderMode=border)


def furniture(rng, stage, frames, shape, diameter):
    """What stands in a dish and casts light: edges, walls, reflections, stains; float32 [T, H, W] that travels with the
    stage."""
    pad = 24
    h, w = shape[0] + 2 * pad, shape[1] + 2 * pad
    layer = np.zeros((h, w), np.float32)
    for _ in range(rng.poisson(1.0)):
        line = np.zeros((h, w), np.float32)
        a, b = rng.uniform(-0.2, 1.2, (2, 2)) * (w, h)
        if rng.random() < 0.5:  # upright, as tanks are
            b[rng.integers(2)] = a[rng.integers(2)]
        cv2.line(
            line, *(tuple(int(c) for c in p) for p in (a, b)), 1.0, int(1 + diameter * rng.uniform(0, 0.4)), cv2.LINE_AA
        )
        layer += rng.uniform(-0.6, 0.6) * cv2.GaussianBlur(line, (0, 0), rng.uniform(0.5, 3))
    if rng.random() < 0.3:  # the wall of a round dish
        rim = np.zeros((h, w), np.float32)
        r = diameter * rng.uniform(4, 20)
        cv2.circle(
            rim,
            (int(rng.uniform(0, w)), int(rng.uniform(0, h))),
            int(r),
            1.0,
            -1 if rng.random() < 0.5 else 2 + int(rng.uniform(0, 0.5) * diameter),
            cv2.LINE_AA,
        )
        layer += rng.uniform(-0.5, 0.5) * cv2.GaussianBlur(rim, (0, 0), rng.uniform(0.8, 4))
    return np.stack(
        [
            _placed(layer, pad, shape, stage, stage.matrix[t], stage.shift[t], cv2.BORDER_REPLICATE)
            for t in range(frames)
        ]
    )


def dirt(rng, frames, stage, diameter, amount):
    """Add dust that travels with the stage or sits on the camera to frames [T, H, W] of about unit contrast, in
    place."""
    shape, pad = frames.shape[1:], 24
    layers = []
    if rng.random() < 0.6:
        layers.append(specks(rng, shape, diameter, rng.integers(1, 40), pad) * rng.uniform(0.15, 1.0))
    if rng.random() < 0.4:
        layers.append(ghosts(rng, shape, diameter, rng.integers(1, 9), pad) * rng.uniform(0.08, 0.8))
    for layer in layers:
        camera = rng.random() < 0.25
        for t in range(len(frames)):
            m, shift = (np.eye(2), 0) if camera else (stage.matrix[t], stage.shift[t])
            frames[t] += amount * _placed(layer, pad, shape, stage, m, shift)


def camera(rng, frames, noise=(0.004, 0.12), blur=1.0, light=True, invert=0.2):
    """The whole chain on frames [T, H, W] (background near 0..1, contrast about 1): returns float32 raw intensities.

    noise  range of the standard deviation as a fraction of the clip's contrast (log-uniform)
    blur   upper bound of the usual defocus in px;  invert  chance of inverted contrast
    """
    lo, hi = np.percentile(frames, [0.5, 99.5])
    frames = (frames - lo) / max(hi - lo, 1e-3)
    shape = frames.shape[1:]
    if rng.random() < invert:
        frames = 1 - frames
    if light and rng.random() < 0.7:
        strength = rng.choice([0.1, 0.25, 0.5])
        lamp = illumination(rng, shape, strength)
        frames = frames * lamp + (lamp - 1) * rng.uniform(0, 0.6)
    sigma = rng.uniform(0, blur) if rng.random() < 0.85 else rng.uniform(blur, 2.2 * blur + 0.2)
    bleach = rng.uniform(0.85, 1.0) if rng.random() < 0.3 else 1.0
    fade = min(1.0, 4 / max(len(frames) - 1, 1))  # a long movie bleaches more slowly
    flicker = rng.standard_normal(len(frames)) * (0.02 if rng.random() < 0.3 else 0)
    refocus = rng.random() < 0.2
    level = np.exp(rng.uniform(*np.log(noise)))
    shot = rng.random()
    grain = rng.uniform(0.6, 1.2) if rng.random() < 0.25 else 0  # correlated noise
    fixed = rng.standard_normal(shape).astype(np.float32) * level * 0.5 if rng.random() < 0.15 else None
    out = np.empty(frames.shape, np.float32)
    for t, plane in enumerate(frames):
        s = sigma * (rng.uniform(0.7, 1.5) if refocus else 1)
        plane = cv2.GaussianBlur(plane.astype(np.float32), (0, 0), s) if s > 0.25 else plane.astype(np.float32)
        plane = plane * np.float32(bleach ** (t * fade)) + np.float32(flicker[t])
        n = rng.standard_normal(shape, dtype=np.float32)
        if grain:
            n = cv2.GaussianBlur(n, (0, 0), grain) * (2.2 * grain + 0.3)
        n *= level * np.sqrt(1 - shot + shot * np.clip(plane, 0.02, 4) * 2)
        out[t] = plane + n + (0 if fixed is None else fixed)
    lo, hi = np.percentile(out, [0.2, 99.8])
    out = (out - lo) / max(hi - lo, 1e-3)
    if rng.random() < 0.4:
        out = np.sign(out) * np.abs(out) ** np.float32(np.exp(rng.uniform(-0.5, 0.5)))
    headroom = rng.uniform(0.05, 0.95) if rng.random() < 0.2 else 0.9
    out = 0.04 + out * headroom
    if rng.random() < 0.6:
        out = np.round(np.clip(out, 0, 1) * 255) / 255
    if rng.random() < 0.12:
        quality = [cv2.IMWRITE_JPEG_QUALITY, int(rng.uniform(35, 95))]
        for t in range(len(out)):
            coded = cv2.imencode(".jpg", (np.clip(out[t], 0, 1) * 255).astype(np.uint8), quality)[1]
            out[t] = cv2.imdecode(coded, cv2.IMREAD_GRAYSCALE) / 255.0
    return (out * 255).astype(np.float32)


def backdrop(rng, stage, frames, shape, grain, amount):
    """Static textured background float32 [T, H, W] that travels with the stage, zero mean, standard deviation
    `amount`."""
    texture = textures.pick(rng, ("smooth", "cloud", "speckle", "ridges"))
    y, x = np.mgrid[: shape[0], : shape[1]].astype(np.float32)
    off = rng.uniform(0, 256, 2)
    out = np.empty((frames,) + tuple(shape), np.float32)
    for t in range(frames):
        fx, fy = stage.to_field(t, x, y)
        out[t] = textures.sample(texture, fx + off[0], fy + off[1], grain) * amount
    return out
