"""Write shards of training clips.

    python -m maskvos_train.data.make_clips --out data/train --shards 40 --per-shard 64 --seed 1

A shard is an .npz with
    frames   uint8   [N, T, H, W]       stretched per clip
    labels   uint16  [N, T, H, W]       0 = background
    flow     float16 [N, T-1, 2, H, W]  (dx, dy) px from frame t to t + 1
    kind     str     [N]
    diameter float32 [N]                median equivalent diameter of the clip, px (0 = no whole object)
    parents  str     [N]                JSON object, child id -> parent id
    canonical float32                   diameter around which the clips' objects were chosen, px
Existing shards are kept; a shard appears under its name only when it is complete.
"""

import argparse
import json
import multiprocessing
import os
import sys
import time
import zipfile
from pathlib import Path

import cv2
import numpy as np

from . import real_images
from .clip import CANONICAL_DIAMETER, Clip, stretch
from .moving_stills import Source, static_clip
from .simulation.codec import coded
from .simulation.simulator import simulate_clip

SIMULATED = {
    "phase_spread": 13,
    "phase_confluent": 14,
    "phase_refractile": 14,
    "phase_glow": 10,
    "phase_round": 4,
    "large_spread": 6,
    "fluo_sparse": 8,
    "fluo_crowded": 15,
    "fluo_cyto": 6,
    "dic": 6,
    "brightfield": 6,
    "rods_phase": 8,
    "rods_fluo": 5,
    "rods_growing": 5,
    "swimmers": 12,
    "arena": 4,
    "camouflage": 8,
    "embryo": 8,
    "wound": 8,
    "empty": 5,
}
STATIC = {"dsb2018": 20, "dsb2018 bright": 10, "usiigaci_static": 14, "bacteria_omnipose": 5}
SMALL, SHRINK = 7.0, 3  # objects smaller than so many px are simulated so many times larger
CUT, CUT_ARENAS = (
    0.8,
    5.0,
)  # percent of the pixels that the contrast stretch cuts off at most; a dish is emptier than a clip of it
CODED, CODED_ARENAS = 0.08, 0.6  # share of clips that were filmed through a video codec
SPLITS = {"train": 0, "heldout": 1}


def random_diameter(rng, canonical):
    """Object diameter in px around the canonical one: mostly within a factor 0.7-1.45, sometimes 0.3-3.5, and now and
    then anything that the plugin sees while it looks for the right magnification."""
    r = rng.random()
    low, high = (0.7, 1.45) if r < 0.62 else (0.3, 3.5) if r < 0.86 else (0.1, 0.3) if r < 0.94 else (3.5, 10)
    return canonical * np.exp(rng.uniform(np.log(low), np.log(high)))


def load_sources(data, heldout):
    """dict name in STATIC -> list of Source of the wanted split. The few stained and bright-field images of a set are a
    set of their own, or they would be drowned."""
    out = {}
    for dataset in dict.fromkeys(name.split()[0] for name in STATIC):
        for s in real_images.load_static(data, dataset):
            if s.heldout == heldout:
                bright = f"{dataset} bright"
                out.setdefault(bright if bright in STATIC and s.bright() else dataset, []).append(Source(s))
    return out


def random_clip(rng, sources, canonical, size, frames, share_static, kinds=tuple(SIMULATED), diameters=None):
    """One clip of the training mixture, or of some of its simulated kinds with objects of other diameters (low, high),
    px."""
    diameter = np.exp(rng.uniform(*np.log(diameters))) if diameters else random_diameter(rng, canonical)
    if sources and rng.random() < share_static:
        names = list(sources)
        p = np.array([STATIC[n] for n in names], float)
        pick = sources[names[rng.choice(len(names), p=p / p.sum())]]
        return static_clip(rng, pick[rng.integers(len(pick))], (size, size), frames, diameter)
    p = np.array([SIMULATED[kind] for kind in kinds], float)
    kind = kinds[rng.choice(len(p), p=p / p.sum())]
    brilliant = rng.uniform(0.01, 0.15) if "fluo" in kind and rng.random() < 0.25 else 0.0
    if diameter >= SMALL:
        return simulate_clip(rng, kind, (size, size), frames, diameter, brilliant=brilliant)
    return shrunk(simulate_clip(rng, kind, (SHRINK * size,) * 2, frames, SHRINK * diameter, brilliant=brilliant))


def shrunk(clip):
    """A clip seen from farther away: optics and outlines of small objects as averages of what they are."""
    h, w = (n // SHRINK for n in clip.labels.shape[1:])
    average = lambda planes: np.stack([cv2.resize(p, (w, h), interpolation=cv2.INTER_AREA) for p in planes])
    middle = np.s_[..., SHRINK // 2 :: SHRINK, SHRINK // 2 :: SHRINK]
    return Clip(average(clip.frames), clip.labels[middle], clip.flow[middle] / SHRINK, clip.kind, clip.parents)


def compact(labels):
    """Labels renumbered 1..n over the clip, and the map old -> new."""
    ids = np.unique(labels)
    ids = ids[ids > 0]
    table = np.zeros(int(labels.max()) + 1, np.uint16)
    table[ids] = np.arange(1, len(ids) + 1)
    return table[labels], {int(o): k + 1 for k, o in enumerate(ids)}


def write(path, **arrays):
    """A compressed .npz with fast compression, complete or absent."""
    part = path.with_suffix(".part")
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as z:
        for name, a in arrays.items():
            with z.open(name + ".npy", "w", force_zip64=True) as f:
                np.lib.format.write_array(f, np.ascontiguousarray(a), allow_pickle=False)
    os.replace(part, path)


_SOURCES = None


def make_shard(job):
    """Make and write one shard; job = (path, entropy, clips, *what random_clip takes after the sources)."""
    path, entropy, count, canonical, *how = job
    start = time.time()
    rng = np.random.default_rng(entropy)
    rows = {k: [] for k in ("frames", "labels", "flow", "kind", "diameter", "parents")}
    while len(rows["frames"]) < count:
        clip = random_clip(rng, _SOURCES, canonical, *how)
        if rng.random() < (CODED_ARENAS if clip.kind == "arena" else CODED):
            clip.frames = coded(rng, clip.frames)
        if not (np.isfinite(clip.flow).all() and np.isfinite(clip.frames).all()):
            continue
        labels, renamed = compact(clip.labels)
        cut = CUT_ARENAS if clip.kind == "arena" else CUT
        rows["frames"].append(stretch(clip.frames, rng.uniform(0, cut), 100 - rng.uniform(0, cut)))
        rows["labels"].append(labels)
        rows["flow"].append(np.clip(clip.flow, -500, 500).astype(np.float16))
        rows["kind"].append(clip.kind)
        rows["diameter"].append(clip.diameter())
        rows["parents"].append(
            json.dumps({renamed[c]: renamed[p] for c, p in clip.parents.items() if c in renamed and p in renamed})
        )
    write(
        path,
        frames=np.stack(rows["frames"]),
        labels=np.stack(rows["labels"]),
        flow=np.stack(rows["flow"]),
        kind=np.array(rows["kind"]),
        diameter=np.array(rows["diameter"], np.float32),
        parents=np.array(rows["parents"]),
        canonical=np.float32(canonical),
    )
    return path.name, time.time() - start


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--data", type=Path, default=real_images.DEFAULT_DATA)
    parser.add_argument("--shards", type=int, default=40)
    parser.add_argument("--first", type=int, default=0, help="number of the first shard")
    parser.add_argument("--per-shard", type=int, default=64)
    parser.add_argument("--size", type=int, default=192)
    parser.add_argument("--frames", type=int, default=3)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--static", type=float, default=0.4, help="share of clips from real images")
    parser.add_argument("--simulated-only", action="store_true", help="no clips from real images; needs no --data")
    parser.add_argument(
        "--kinds", nargs="+", default=list(SIMULATED), choices=SIMULATED, help="simulated kinds; all if left out"
    )
    parser.add_argument(
        "--diameter", type=float, default=CANONICAL_DIAMETER, help="of the objects that are to be known best, px"
    )
    parser.add_argument("--diameters", nargs=2, type=float, help="of objects, px, instead of the mixture's")
    parser.add_argument("--split", choices=SPLITS, default="train")
    a = parser.parse_args()
    global _SOURCES
    try:
        _SOURCES = {} if a.simulated_only else load_sources(a.data, a.split == "heldout")
    except real_images.MissingData as e:
        sys.exit(f"make_clips: {e} Or ask for --simulated-only.")
    a.out.mkdir(parents=True, exist_ok=True)
    mixture = a.per_shard, a.diameter, a.size, a.frames, a.static, a.kinds, a.diameters
    numbers = range(a.first, a.first + a.shards)
    jobs = [(a.out / f"shard_{k:05d}.npz", [a.seed, SPLITS[a.split], k], *mixture) for k in numbers]
    jobs = [j for j in jobs if not j[0].exists()]
    with multiprocessing.get_context("fork").Pool(a.workers) as workers:
        for name, seconds in workers.imap_unordered(make_shard, jobs):
            print(f"{name}  {seconds:.1f} s  {1e3 * seconds / a.per_shard:.0f} ms per clip", flush=True)


if __name__ == "__main__":
    main()
