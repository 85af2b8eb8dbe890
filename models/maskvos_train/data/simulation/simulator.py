"""A fast simulator of microscopy clips: cells of many kinds that move, deform, divide, enter and leave.

clip = simulate_clip(np.random.default_rng(0), "phase_spread", size=(192, 192), frames=3, diameter=24.0)
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from skimage.measure import label as components

from ..clip import Clip
from . import degrade, layout, motion, raster, render, shapes


@dataclass(frozen=True)
class Kind:
    """How one kind of clip is made; ranges are uniform, sizes are in object diameters."""

    render: Callable
    shape: str  # see _contour
    packing: tuple = ("scattered", "packed", "clumps")
    noise: tuple = (0.004, 0.1)
    blur: float = 1.0
    bend: float = 0.0
    wave: float = 0.0
    deform: float = 0.06
    spin: float = 0.12
    along: bool = False
    amp: float = 0.25  # log-normal spread of brightness or thickness
    rounded: float = 0.0  # fraction of mitotic round cells in some clips
    morph: bool = False  # outlines that protrude and retract
    tight: float = 1.0  # spacing of packed layouts
    divide: float = 0.3  # fraction of clips with divisions
    dirty: float = 0.5  # how likely and how strong dust is
    speed: float = 1.0
    lengthen: tuple = (0.0, 0.0)  # log growth a frame along the long axis; a colony spreads with its cells
    widen: tuple = (0.0, 0.0)  # and across


KINDS = {
    "phase_spread": Kind(
        render.phase_spread, "star", noise=(0.004, 0.05), rounded=0.15, morph=True, deform=0.08, tight=1.15
    ),
    "phase_confluent": Kind(
        render.phase_spread, "tile", ("packed", "clumps"), noise=(0.004, 0.05), rounded=0.06, tight=0.9
    ),
    "phase_refractile": Kind(
        render.phase_refractile,
        "contracted",
        ("scattered", "clumps"),
        noise=(0.01, 0.06),
        blur=1.2,
        rounded=0.25,
        amp=0.35,
        morph=True,
        deform=0.12,
        dirty=1.0,
        bend=0.08,
    ),
    "phase_glow": Kind(
        lambda rng, s: render.phase_refractile(rng, s, (0.08, 0.25)),
        "contracted",
        ("scattered", "clumps"),
        noise=(0.01, 0.06),
        blur=1.2,
        rounded=0.25,
        amp=0.35,
        morph=True,
        deform=0.12,
        dirty=1.0,
        bend=0.08,
    ),
    "phase_round": Kind(lambda rng, s: render.phase_spread(rng, s, 1.2), "round", rounded=0.8, noise=(0.004, 0.06)),
    "large_spread": Kind(
        render.phase_spread, "wide", ("scattered", "packed"), noise=(0.004, 0.05), rounded=0.05, morph=True, deform=0.1
    ),
    "fluo_sparse": Kind(render.fluorescence, "nucleus", ("scattered",), amp=0.6, noise=(0.004, 0.12), blur=1.4),
    "fluo_crowded": Kind(
        render.fluorescence, "nucleus", ("packed", "clumps"), amp=0.5, noise=(0.004, 0.12), blur=1.4, tight=1.0
    ),
    "fluo_cyto": Kind(render.cytoplasmic, "any", amp=0.4, noise=(0.004, 0.1), blur=1.3, morph=True),
    "dic": Kind(render.dic, "any", noise=(0.004, 0.06), morph=True),
    "brightfield": Kind(render.brightfield, "any", noise=(0.004, 0.06)),
    "rods_phase": Kind(
        render.rods_phase,
        "rod",
        ("colony", "colony", "scattered"),
        amp=0.12,
        noise=(0.004, 0.06),
        bend=0.05,
        deform=0.02,
        spin=0.05,
        divide=0.5,
        speed=0.4,
        dirty=0.25,
    ),
    "rods_fluo": Kind(
        render.rods_fluorescence,
        "rod",
        ("colony", "colony", "scattered"),
        amp=0.3,
        noise=(0.004, 0.1),
        bend=0.05,
        deform=0.02,
        spin=0.05,
        divide=0.5,
        speed=0.4,
        dirty=0.2,
    ),
    "rods_growing": Kind(
        render.rods_growing,
        "rod",
        ("colony",),
        amp=0.15,
        noise=(0.004, 0.08),
        bend=0.05,
        deform=0.02,
        spin=0.03,
        divide=1.0,
        speed=0.3,
        dirty=0.2,
        lengthen=(0.01, 0.06),
    ),
    "swimmers": Kind(
        render.swimmers, "swimmer", ("scattered",), wave=0.1, bend=0.06, along=True, divide=0.02, speed=1.3
    ),
    "arena": Kind(
        render.arena,
        "fish",
        ("few",),
        noise=(0.004, 0.12),
        wave=0.1,
        bend=0.08,
        along=True,
        divide=0.0,
        dirty=0.6,
        speed=1.3,
    ),
    "camouflage": Kind(
        render.camouflage,
        "any",
        ("scattered", "scattered", "clumps"),
        noise=(0.004, 0.06),
        divide=0.0,
        amp=0.3,
        morph=False,
        dirty=0.2,
        speed=1.2,
    ),
    "embryo": Kind(
        render.embryo,
        "embryo",
        ("alone",),
        noise=(0.004, 0.08),
        deform=0.03,
        spin=0.02,
        bend=0.04,
        divide=0.0,
        morph=True,
        amp=0.1,
        dirty=0.3,
        speed=0.3,
    ),
    "wound": Kind(
        render.wound,
        "wound",
        ("alone",),
        noise=(0.004, 0.06),
        deform=0.01,
        spin=0.0,
        divide=0.0,
        morph=True,
        amp=0.1,
        dirty=0.3,
        speed=0.0,
        widen=(-0.06, 0.0),
    ),
    "empty": Kind(render.phase_spread, "round", ("scattered",), noise=(0.01, 0.2), dirty=1.0),
}


def _contour(rng, shape, style, diameter, dividing):
    """(outline, outline to morph into or None) of one object of about `diameter` px; `style` holds per-clip choices."""
    if shape == "any":
        shape = style["any"]
    irregular = style["irregular"]
    if dividing and shape != "rod":
        return shapes.scaled(shapes.peanut(rng, rng.uniform(1.4, 2.0), rng.uniform(0.25, 0.6)), diameter * 1.1), None
    if shape == "star":
        arms, reach, long = (
            rng.poisson(style["arms"]),
            style["reach"],
            np.exp(abs(rng.standard_normal()) * style["long"]),
        )
        state = rng.bit_generator.state
        outline = shapes.star(rng, arms, reach, irregular, long)
        rng.bit_generator.state = state
        other = shapes.star(rng, arms, reach * rng.uniform(0.4, 1.4), irregular * 1.4, long)
        if rng.random() < 0.25:
            outline = other = shapes.spindle(rng, rng.uniform(2.5, 7), rng.uniform(0.15, 0.5))
        return shapes.scaled(outline, diameter), shapes.scaled(other, diameter)
    if shape == "contracted":
        kind = rng.random()
        if kind < style["round"]:
            outline = shapes.blob(rng, 0.06, rng.uniform(1, 1.25))
        elif kind < style["round"] + 0.25:
            outline = shapes.star(rng, rng.poisson(3), 0.8, 0.12, rng.uniform(1, 1.8))
        else:
            outline = shapes.spindle(rng, rng.uniform(2.2, 6), rng.uniform(0.2, 0.6))
        return shapes.scaled(outline, diameter), None
    if shape == "tile":
        return shapes.scaled(
            shapes.blob(rng, 0.1, np.exp(abs(rng.standard_normal()) * style["long"])), diameter * 1.22
        ), None
    if shape == "wide":
        return (
            shapes.scaled(shapes.star(rng, rng.poisson(3), 0.5, 0.2, rng.uniform(1, 1.8)), diameter),
            shapes.scaled(shapes.star(rng, rng.poisson(3), 0.5, 0.2, rng.uniform(1, 1.8)), diameter),
        )
    if shape == "nucleus":
        odd = 0.16 if rng.random() < style["odd"] else 0.03
        return shapes.scaled(shapes.blob(rng, odd, np.exp(abs(rng.standard_normal()) * style["long"])), diameter), None
    if shape in ("embryo", "wound"):
        state, long = rng.bit_generator.state, rng.uniform(1, 1.7)
        if shape == "wound" and style["strip"]:
            outlines = [
                shapes.gap(rng, style["frame"], 0.45 * diameter, irregular) for irregular in rng.uniform(0.05, 0.3, 2)
            ]
            return outlines[0], outlines[1]
        outlines = []
        for irregular in np.array([1.0, rng.uniform(0.5, 1.6)]) * rng.uniform(0.03, 0.12 if shape == "embryo" else 0.3):
            rng.bit_generator.state = state  # the same bumps, larger or smaller
            outlines.append(shapes.scaled(shapes.blob(rng, irregular, long), diameter))
        return outlines[0], outlines[1]
    if shape == "rod":
        aspect = style["aspect"] * np.exp(rng.standard_normal() * 0.15)
        if dividing:
            return shapes.scaled(shapes.capsule(rng, max(2.2, aspect * 1.2), rng.uniform(0.2, 0.6)), diameter), None
        return shapes.scaled(
            shapes.capsule(rng, max(1.6, aspect), 0.0, style["taper"] * rng.uniform(-1, 1)), diameter
        ), None
    if shape in ("swimmer", "fish"):
        if style["worm"]:
            taper = 0.9 if shape == "fish" else 0.4
            return shapes.scaled(
                shapes.capsule(rng, style["aspect"] * rng.uniform(0.8, 1.3), 0, rng.uniform(0, taper)), diameter
            ), None
        return shapes.scaled(shapes.blob(rng, 0.08, rng.uniform(1.1, 2.5)), diameter), None
    return shapes.scaled(shapes.blob(rng, 0.05, rng.uniform(1, 1.2)), diameter), None


def _place(rng, kind, style, size, diameter, travel=0.0):
    """First-frame points [n, 2], angles [n], and rod lengths [n] or None; `travel` px more around the frame are
    settled."""
    packing = kind.packing[rng.integers(len(kind.packing))]
    room = size[0] * size[1] / diameter**2
    margin = min(1.2 * diameter, 60) + travel
    if packing == "alone":
        middle = np.array([size[1], size[0]]) / 2.0
        return middle[None] + rng.uniform(-0.12, 0.12, (1, 2)) * middle * 2, rng.uniform(0, np.pi, 1), None
    if packing == "colony":
        width = diameter * np.sqrt(np.pi / 4 / style["aspect"])
        return layout.colony(
            rng, size, margin, width * style["aspect"], width, rng.uniform(0.15, 0.9), gap=style["gap"]
        )
    spacing = diameter * style["spacing"] * kind.tight
    if packing == "packed":
        p = layout.packed(
            rng, size, margin, spacing, rng.uniform(0.05, 0.3), rng.uniform(0.5, 1.2), rng.uniform(0, 0.2)
        )
    elif packing == "clumps":
        p = layout.packed(
            rng, size, margin, spacing, rng.uniform(0.1, 0.35), rng.uniform(0.1, 0.5), rng.uniform(0, 0.3)
        )
    else:
        most = np.clip(room * np.exp(rng.uniform(np.log(0.03), np.log(0.12 if packing == "few" else 0.6))), 1, 200)
        p = layout.scattered(
            rng, size, margin, int(most * (1 + 2 * margin / size[0]) ** 2) + 1, diameter * rng.uniform(0.8, 1.6)
        )
    angles = rng.uniform(0, np.pi, len(p))
    if rng.random() < 0.35:  # aligned tissue
        angles = rng.uniform(0, np.pi) + rng.standard_normal(len(p)) * 0.25
    return p, angles, None


def _speed(rng):
    """Typical displacement per frame in object diameters."""
    r = rng.random()
    if r < 0.1:
        return rng.uniform(0, 0.02)
    if r < 0.7:
        return rng.uniform(0.03, 0.45)
    return rng.uniform(0.45, 0.8) if r < 0.92 else rng.uniform(0.8, 1.3)


def _with_daughters(rng, tracks, atlases, mothers, birth, alive, diameter):
    """Append two daughters per mother, alive from frame `birth` on; returns successor [T, n, 2] and parents."""
    frames, n = tracks.angle.shape
    total = n + 2 * len(mothers)
    successor = np.tile(np.arange(total)[None, :, None], (frames, 1, 2))
    take = np.concatenate([np.arange(n), np.repeat(mothers, 2)]).astype(int)
    for name in ("centre", "angle", "stretch", "bend", "wave", "phase", "shear"):
        setattr(tracks, name, getattr(tracks, name)[:, take].copy())
    tracks.half = tracks.half[take]
    alive = np.concatenate([alive, np.zeros((frames, total - n), bool)], 1)
    parents = {}
    for k, m in enumerate(mothers):
        atlases.extend(shapes.halves(atlases[m]))
        alive[birth:, m] = False
        apart = diameter * rng.uniform(0.06, 0.3)
        for side in (0, 1):
            d = n + 2 * k + side
            alive[birth:, d] = True
            parents[d] = int(m)
            successor[birth - 1, m, side] = d
            sign, spin = 2 * side - 1, rng.standard_normal() * 0.12
            for t in range(birth, frames):
                a = tracks.angle[t, d]
                tracks.centre[t, d] += sign * apart * (t - birth + 0.4) * np.array([np.cos(a), np.sin(a)])
                tracks.angle[t, d] += spin * (t - birth + 0.3)
    return successor, parents, alive, take


def _grow(rng, tracks, kind, stage, colony):
    """Lengthens and widens all objects from frame to frame, in place; where cells grow, their colony spreads along
    them."""
    frames = len(tracks.centre)
    if frames < 2 or (kind.lengthen, kind.widen) == ((0.0, 0.0), (0.0, 0.0)):
        return
    rates = np.clip([rng.uniform(*kind.lengthen), rng.uniform(*kind.widen)], -0.5 / (frames - 1), 0.5 / (frames - 1))
    tracks.stretch *= np.exp(rates * np.arange(frames)[:, None, None])
    if colony and tracks.centre.shape[1]:
        axes = np.stack([np.cos(tracks.angle[0]), np.sin(tracks.angle[0])], -1)
        pull = axes.T @ axes / len(axes) * rates[0]
        for t in range(1, frames):
            middle = stage.to_image(t, tracks.centre[0].mean(0))
            tracks.centre[t] += (tracks.centre[t] - middle) @ pull * t


def simulate_clip(
    rng, kind, size=(192, 192), frames=3, diameter=24.0, speed=None, drift=None, decoys=True, brilliant=0.0
):
    """One clip of a kind in KINDS: size (H, W) px, `frames` frames, objects of about `diameter` px (equivalent
    diameter).

    speed, drift  typical motion of objects and of the stage, px a frame; drawn at random if None, up to 1.3 diameters
    decoys        whether some organisms may lie still and count as background
    brilliant     share of objects that are several times as bright as the others
    """
    k = KINDS[kind]
    style = {
        "any": ("star", "round", "tile", "nucleus", "wide", "star")[rng.integers(6)],
        "irregular": rng.uniform(0.04, 0.2),
        "arms": rng.uniform(0.5, 5),
        "reach": rng.uniform(0.2, 1.0),
        "long": rng.uniform(0.05, 0.6),
        "odd": rng.uniform(0, 0.4) ** 2 * 3,
        "round": rng.uniform(0.1, 0.8),
        "aspect": rng.uniform(2.2, 6),
        "taper": rng.uniform(0, 0.25),
        "gap": rng.uniform(0, 0.12),
        "worm": rng.random() < 0.5,
        "spacing": rng.uniform(0.88, 1.35),
    }
    if k.shape == "swimmer" and style["worm"]:
        style["aspect"] *= 1.6
    if k.shape == "wound":
        style.update(strip=rng.random() < 0.6, frame=max(size))
    # ---- objects of the first frame
    centres, angles, lengths = _place(rng, k, style, size, diameter, max(frames - 3, 0) * (drift or 0.0))
    if kind == "empty":
        centres, angles, lengths = centres[:0], angles[:0], None
    n = len(centres)
    spread = rng.uniform(0.05, 0.3)
    sizes = diameter * np.exp(rng.standard_normal(n) * spread)
    if lengths is not None:  # rods: the length decides, the width is common
        sizes = diameter * np.sqrt(lengths / max(np.median(lengths), 1)) if n else sizes
    birth = int(rng.integers(1, frames)) if frames > 1 else 0
    mothers = np.empty(0, int)
    if frames > 1 and n and rng.random() < k.divide:
        mothers = rng.choice(n, min(n, 1 + rng.binomial(n, 0.06)), replace=False)
    rounded = rng.random(n) < (k.rounded * rng.uniform(0, 2) if rng.random() < 0.7 else 0)
    rounded[mothers] |= k.rounded > 0
    sizes[rounded] *= rng.uniform(0.6, 0.9)
    atlases, size_of_rod = [], style["aspect"]
    for i in range(n):
        if lengths is not None:
            style["aspect"] = size_of_rod * lengths[i] / np.median(lengths)
        shape = "round" if rounded[i] and k.shape != "contracted" else k.shape
        outline, other = _contour(rng, shape, style, sizes[i], i in mothers)
        atlases.append(shapes.atlas(outline, other if k.morph else None))
    # ---- motion
    any_speed = _speed(rng) * k.speed * diameter
    any_drift = 0.0 if rng.random() < 0.45 else diameter * np.exp(rng.uniform(np.log(0.01), np.log(0.6)))
    speed, drift = any_speed if speed is None else speed, any_drift if drift is None else drift
    stage = motion.random_stage(rng, frames, size, drift)
    colony = lengths is not None
    together = rng.uniform(0.8, 1.0) if colony else rng.uniform(0, 1) ** 1.5
    half = np.array([max(a.half_u, 2.0) for a in atlases])
    tracks = motion.random_tracks(
        rng,
        centres,
        angles,
        half,
        sizes * 0.46,
        stage,
        frames,
        speed,
        together,
        k.along,
        deform=k.deform * rng.uniform(0, 2),
        spin=k.spin * rng.uniform(0, 2) * (0.3 + min(speed / diameter, 1)),
        bend=k.bend * rng.uniform(0, 2),
        wave=k.wave * (style["worm"] if k.wave else 0),
        separate=not colony,
        still=rng.uniform(0, 0.5) if kind != "camouflage" else 0.0,
    )
    _grow(rng, tracks, k, stage, colony)
    if k.bend and k.shape == "rod":
        tracks.bend += rng.standard_normal(n) * 0.25 * rng.uniform(0, 1) * (0.3 if colony else 1)
    decoy = np.zeros(n, bool)
    if decoys and kind in ("camouflage", "swimmers") and n and rng.random() < 0.6:
        decoy = rng.random(n) < rng.uniform(0, 0.5)
    if kind == "camouflage" and n and frames > 1:  # what does not move cannot be seen
        field = np.stack([stage.to_image(t, centres) for t in range(frames)])
        relative = np.abs(np.diff(tracks.centre - field, axis=0)).max(-1).min(0)
        decoy |= relative < max(0.8, 0.05 * diameter)
    for name in ("bend", "wave", "phase", "shear"):
        getattr(tracks, name)[:, decoy] = getattr(tracks, name)[:1, decoy]
    if decoy.any():
        turn = np.array([np.arctan2(m[1, 0], m[0, 0]) for m in stage.matrix])[:, None]
        zoom = np.array([np.sqrt(np.linalg.det(m)) for m in stage.matrix])[:, None, None]
        tracks.angle[:, decoy] = angles[decoy] + turn
        tracks.stretch[:, decoy] = tracks.stretch[:1, decoy] * zoom
        tracks.centre[:, decoy] = np.stack([stage.to_image(t, centres[decoy]) for t in range(frames)])
        mothers = mothers[~decoy[mothers]]
    successor, parents, alive, origin = _with_daughters(
        rng, tracks, atlases, mothers, birth, np.ones((frames, n), bool), diameter
    )
    # ---- appearance of each object, with a last row for "nobody"
    amp = np.exp(rng.standard_normal(n) * k.amp * rng.uniform(0.2, 1.5))
    amp = np.clip(amp / max(np.median(amp), 0.1) if n else amp, 0.22, 4)
    amp[mothers] *= rng.uniform(1, 1.4)
    if brilliant:
        amp *= np.where(rng.random(n) < brilliant, rng.uniform(2.5, 8, n), 1)
    nucleus = np.concatenate(
        [rng.standard_normal((n, 2)) * 0.06 * sizes[:, None], (sizes * rng.uniform(0.13, 0.26, n))[:, None]], 1
    )
    nobody = lambda a, value=0: np.concatenate([a[origin], np.full((1,) + a.shape[1:], value, a.dtype)])
    scene_attributes = {
        "size": nobody(sizes, 1.0),
        "amp": nobody(amp),
        "offset": nobody(rng.uniform(0, 3000, (n, 2)).astype(np.float32)),
        "inner": nobody(np.array([-a.sdf[..., 0].min() for a in atlases[:n]]), 1.0),
        "nucleus": nobody(nucleus, -99.0).astype(np.float32),
        "rounded": nobody(rounded),
    }
    morph = (
        np.clip(rng.uniform(0, 1, len(origin)) + np.cumsum(rng.standard_normal((frames, len(origin))) * 0.25, 0), 0, 1)
        if k.morph
        else None
    )
    # ---- per-pixel fields, labels, flow
    fields = [
        raster.rasterise(tracks, atlases, t, size, alive[t], morph=None if morph is None else morph[t])
        for t in range(frames)
    ]
    hidden = np.concatenate([decoy[origin], [True]])
    labels = np.stack([np.where((f.depth < 0) & ~hidden[f.owner], f.owner + 1, 0) for f in fields]).astype(np.int32)
    labels = np.stack([_whole(plane) for plane in labels])
    y, x = np.mgrid[: size[0], : size[1]].astype(np.float32)
    flow = np.empty((frames - 1, 2) + tuple(size), np.float32)
    for t in range(frames - 1):
        flow[t] = stage.flow(t, x, y)
        f, on = fields[t], (fields[t].depth < 0) & ~hidden[fields[t].owner]
        owner, u, v = f.owner[on], f.u[on], f.v[on]
        px, py = tracks.to_image(t + 1, successor[t, owner, (u >= 0).astype(int)], u, v)
        flow[t, 0][on], flow[t, 1][on] = px - x[on], py - y[on]
    # ---- picture
    scene = render.Scene(fields, stage, diameter, tuple(size), **scene_attributes)
    if kind == "empty":
        styles = [
            q.render
            for name, q in KINDS.items()
            if name not in ("empty", "swimmers", "arena", "camouflage", "rods_growing", "embryo", "wound")
        ]
        picture = styles[rng.integers(len(styles))](rng, scene)
        picture += scene.back(rng, rng.uniform(0, 0.2))
        picture /= max(picture.std() * rng.uniform(1, 6), 0.05)
    else:
        picture = k.render(rng, scene)
    if rng.random() < k.dirty:
        reach = np.percentile(picture, 99.5) - np.percentile(picture, 0.5)
        degrade.dirt(rng, picture, stage, diameter, (1.0 if kind != "camouflage" else 0.3) * k.dirty * max(reach, 0.1))
    picture = degrade.camera(
        rng, picture, k.noise, k.blur * min(1.0, 0.4 + diameter / 40), invert=0.06 if kind.startswith("phase") else 0.2
    )
    ids = np.unique(labels)
    parents = {d + 1: m + 1 for d, m in parents.items() if d + 1 in ids and m + 1 in ids}
    return Clip(picture, labels, flow, kind, parents)


def _whole(labels, least=8):
    """Keep the largest piece of every object, and nothing smaller than `least` px."""
    pieces = components(labels, background=0, connectivity=1)
    area = np.bincount(pieces.ravel())
    first = np.zeros(len(area), np.int64)
    first[pieces.ravel()] = labels.ravel()
    area[0] = 0
    order = np.argsort(area)
    biggest = np.zeros(labels.max() + 1, np.int64)
    biggest[first[order]] = order
    keep = (biggest[first] == np.arange(len(area))) & (area >= least)
    keep[0] = False
    return np.where(keep[pieces], labels, 0).astype(np.int32)
