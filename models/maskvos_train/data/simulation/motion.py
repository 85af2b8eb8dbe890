"""How objects move: closed-form, invertible maps between an object's material coordinates and the image.

A material point (u, v) of object i at frame t lies at
    v' = v + a (bend (u/a)^2 + wave sin(2.4 u/a + phase)),   u' = u + shear v'
    (x, y) = centre + R(angle) (stretch_u u', stretch_v v')
which is inverted exactly, so that the flow of every object pixel is the map at t+1 after the inverse at t.
"""

from dataclasses import dataclass

import numpy as np


@dataclass
class Tracks:
    """Motion parameters, float64: centre [T, n, 2] px (x, y), stretch [T, n, 2], the others [T, n]; half [n] px."""

    centre: np.ndarray
    angle: np.ndarray
    stretch: np.ndarray
    bend: np.ndarray
    wave: np.ndarray
    phase: np.ndarray
    shear: np.ndarray
    half: np.ndarray

    def to_material(self, t, i, x, y):
        """Material (u, v) of image coordinates; x [1, W] and y [H, 1] broadcast to float32 [H, W]."""
        dx, dy = x - self.centre[t, i, 0], y - self.centre[t, i, 1]
        c, s = np.cos(self.angle[t, i]), np.sin(self.angle[t, i])
        u = (dx * (c / self.stretch[t, i, 0]) + dy * (s / self.stretch[t, i, 0])).astype(np.float32)
        v = (dx * (-s / self.stretch[t, i, 1]) + dy * (c / self.stretch[t, i, 1])).astype(np.float32)
        u -= np.float32(self.shear[t, i]) * v
        a = float(self.half[i])
        if self.bend[t, i] != 0:
            v -= np.float32(self.bend[t, i] / a) * (u * u)
        if self.wave[t, i] != 0:
            v -= np.float32(a * self.wave[t, i]) * np.sin(u * np.float32(2.4 / a) + np.float32(self.phase[t, i]))
        return u, v

    def to_image(self, t, index, u, v):
        """Image (x, y) of material points [K] of the objects `index` [K]."""
        a = self.half[index]
        r = u / a
        v = v + a * (self.bend[t][index] * r * r + self.wave[t][index] * np.sin(2.4 * r + self.phase[t][index]))
        u = u + self.shear[t][index] * v
        u, v = u * self.stretch[t][index, 0], v * self.stretch[t][index, 1]
        c, s = np.cos(self.angle[t][index]), np.sin(self.angle[t][index])
        return self.centre[t][index, 0] + c * u - s * v, self.centre[t][index, 1] + s * u + c * v


@dataclass
class Stage:
    """Similarity of the whole field per frame: image = matrix [T, 2, 2] (p - middle) + middle + shift [T, 2]."""

    matrix: np.ndarray
    shift: np.ndarray
    middle: np.ndarray

    def to_field(self, t, x, y):
        """Field coordinates of image coordinates (float32, same shape)."""
        inv = np.linalg.inv(self.matrix[t])
        dx, dy = x - self.middle[0] - self.shift[t, 0], y - self.middle[1] - self.shift[t, 1]
        return (
            (inv[0, 0] * dx + inv[0, 1] * dy + self.middle[0]).astype(np.float32),
            (inv[1, 0] * dx + inv[1, 1] * dy + self.middle[1]).astype(np.float32),
        )

    def to_image(self, t, points):
        """Image coordinates of field points [n, 2]."""
        return (points - self.middle) @ self.matrix[t].T + self.middle + self.shift[t]

    def flow(self, t, x, y):
        """Displacement [2, H, W] of background pixels from frame t to t + 1."""
        fx, fy = self.to_field(t, x, y)
        m = self.matrix[t + 1]
        px, py = fx - self.middle[0], fy - self.middle[1]
        return np.stack(
            [
                m[0, 0] * px + m[0, 1] * py + self.middle[0] + self.shift[t + 1, 0] - x,
                m[1, 0] * px + m[1, 1] * py + self.middle[1] + self.shift[t + 1, 1] - y,
            ]
        )


def random_stage(rng, frames, size, amount):
    """Stage drift of about `amount` px per frame, with a trace of rotation and zoom."""
    step = rng.standard_normal(2) * amount * 0.8 + rng.standard_normal((frames, 2)) * amount * 0.6
    step[0] = 0
    angle = np.concatenate([[0], np.cumsum(rng.standard_normal(frames - 1) * 0.004 * min(amount, 3))])
    zoom = np.exp(np.concatenate([[0], np.cumsum(rng.standard_normal(frames - 1) * 0.003 * min(amount, 3))]))
    c, s = np.cos(angle) * zoom, np.sin(angle) * zoom
    return Stage(
        np.stack([np.stack([c, -s], -1), np.stack([s, c], -1)], 1),
        np.cumsum(step, 0),
        np.array([size[1] / 2.0, size[0] / 2.0]),
    )


def push_apart(centres, radii, steps=6, strength=0.5):
    """Move overlapping discs apart, in place: centres [n, 2], radii [n] px."""
    if len(centres) < 2:
        return centres
    reach = radii[:, None] + radii[None]
    np.fill_diagonal(reach, 0)
    for _ in range(steps):
        delta = centres[:, None] - centres[None]
        gap = np.sqrt((delta**2).sum(-1)) + 1e-6
        push = np.maximum(reach - gap, 0) / gap
        if push.max() <= 0:
            break
        centres += strength * (delta * push[..., None]).sum(1) * 0.5
    return centres


def collective(rng, centres, speed):
    """Smooth velocity field (px per frame) at the centres: translation, expansion, rotation, waves."""
    p = (centres - centres.mean(0)) / 100.0 if len(centres) else centres
    v = rng.standard_normal(2) * 0.7 + p @ (rng.standard_normal((2, 2)) * 0.6)
    for _ in range(2):
        v = (
            v
            + np.sin(p @ (rng.standard_normal(2) * 3.0) + rng.uniform(0, 6.28))[:, None] * rng.standard_normal(2) * 0.6
        )
    norm = np.sqrt((v**2).sum(-1)).mean() if len(centres) else 1.0
    return v * (speed / max(norm, 1e-6))


def random_tracks(
    rng,
    centres,
    angles,
    half,
    radii,
    stage,
    frames,
    speed,
    together=0.5,
    along=False,
    deform=0.06,
    spin=0.1,
    bend=0.0,
    wave=0.0,
    separate=True,
    still=0.2,
):
    """Tracks of n objects that start at centres [n, 2] (px) with angles [n].

    speed     typical displacement in px per frame;  together  0 = everyone alone, 1 = one smooth field
    along     objects swim along their own long axis;  still  fraction of objects that hardly move
    deform, spin, bend, wave  strengths of shape change per frame;  separate  push discs of `radii` apart
    """
    n = len(centres)
    shape = (frames, n)
    heading = rng.uniform(0, 2 * np.pi, n) if not along else angles + np.where(rng.random(n) < 0.5, 0, np.pi)
    pace = speed * rng.gamma(2.0, 0.5, n) * np.where(rng.random(n) < still, 0.1, 1.0)
    field = collective(rng, centres, speed)
    pos = np.zeros((frames, n, 2))
    ang = np.zeros(shape)
    pos[0], ang[0] = centres, angles
    turn = rng.standard_normal(n) * spin
    for t in range(1, frames):
        heading = heading + rng.standard_normal(n) * (0.25 if along else 0.5)
        own = np.stack([np.cos(heading), np.sin(heading)], 1) * (pace * rng.uniform(0.6, 1.4, n))[:, None]
        pos[t] = pos[t - 1] + together * field + (1 - together) * own
        ang[t] = ang[t - 1] + turn + rng.standard_normal(n) * spin * 0.5
        if along:
            ang[t] = ang[t - 1] + np.angle(np.exp(2j * (heading - ang[t - 1]))) / 2 * 0.7
        if separate:
            push_apart(pos[t], radii)
    walk = lambda scale: (
        np.cumsum(np.concatenate([rng.standard_normal((1, n)) * 1.0, rng.standard_normal((frames - 1, n)) * 0.6]), 0)
        * scale
    )
    squash = walk(deform)
    growth = np.cumsum(rng.standard_normal(shape) * deform * 0.3, 0)
    zoom = np.array([np.sqrt(np.linalg.det(m)) for m in stage.matrix])[:, None]
    rotation = np.array([np.arctan2(m[1, 0], m[0, 0]) for m in stage.matrix])[:, None]
    stretched = np.clip(np.stack([np.exp(squash + growth), np.exp(-squash + growth)], -1), 0.6, 1.6) * zoom[..., None]
    image = np.stack([stage.to_image(t, pos[t]) for t in range(frames)]) if n else pos
    return Tracks(
        image,
        ang + rotation,
        stretched,
        walk(bend),
        np.full(shape, wave) * rng.uniform(0.5, 1.2, n),
        rng.uniform(0, 6.28, n) + np.arange(frames)[:, None] * rng.uniform(0.3, 1.4, n),
        walk(deform * 0.7),
        np.asarray(half, float),
    )
