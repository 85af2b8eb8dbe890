"""What the fields look like under a microscope: one function per contrast, each float32 [T, H, W] of about unit
contrast.

Every function takes (rng, scene). Contrast and structure are drawn once per clip, noise and optics come later
(`degrade.camera`).
"""

from dataclasses import dataclass

import cv2
import numpy as np

from . import degrade, textures


@dataclass
class Scene:
    """fields: list of raster.Fields per frame; per-object arrays [n + 1] (the last row stands for "nobody")."""

    fields: list
    stage: object
    diameter: float
    shape: tuple
    size: np.ndarray  # equivalent diameter of each object, px
    amp: np.ndarray  # relative brightness or thickness, about 1
    offset: np.ndarray  # [n + 1, 2] where in the texture each object is cut from
    nucleus: np.ndarray  # [n + 1, 3] u, v, radius in px
    inner: np.ndarray  # largest depth inside each object, px
    rounded: np.ndarray  # bool: rounded up for mitosis

    def near(self, depth):
        """1 inside and close to an outline, fading to 0 where the rasters end (about 0.1 diameters outside)."""
        far = 0.09 * self.diameter + 1.4
        return np.clip((far - depth) / (0.6 * far), 0, 1)

    def texture(self, f, texture, grain):
        return textures.sample(texture, f.u + self.offset[f.owner, 0], f.v + self.offset[f.owner, 1], grain)

    def nuclear(self, f):
        """Distance to the nucleus' outline, px, negative inside."""
        n = self.nucleus
        return np.hypot(f.u - n[f.owner, 0], f.v - n[f.owner, 1]) - n[f.owner, 2]

    def dome(self, f, width):
        """Height profile 0..1 rising over `width` px from the outline."""
        p = np.clip(-f.depth / max(width, 1.0), 0, 1)
        return np.sqrt(p * (2 - p))

    def back(self, rng, amount, grain=None):
        grain = grain or self.diameter * rng.uniform(0.3, 3)
        return degrade.backdrop(rng, self.stage, len(self.fields), self.shape, grain, amount)


def _soft(depth, width=1.0):
    """1 inside, 0 outside, linear over `width` px."""
    return np.clip(0.5 - depth / np.float32(width), 0, 1)


def _blur(a, sigma):
    if sigma > 6:  # a wide blur is cheap on a small picture
        k = int(sigma / 3)
        small = cv2.resize(a, (max(a.shape[1] // k, 8), max(a.shape[0] // k, 8)), interpolation=cv2.INTER_AREA)
        return cv2.resize(cv2.GaussianBlur(small, (0, 0), sigma / k), a.shape[::-1], interpolation=cv2.INTER_LINEAR)
    return cv2.GaussianBlur(a, (0, 0), sigma) if sigma > 0.2 else a


def phase_spread(rng, s, round_boost=1.0):
    """Flat cells in phase contrast: weak borders, textured interior, nucleus with nucleoli, halo, bright round
    cells."""
    d = s.diameter
    inner, grains = (
        textures.pick(rng, ("cells", "cloud", "cloud", "speckle", "smooth")),
        textures.pick(rng, ("granules", "holes")),
    )
    g1, g2 = d * rng.uniform(0.1, 0.3), max(1.6, d * rng.uniform(0.05, 0.14))
    body, t1, t2 = rng.uniform(0.0, 0.5), rng.uniform(0.03, 0.2), rng.uniform(0.05, 0.3) * (rng.random() < 0.7)
    width, edge, rim = d * rng.uniform(0.08, 0.35), rng.uniform(-0.1, 0.45), rng.uniform(0.0, 0.35)
    halo, reach = rng.uniform(0.0, 1.2), d * rng.uniform(0.08, 0.3)
    nuc, nucleoli = rng.uniform(-0.2, 0.35), rng.random() < 0.6
    wrap = rng.uniform(1.5, 3.2) * round_boost
    thin = max(0.8, d * rng.uniform(0.03, 0.07))
    back = s.back(rng, rng.uniform(0.0, 0.08))
    out = []
    for t, f in enumerate(s.fields):
        m = _soft(f.depth)
        dome = s.dome(f, width)
        amp = s.amp[f.owner]
        dn = s.nuclear(f)
        tex = t1 * s.texture(f, inner, g1) + t2 * s.texture(f, grains, g2) * np.clip(dome * 1.2, 0, 1)
        phi = amp * (body * dome + tex * dome) + nuc * _soft(dn, 2.0) * m * 0.6
        phi += edge * np.exp(-((f.depth / thin) ** 2)) * m
        if nucleoli:
            phi += 0.5 * _soft(dn + s.nucleus[f.owner, 2] * 0.68, 1.5) * m
        big = s.rounded[f.owner]
        thick = np.sqrt(np.clip(-f.depth / (0.5 * s.size[f.owner] + 1), 0, 1))
        phi = np.where(big & (f.depth < 0.5), m * (0.5 + 0.2 * tex), phi).astype(np.float32)
        glow = np.where(big, thick, 0).astype(np.float32) * m
        opd = phi + 1.5 * glow
        image = -phi + halo * _blur(opd, reach) + np.sin(glow * wrap) * 1.1 * rng.uniform(0.95, 1.05)
        near = s.near(f.depth)
        image += rim * np.exp(-(((f.depth - 1.2 * thin) / thin) ** 2)) * near
        image += 0.7 * np.exp(-(((f.depth - 0.04 * d) / (0.05 * d + 0.7)) ** 2)) * big * near
        out.append(image + back[t])
    return np.stack(out).astype(np.float32)


def phase_refractile(rng, s, outside=(0.0, 0.12)):
    """Small contracted or bipolar cells: a dark (or bright) core inside a bright glowing rim that belongs to the cell.

    Who draws such a cell by hand goes round its glow: what shines ends a little inside the outline, by so many
    diameters."""
    d = s.diameter
    margin = d * rng.uniform(*outside)
    deep = rng.uniform(0.15, 0.6)
    core, rim = rng.uniform(0.6, 2.2), rng.uniform(0.3, 1.3)
    glow, reach = rng.uniform(0.0, 0.8), d * rng.uniform(0.1, 0.3)
    lamella = rng.uniform(-0.1, 0.25)
    inner = textures.pick(rng, ("cells", "cloud", "granules"))
    grain, rough = d * rng.uniform(0.12, 0.3), rng.uniform(0.05, 0.35)
    back = s.back(rng, rng.uniform(0.01, 0.07))
    veil = s.back(rng, rng.uniform(0.0, 0.15), d * 6)
    out = []
    for t, f in enumerate(s.fields):
        depth = f.depth + margin
        m = _soft(depth, 1.5)
        big = s.rounded[f.owner]
        amp = s.amp[f.owner]
        tex = s.texture(f, inner, grain)
        # the core follows the deep part of the cell; thin arms stay lamella
        w = deep * np.maximum(s.inner[f.owner] - margin, 1) * (0.6 + 0.4 * np.clip(amp, 0, 1.4))
        centre = np.clip((-depth - w + 0.1 * d * rough * tex) / (0.04 * d + 0.8), 0, 1)
        ring = np.exp(-(((depth + 0.6 * w) / (0.55 * w + 0.5)) ** 2))
        value = m * (lamella + rough * 0.6 * tex) + amp * (rim * ring * m - core * centre * m)
        bright = m * np.sqrt(np.clip(-depth / (0.35 * s.size[f.owner] + 1), 0, 1)) * (1.6 * rim + 0.3 * tex)
        value = np.where(big, bright, value).astype(np.float32)
        out.append(
            value
            + glow * _blur(np.abs(value), reach) * 0.7
            - 0.35 * glow * _blur(np.abs(value), reach * 3)
            + back[t]
            + veil[t]
        )
    return np.stack(out).astype(np.float32)


def fluorescence(rng, s):
    """Nuclei: textured chromatin, nucleoli, haze, wildly different brightness."""
    d = s.diameter
    chromatin = textures.pick(rng, ("cells", "holes", "cloud", "cloud", "granules", "ridges", "speckle", "smooth"))
    grain, rough = max(1.8, d * rng.uniform(0.07, 0.3)), rng.uniform(0.0, 0.35)
    edge = max(1.0, d * rng.uniform(0.03, 0.3))
    shade = rng.random() * 0.5
    haze, reach = rng.uniform(0, 0.25) if rng.random() < 0.6 else 0, d * rng.uniform(0.3, 1.0)
    back = s.back(rng, rng.uniform(0.0, 0.05))
    out = []
    for t, f in enumerate(s.fields):
        m = _soft(f.depth - 0.15 * edge, edge)
        value = (
            s.amp[f.owner] * m * (1 + rough * s.texture(f, chromatin, grain)) * (1 - shade + shade * s.dome(f, 0.4 * d))
        )
        value = np.maximum(value, 0).astype(np.float32)
        out.append(value + (haze * _blur(value, reach) if haze else 0) + back[t])
    return np.stack(out).astype(np.float32)


def cytoplasmic(rng, s):
    """Cytoplasmic or membrane label: dim edges, dark or bright nucleus, vesicles, actin fibres; or bright outlines
    only."""
    d = s.diameter
    membrane = rng.random() < 0.3
    inner, vesicles = textures.pick(rng, ("fibres", "cloud", "cells", "ridges")), textures.pick(rng, ("granules",))
    g1, g2 = d * rng.uniform(0.1, 0.35), max(1.6, d * rng.uniform(0.05, 0.12))
    t1, t2 = rng.uniform(0.05, 0.35), rng.uniform(0, 0.4)
    width, floor = d * rng.uniform(0.1, 0.5), rng.uniform(0.1, 0.6)
    nuc = rng.uniform(-0.8, 0.6)
    thin = max(0.9, d * rng.uniform(0.03, 0.08))
    outline = rng.uniform(0.6, 1.5) if membrane else rng.uniform(0, 0.4) * (rng.random() < 0.4)
    fill = rng.uniform(0, 0.35) if membrane else 1.0
    haze, reach = rng.uniform(0, 0.3), d * rng.uniform(0.2, 0.8)
    back = s.back(rng, rng.uniform(0, 0.06))
    out = []
    for t, f in enumerate(s.fields):
        m = _soft(f.depth, 1.5)
        tex = t1 * s.texture(f, inner, g1) + t2 * s.texture(f, vesicles, g2)
        value = fill * (floor + (1 - floor) * s.dome(f, width)) * (1 + tex)
        value = value * (1 + nuc * _soft(s.nuclear(f), 2.5))
        value = np.maximum(s.amp[f.owner] * m * value, 0) + outline * np.exp(-((f.depth / thin) ** 2)) * s.near(f.depth)
        value = value.astype(np.float32)
        out.append(value + haze * _blur(value, reach) + back[t])
    return np.stack(out).astype(np.float32)


def dic(rng, s):
    """Differential interference contrast: a shadowed relief of the optical thickness."""
    d = s.diameter
    inner = textures.pick(rng, ("granules", "holes", "cells", "cloud"))
    grain, rough = max(1.8, d * rng.uniform(0.06, 0.2)), rng.uniform(0.02, 0.2)
    width = d * rng.uniform(0.15, 0.5)
    angle, shear = rng.uniform(0, 2 * np.pi), rng.uniform(0.7, 1.6)
    sx, sy = shear * np.cos(angle), shear * np.sin(angle)
    nuc, absorb = rng.uniform(-0.15, 0.3), rng.uniform(-0.15, 0.15)
    sigma = d * rng.uniform(0.01, 0.05)
    back = s.back(rng, rng.uniform(0, 0.1))
    out = []
    for t, f in enumerate(s.fields):
        m = _soft(f.depth, 1.5)
        phi = s.amp[f.owner] * (
            s.dome(f, width) + rough * m * s.texture(f, inner, grain) + nuc * m * _soft(s.nuclear(f), 0.12 * d + 2)
        )
        phi = _blur(phi.astype(np.float32), sigma)
        move = lambda k: cv2.warpAffine(
            phi, np.array([[1, 0, k * sx], [0, 1, k * sy]]), phi.shape[::-1], borderMode=cv2.BORDER_REPLICATE
        )
        out.append((move(0.5) - move(-0.5)) * (0.15 * d / shear) + absorb * phi + back[t])
    return np.stack(out).astype(np.float32)


def brightfield(rng, s):
    """Transmitted light slightly out of focus: dark or bright rims, faint absorption, granules."""
    d = s.diameter
    inner = textures.pick(rng, ("granules", "holes", "cells", "speckle"))
    grain, rough = max(1.8, d * rng.uniform(0.06, 0.2)), rng.uniform(0.02, 0.25)
    stain, focus, rim = rng.uniform(-0.2, 0.7), rng.choice([-1, 1]) * rng.uniform(0.1, 0.8), rng.uniform(0, 0.8)
    nuc = rng.uniform(0, 0.6) * (rng.random() < 0.5)
    thin, width = max(0.9, d * rng.uniform(0.03, 0.08)), d * rng.uniform(0.1, 0.5)
    sigma = max(0.8, d * rng.uniform(0.03, 0.08))
    back = s.back(rng, rng.uniform(0, 0.08))
    out = []
    for t, f in enumerate(s.fields):
        m = _soft(f.depth, 1.5)
        phi = s.amp[f.owner] * (s.dome(f, width) + rough * m * s.texture(f, inner, grain))
        phi = phi.astype(np.float32)
        fringe = phi - _blur(phi, sigma)
        value = -stain * phi - nuc * m * _soft(s.nuclear(f), 2) - 3 * focus * fringe
        fringes = np.exp(-((f.depth / thin) ** 2)) - 0.5 * np.exp(-(((f.depth - 2 * thin) / thin) ** 2))
        value -= np.sign(focus) * rim * fringes * s.near(f.depth)
        out.append(value + back[t])
    return np.stack(out).astype(np.float32)


def rods_phase(rng, s):
    """Bacteria in phase contrast: dark bodies, bright seams where they touch, a glow around the colony."""
    d = s.diameter
    inner = textures.pick(rng, ("cloud", "cells", "smooth"))
    rough, hollow = rng.uniform(0, 0.15), rng.uniform(0, 0.5)
    glow, reach = rng.uniform(0.0, 1.0), d * rng.uniform(0.1, 0.5)
    wide = rng.uniform(0.0, 0.5)
    edge = max(1.0, d * rng.uniform(0.04, 0.12))
    back = s.back(rng, rng.uniform(0, 0.05))
    out = []
    for t, f in enumerate(s.fields):
        body = _soft(f.depth + 0.3 * edge, edge) * s.amp[f.owner] * (1 + rough * s.texture(f, inner, 0.4 * d))
        body = (body * (1 - hollow * s.dome(f, 0.2 * d))).astype(np.float32)
        seam = np.exp(-((f.depth / (0.5 * edge + 0.4)) ** 2)) * s.near(f.depth)
        out.append(-body + glow * (_blur(body, reach) + wide * _blur(body, 3 * reach)) + 0.3 * glow * seam + back[t])
    return np.stack(out).astype(np.float32)


def rods_fluorescence(rng, s):
    """Fluorescent bacteria: even or polar signal, blurred together."""
    d = s.diameter
    inner = textures.pick(rng, ("cloud", "granules", "smooth", "cells"))
    rough, edge = rng.uniform(0, 0.4), max(1.0, d * rng.uniform(0.05, 0.25))
    membrane = rng.uniform(0, 0.8) * (rng.random() < 0.25)
    haze, reach = rng.uniform(0, 0.4), d * rng.uniform(0.1, 0.5)
    back = s.back(rng, rng.uniform(0, 0.04))
    out = []
    for t, f in enumerate(s.fields):
        m = _soft(f.depth + 0.2 * edge, edge)
        value = s.amp[f.owner] * m * (1 + rough * s.texture(f, inner, 0.3 * d)) * (1 - membrane * s.dome(f, 0.2 * d))
        value = np.maximum(value, 0).astype(np.float32)
        out.append(value + haze * _blur(value, reach) + back[t])
    return np.stack(out).astype(np.float32)


def rods_growing(rng, s):
    """Bacteria as time-lapses of their growth show them: in phase contrast, or fluorescent."""
    return rods_phase(rng, s) if rng.random() < 0.6 else rods_fluorescence(rng, s)


def embryo(rng, s):
    """One large object with structure inside, in any contrast, over a bottom with particles that moves with the
    stage."""
    back = s.back(rng, rng.uniform(0.02, 0.3), s.diameter * rng.uniform(0.04, 0.4))
    style = (dic, brightfield, fluorescence, cytoplasmic, phase_spread)[rng.integers(5)]
    body = style(rng, s)
    solid = rng.uniform(0.4, 1)
    for t, f in enumerate(s.fields):
        back[t] *= 1 - solid * _soft(f.depth, 2)
    return body * rng.choice([-1, 1]) + back


def wound(rng, s):
    """A scratch in a sheet of cells: rough texture around a smooth gap, bright seams where the sheet ends."""
    sheet, grains = (
        textures.pick(rng, ("cells", "ridges", "fibres")),
        textures.pick(rng, ("granules", "holes", "speckle")),
    )
    cell = max(1.6, s.diameter * rng.uniform(0.08, 0.2))
    rough, fine, lift = rng.uniform(0.2, 0.5), rng.uniform(0.1, 0.5), rng.uniform(-0.5, 0.5) * (rng.random() < 0.6)
    seam, reach = rng.uniform(0, 0.8), cell * rng.uniform(0.1, 0.4)
    debris = rng.uniform(0.0, 0.08)
    back = s.back(rng, rng.uniform(0.02, 0.08), cell * rng.uniform(2, 8))
    y, x = np.mgrid[: s.shape[0], : s.shape[1]].astype(np.float32)
    out = []
    for t, f in enumerate(s.fields):
        fx, fy = s.stage.to_field(t, x, y)
        gap = _soft(f.depth, 3.0)
        tex = rough * textures.sample(sheet, fx, fy, cell) + fine * textures.sample(grains, fx, fy, 0.3 * cell)
        ends = np.exp(-(((f.depth - reach) / (reach + 1)) ** 2))
        out.append((tex + lift) * (1 - gap) + debris * tex * gap + seam * ends * (0.6 + 0.4 * tex) + back[t])
    return np.stack(out).astype(np.float32)


def swimmers(rng, s):
    """Organisms, translucent or dark, over a textured bottom."""
    back = s.back(rng, rng.uniform(0.15, 0.6), s.diameter * rng.uniform(0.15, 1.0))
    style = (dic, brightfield, rods_phase, cytoplasmic)[rng.integers(4)]
    body = style(rng, s)
    solid = rng.uniform(0, 1) if rng.random() < 0.6 else 0
    for t, f in enumerate(s.fields):
        back[t] *= 1 - solid * _soft(f.depth, 2)
    return body * rng.choice([-1, 1]) + back


def arena(rng, s):
    """Organisms filmed from above on a plain ground: dark or bright bodies, often with a shadow, among the edges and
    stains of a dish."""
    d = s.diameter
    inner, grain, rough = (
        textures.pick(rng, ("cloud", "cells", "smooth")),
        d * rng.uniform(0.2, 0.6),
        rng.uniform(0, 0.25),
    )
    edge, flat = max(1.0, d * rng.uniform(0.03, 0.12)), rng.uniform(0.3, 1)
    shadow, reach = rng.uniform(0, 0.3) * (rng.random() < 0.4), d * rng.uniform(0.1, 0.4)
    away = rng.standard_normal(2) * 0.3 * d
    back = s.back(rng, rng.uniform(0, 0.12), d * rng.uniform(0.3, 6)) + degrade.furniture(
        rng, s.stage, len(s.fields), s.shape, d
    )
    out = []
    for t, f in enumerate(s.fields):
        body = (
            _soft(f.depth, edge) * (flat + (1 - flat) * s.dome(f, 0.3 * d)) * (1 + rough * s.texture(f, inner, grain))
        ).astype(np.float32)
        body *= np.clip(s.amp[f.owner], 0.5, 1.5)
        cast = (
            cv2.warpAffine(_blur(body, reach), np.array([[1, 0, away[0]], [0, 1, away[1]]]), body.shape[::-1])
            if shadow
            else 0
        )
        m = _soft(f.depth, 2)
        out.append(back[t] * (1 - 0.9 * m) - body - shadow * cast * (1 - m))
    return np.stack(out).astype(np.float32)


def camouflage(rng, s):
    """Objects cut from the very texture they move over: only motion shows them."""
    texture = textures.pick(rng, ("cloud", "cells", "granules", "speckle", "ridges", "holes", "fibres"))
    second = textures.pick(rng, ("speckle", "cells"))
    grain, fine = max(2.2, s.diameter * rng.uniform(0.08, 0.45)), rng.uniform(2.0, 4.0)
    mix = rng.uniform(0, 0.6)
    cue = rng.uniform(0.0, 0.25) if rng.random() < 0.4 else 0.0  # a trace of appearance in some clips
    y, x = np.mgrid[: s.shape[0], : s.shape[1]].astype(np.float32)
    off = rng.uniform(0, 256, 2)
    out = []
    for t, f in enumerate(s.fields):
        fx, fy = s.stage.to_field(t, x, y)
        ground = textures.sample(texture, fx + off[0], fy + off[1], grain) + mix * textures.sample(second, fx, fy, fine)
        cover = s.texture(f, texture, grain) + mix * s.texture(f, second, fine)
        m = _soft(f.depth, 1.5)
        out.append(0.25 * (ground * (1 - m) + cover * m) + cue * m * s.amp[f.owner] * 0.5)
    return np.stack(out).astype(np.float32)
