"""The movies of the benchmark, made once into a folder.

    python -m maskvos_train.evaluate.benchmark.movies --data ../../shared/data [--first 0 --seeds 5]

Simulated movies are time-lapses as one would take them: 10 to 12 frames of 256 x 256 px in which most objects move less
than half their diameter a frame; what chance makes otherwise is drawn again. "arena", on request: organisms filmed in a
dish, 512 x 512 px, decoded from what a video codec has left of them. Training never uses these seeds: theirs are
triples. Tune on others (`--first 100`). Real ones: the two labelled sequences, and the still images that
`real_images.py` holds out of training, as movies of one frame. Scratch assays have a truth of foreground only."""

import argparse
import itertools
import multiprocessing
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np
import tifffile

from ...data import real_images
from ...data.clip import stretch
from ...data.simulation.codec import coded
from ...data.simulation.simulator import simulate_clip

SEED, SIZE = 90_000, 256
SIMULATED = {  # kind: what the simulator calls it, turn by turn
    "fluo_sparse": ("fluo_sparse",),
    "fluo_crowded": ("fluo_crowded",),
    "phase_spread": ("phase_spread",),
    "phase_confluent": ("phase_confluent",),
    "phase_refractile": ("phase_refractile",),
    "rods_growing": ("rods_growing",),
    "dic": ("dic",),
    "brightfield": ("brightfield",),
    "swimmers": ("swimmers",),
    "large": ("embryo", "wound"),
}
STILLS = {"dsb2018": "dsb2018", "usiigaci_static": "usiigaci"}
REAL = ("c2c12", "epidermis", *STILLS.values())
WOUNDS = 12
KINDS = (*SIMULATED, *REAL, "wounds")
BESIDE = {"arena": ("arena",)}  # came later: on request and in no mean, so that older tables stay comparable


@dataclass
class Movie:
    """Paths of one movie and its truth; first: labels of the first frame with parts of an object as one (None for
    stills)."""

    kind: str
    name: str
    folder: Path

    @property
    def path(self):
        return self.folder / self.kind / f"{self.name}.tif"

    def part(self, what, suffix=".tif"):
        return self.folder / what / (self.name + suffix)

    def frames(self):
        return stack(self.path)

    def truth(self):
        return stack(self.part("truth")).astype(np.int32)

    def whole_truth(self):
        """The truth in which parts of an object stay the object."""
        return stack(self.part("whole")).astype(np.int32)

    def flow(self):
        """Frames before which the true flow is known, and the flow float32 [n, 2, H, W] from each to the next."""
        with np.load(self.part("flow", ".npz")) as file:
            return file["at"], file["flow"].astype(np.float32)


def stack(file):
    """[T, H, W] of a TIFF with one plane or more."""
    planes = tifffile.imread(file)
    return planes if planes.ndim == 3 else planes[None]


def diameters(labels):
    """Equivalent diameters of the objects of all frames that do not touch the border; of all where none is inside."""
    whole, every = [], []
    for plane in labels:
        area = np.bincount(plane.ravel())
        area[0] = 0
        every.extend(area[area > 0])
        for edge in (plane[0], plane[-1], plane[:, 0], plane[:, -1]):
            area[np.unique(edge)] = 0
        whole.extend(area[area > 0])
    return np.sqrt(4 * np.array(whole or every) / np.pi)


def steps(labels):
    """How far the centres of objects move from frame to frame, in median diameters; the border counts little."""
    size, found = np.median(diameters(labels)), []
    for a, b in itertools.pairwise(labels):
        both = np.setdiff1d(
            np.intersect1d(a, b),
            np.concatenate([[0]] + [np.unique(p[e]) for p in (a, b) for e in (0, -1, np.s_[:, 0], np.s_[:, -1])]),
        )
        centres = [[np.mean(np.nonzero(p == i), 1) for i in both] for p in (a, b)]
        if len(both):
            found.extend(np.linalg.norm(np.subtract(*centres), axis=1) / size)
    return np.array(found)


def plausible(kind, clip):
    """Whether one could take this movie, and follow what is in it."""
    if not np.isfinite(clip.flow).all() or any(not plane.any() for plane in clip.labels):
        return False
    size = np.median(diameters(clip.labels))
    if kind == "large":
        return 80 <= size <= 150
    if kind == "arena":
        return all(3 <= len(np.unique(plane)) <= 40 for plane in clip.labels)
    moved = steps(clip.labels)
    least, cover = (4, 0.03) if kind in ("fluo_sparse", "swimmers") else (8, 0.06)
    full = all(len(np.unique(plane)) > least and (plane > 0).mean() > cover for plane in clip.labels)
    return (
        14 <= size <= 40
        and full
        and len(moved) > 10
        and 0.02 <= np.median(moved) <= 0.6
        and np.quantile(moved, 0.95) < 0.9
    )


def simulated(kind, seed):
    """The clip of a seed; five seeds in a row share out the ranges of size and pace."""
    sources = {**SIMULATED, **BESIDE}[kind]
    source = sources[seed % len(sources)]
    for attempt in range(200):
        rng = np.random.default_rng([SEED, sum(map(ord, kind)), seed, attempt])
        frames = int(rng.integers(10, 13))
        large, filmed = kind == "large", kind == "arena"
        share = lambda turn, low, high: low * (high / low) ** ((turn * seed % 5 + rng.random()) / 5)
        diameter = share(2, *((85, 140) if large else (18, 60) if filmed else (15, 38)))
        pace, drift = share(3, *((0.02, 0.12) if large else (0.05, 0.6))), share(1, 0.003, 0.06)
        if source == "wound":
            pace = 0.0
        if source == "rods_growing":
            pace *= 0.3
        clip = simulate_clip(
            rng,
            source,
            (2 * SIZE if filmed else SIZE,) * 2,
            frames,
            diameter,
            pace * diameter,
            drift * diameter,
            decoys=False,
        )
        if filmed:
            clip.frames = coded(rng, clip.frames)
        if plausible(kind, clip):
            return clip
    raise RuntimeError(f"no plausible movie of {kind} from seed {seed}")


def _simulate(movie, seed):
    clip = simulated(movie.kind, seed)
    _write(movie, stretch(clip.frames, 0.02, 99.98).astype(np.uint16) * 200, clip.labels, clip.whole(), clip.flow)


def _write(movie, frames, truth, whole=None, flow=None):
    if whole is not None:
        _save(movie.part("whole"), whole.astype(np.uint16))
        _save(movie.part("first"), whole[0].astype(np.uint16))
    if flow is not None:
        at = np.unique(np.linspace(0, len(flow) - 1, 3).astype(int))
        movie.part("flow").parent.mkdir(exist_ok=True, parents=True)
        np.savez(movie.part("flow", ".npz"), at=at, flow=np.clip(flow[at], -500, 500).astype(np.float16))
    _save(movie.part("truth"), truth.astype(np.uint16))
    _save(movie.path, frames)


def _save(path, stack):
    """Complete or absent."""
    path.parent.mkdir(exist_ok=True, parents=True)
    part = path.with_suffix(".part")
    tifffile.imwrite(
        part,
        stack if len(stack) > 1 else stack[0],
        imagej=True,
        metadata={"axes": "TYX" if stack.ndim == 3 and len(stack) > 1 else "YX"},
    )
    part.replace(path)


def _stills(data, cache, kinds):
    """The held-out still images of some kinds, and wounds."""
    found = []
    for dataset, kind in {**STILLS, "scratch_wound": "wounds"}.items():
        if kind not in kinds:
            continue
        stems = sorted(
            (p.stem for p in (Path(data) / dataset / "images").iterdir() if not p.name.startswith(".")),
            key=real_images._order,
        )
        these = {
            stem: Movie(kind, f"{kind}_{stem}"[:40], cache)
            for stem in sorted(stems[: real_images.HELD_OUT.get(dataset, WOUNDS)])
        }
        if not all(movie.path.exists() for movie in these.values()):
            for still in real_images.load_wounds(data) if kind == "wounds" else real_images.load_static(data, dataset):
                if still.name in these:
                    _write(
                        these[still.name], np.clip(still.image[None] + 0.5, 0, 255).astype(np.uint8), still.labels[None]
                    )
        found.extend(these.values())
    return found


def movies(data, cache, kinds=KINDS, first=0, seeds=5):
    """All movies of some kinds; those that are not in the cache are made."""
    cache = Path(cache)
    jobs = [
        (Movie(kind, f"{kind}_{seed}", cache), seed)
        for kind in (*SIMULATED, *BESIDE)
        if kind in kinds
        for seed in range(first, first + seeds)
    ]
    found = [movie for movie, _ in jobs]
    with multiprocessing.get_context("fork").Pool(2) as workers:
        workers.starmap(_simulate, [job for job in jobs if not job[0].path.exists()], 1)
    for kind, name in zip(REAL, real_images.SEQUENCES):
        if kind in kinds:
            found.append(Movie(kind, kind, cache))
            if not found[-1].path.exists():
                folder = Path(data) / name
                labels = tifffile.imread(folder / "labels_tracked.tif")
                _write(found[-1], tifffile.imread(folder / "images.tif"), labels, labels)
    found.extend(_stills(data, cache, kinds))
    return found


def checksum(found):
    """Of all frames and truths: two tables can be compared if they name the same."""
    total = sha256()
    for movie in found:
        for stack in (movie.frames(), movie.truth()):
            total.update(np.ascontiguousarray(stack).tobytes())
    return total.hexdigest()[:12]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", default=real_images.DEFAULT_DATA)
    parser.add_argument("--cache", default="data/benchmark")
    parser.add_argument("--kinds", nargs="*", default=KINDS, choices=(*KINDS, *BESIDE))
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seeds", type=int, default=5)
    args = parser.parse_args()
    found = movies(args.data, args.cache, args.kinds, args.first, args.seeds)
    print("kind | movies | frames | objects in a frame | diameter, px | motion a frame, diameters: median, 95%")
    for kind in args.kinds:
        these = [m for m in found if m.kind == kind]
        truths = [m.truth() for m in these]
        moved = np.concatenate([steps(t) for t in truths if len(t) > 1] or [[]])
        size = [np.median(diameters(t)) for t in truths]
        print(
            kind,
            len(these),
            sum(map(len, truths)),
            f"{np.mean([len(np.unique(p)) - 1 for t in truths for p in t]):.0f}",
            f"{min(size):.0f}-{max(size):.0f}",
            f"{np.median(moved):.2f}, {np.quantile(moved, 0.95):.2f}" if len(moved) else "",
            sep=" | ",
        )
    print("checksum", checksum(found))


if __name__ == "__main__":
    main()
