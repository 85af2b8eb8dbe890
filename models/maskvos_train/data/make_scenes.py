"""Scenes of anything: coloured, textured things of every size that move, turn, bend and hide each other.

For propagation, which has to follow what it was shown and not what it knows: the things look like nothing in
particular, and now and then like each other. Things that were not labelled move as well.

    frames, labels = scene(np.random.default_rng(0))

    python -m maskvos_train.data.make_scenes --out data/scenes --shards 10
"""

import argparse
import multiprocessing
import time
from pathlib import Path

import cv2
import numpy as np

from .make_clips import write
from .simulation import shapes, textures

MOST = 5  # labelled things in a scene


def paint(rng, size):
    """A coloured canvas float32 [size, size, 3], about 0..1: a colour or two, structure of one or two grains,
    stripes."""
    y, x = np.mgrid[:size, :size].astype(np.float32)
    grey = rng.random() < 0.35
    colour = lambda: np.full(3, rng.uniform(0, 1)) if grey else rng.uniform(0, 1, 3)
    first, second = colour(), colour()
    blend = textures.sample(
        textures.pick(rng), x + rng.uniform(0, 999), y, np.exp(rng.uniform(np.log(4), np.log(size / 2)))
    ) * rng.uniform(0.05, 0.6)
    if rng.random() < 0.3:
        a, pitch = rng.uniform(0, np.pi), rng.uniform(4, 24)
        blend = blend + rng.uniform(0.1, 0.5) * np.sign(np.sin((x * np.cos(a) + y * np.sin(a)) * 2 * np.pi / pitch))
    blend = np.clip(0.5 + blend, 0, 1)[..., None]
    canvas = first * (1 - blend) + second * blend
    fine = textures.sample(textures.pick(rng), x, y + rng.uniform(0, 999), rng.uniform(2, 6)) * rng.uniform(0, 0.15)
    return (canvas + fine[..., None]).astype(np.float32)


def outline(rng, diameter):
    """Contour [K, 2] in px about (0, 0), of any of the simulator's shapes or a few straight edges."""
    kind = rng.integers(6)
    if kind == 0:
        contour = shapes.blob(rng, rng.uniform(0.05, 0.4), rng.uniform(1, 2))
    elif kind == 1:
        contour = shapes.star(rng, rng.integers(1, 7), rng.uniform(0.3, 2), 0.15, rng.uniform(1, 2))
    elif kind == 2:
        contour = shapes.capsule(rng, rng.uniform(1.3, 5), rng.uniform(0, 0.6), rng.uniform(-0.5, 0.5))
    elif kind == 3:
        contour = shapes.spindle(rng, rng.uniform(2, 5))
    elif kind == 4:
        contour = shapes.peanut(rng, rng.uniform(1.2, 2), rng.uniform(0.1, 0.6))
    else:
        phi = np.sort(rng.uniform(0, 2 * np.pi, rng.integers(3, 9)))
        contour = np.stack([np.cos(phi), np.sin(phi)], 1) * rng.uniform(0.5, 1.2, (len(phi), 1))
    return shapes.scaled(contour, diameter)


def sprite(rng, diameter, canvas):
    """A thing as RGBA float32 [S, S, 4], cut out of a canvas, often with parts and a shaded side."""
    contour = outline(rng, diameter)
    size = int(min(2.2 * np.abs(contour).max() + 8, 400))
    y, x = np.mgrid[:size, :size].astype(np.float32)
    mask = np.zeros((size, size), np.float32)
    cv2.fillPoly(mask, [np.round((contour + size / 2) * 16).astype(np.int32)], 1.0, cv2.LINE_AA, 4)
    oy, ox = rng.integers(0, max(1, canvas.shape[0] - size), 2)
    body = cv2.resize(canvas[oy : oy + size, ox : ox + size], (size, size))
    for _ in range(rng.integers(0, 3)):  # parts
        part = np.zeros((size, size), np.float32)
        centre = size / 2 + rng.normal(0, 0.25 * diameter, 2)
        cv2.fillPoly(
            part,
            [np.round((outline(rng, diameter * rng.uniform(0.15, 0.6)) + centre) * 16).astype(np.int32)],
            1.0,
            cv2.LINE_AA,
            4,
        )
        body = body + (part * rng.uniform(0.3, 1))[..., None] * (rng.uniform(0, 1, 3) - body)
    light = rng.normal(0, 0.3, 2) / size
    body = body * (1 + light[0] * (x - size / 2) + light[1] * (y - size / 2))[..., None]
    if rng.random() < 0.3:  # a rim
        depth = cv2.distanceTransform((mask > 0.5).astype(np.uint8), cv2.DIST_L2, 3)
        body = body + (np.exp(-depth / rng.uniform(1, 4)) * rng.uniform(-0.7, 0.7))[..., None]
    return np.dstack([body, mask]).astype(np.float32)


def bend(rng, shape, amount, grain):
    """A smooth random displacement [H, W, 2] in px."""
    coarse = rng.standard_normal((max(2, int(shape[0] / grain) + 2), max(2, int(shape[1] / grain) + 2), 2)).astype(
        np.float32
    )
    return cv2.resize(coarse, shape[::-1], interpolation=cv2.INTER_CUBIC) * amount


def scene(rng, size=192, frames=3):
    """Frames uint8 [T, H, W, 3] and labels uint8 [T, H, W] of one scene; ids are constant through time."""
    count, extra = rng.integers(1, MOST + 1), rng.integers(0, 4)
    typical = np.exp(rng.uniform(np.log(14), np.log(100)))
    alike = rng.random() < 0.4
    ground = paint(rng, 2 * size)
    common = paint(rng, 512)
    if rng.random() < 0.25:  # of the ground's own stuff
        common, alike = cv2.resize(ground, (512, 512)), True
    state = rng.bit_generator.state
    things, pace = [], np.exp(rng.uniform(np.log(0.02), np.log(0.5))) * typical
    for _ in range(count + extra):
        if alike and rng.random() < 0.6:  # the same shape, too
            rng.bit_generator.state, kept = state, rng.bit_generator.state
            thing = sprite(rng, typical, common)
            rng.bit_generator.state = kept
        else:
            thing = sprite(
                rng, np.clip(typical * np.exp(rng.normal(0, 0.3)), 8, 150), common if alike else paint(rng, 512)
            )
        things.append(thing)
        rng.random()
    middle = size / 2 + rng.uniform(-0.4, 0.4, (len(things), 2)) * size
    velocity = np.clip(rng.normal(0, pace, (len(things), 2)), -40, 40)
    angle, spin = rng.uniform(0, 360, len(things)), rng.normal(0, rng.uniform(0, 15), len(things))
    growth = rng.normal(0, 0.04, len(things))
    order = rng.permutation(len(things))
    drift, zoom, turn = rng.normal(0, rng.uniform(0, 12), 2), rng.normal(0, 0.02), rng.normal(0, 2)
    y, x = np.mgrid[:size, :size].astype(np.float32)
    pictures, truth = [], []
    elastic = rng.uniform(0, 0.08)
    bends = [bend(rng, t.shape[:2], elastic * typical, max(typical * 0.4, 6)) for t in things]
    for t in range(frames):
        m = cv2.getRotationMatrix2D((size, size), turn * t, 1 + zoom * t)
        m[:, 2] += drift * t - size / 2
        picture = cv2.warpAffine(ground, m, (size, size), borderMode=cv2.BORDER_REFLECT_101)
        plane = np.zeros((size, size), np.uint8)
        for i in order:
            s = things[i].shape[0]
            scale, a = 1 + growth[i] * t, np.deg2rad(angle[i] + spin[i] * t)
            cx, cy = middle[i] + velocity[i] * t
            dx, dy = (x - cx) / scale, (y - cy) / scale
            u, v = dx * np.cos(a) + dy * np.sin(a) + s / 2, -dx * np.sin(a) + dy * np.cos(a) + s / 2
            wave = (
                cv2.remap(
                    bends[i],
                    u.astype(np.float32),
                    v.astype(np.float32),
                    cv2.INTER_LINEAR,
                    borderMode=cv2.BORDER_REPLICATE,
                )
                * t
            )
            cut = cv2.remap(
                things[i],
                (u + wave[..., 0]).astype(np.float32),
                (v + wave[..., 1]).astype(np.float32),
                cv2.INTER_LINEAR,
                borderMode=cv2.BORDER_CONSTANT,
            )
            alpha = cut[..., 3:]
            picture = picture * (1 - alpha) + cut[..., :3] * alpha
            plane[alpha[..., 0] > 0.5] = i + 1 if i < count else 0
        pictures.append(picture)
        truth.append(plane)
    film = np.stack(pictures)
    if rng.random() < 0.5:
        sigma = rng.uniform(0.3, 1.5)
        film = np.stack([cv2.GaussianBlur(p, (0, 0), sigma) for p in film])
    film = film * np.exp(rng.normal(0, 0.05, (frames, 1, 1, 1))) + rng.normal(0, rng.uniform(0.002, 0.06), film.shape)
    return (np.clip(film, 0, 1) * 255).astype(np.uint8), np.stack(truth)


def make_shard(job):
    path, entropy, count, length = job
    start, rng = time.time(), np.random.default_rng(entropy)
    frames, labels = zip(*(scene(rng, frames=length) for _ in range(count)))
    write(path, frames=np.stack(frames), labels=np.stack(labels).astype(np.uint16))
    return path.name, time.time() - start


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--shards", type=int, default=10)
    parser.add_argument("--per-shard", type=int, default=128)
    parser.add_argument("--frames", type=int, default=3)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    a = parser.parse_args()
    a.out.mkdir(parents=True, exist_ok=True)
    jobs = [(a.out / f"scenes_{k:05d}.npz", [a.seed, k], a.per_shard, a.frames) for k in range(a.shards)]
    with multiprocessing.get_context("fork").Pool(a.workers) as workers:
        for name, seconds in workers.imap_unordered(make_shard, [j for j in jobs if not j[0].exists()]):
            print(f"{name}  {seconds:.1f} s", flush=True)


if __name__ == "__main__":
    main()
