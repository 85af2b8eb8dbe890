"""How well the outlines of large things travel: J and F (DAVIS) of the later frames of natural_movies.

    python -m maskvos_train.evaluate.natural --maskvos ../target/maskvos/bin/maskvos [--model FOLDER] \
        [--diameters 32 64 ...] [--movies 0 3 ...] [--cells]

Beside the bundled package, through the command line with its defaults: the first mask copied, and carried by OpenCV's
DIS flow. With --diameters, frames are scaled so that the median object has so many px. With --cells, instead, 18
simulated movies of cells of 48 and 80 px of which the largest six are labelled; J alone, as in stcn.py."""

import argparse

import numpy as np

from ..data.clip import stretch
from ..data.simulation.simulator import simulate_clip
from . import davis, natural_movies
from .launcher import Launcher
from .stcn import KINDS, copied, jaccard, warped


def scores(truth, found):
    """Mean J and F over objects and later frames."""
    return np.mean(
        [
            (davis.region_similarity(a == k, b == k), davis.contour_accuracy(a == k, b == k))
            for a, b in zip(truth[1:], found[1:])
            for k in range(1, truth.max() + 1)
        ],
        0,
    )


def cells():
    """name, frames, labels of a few large cells."""
    for i, (diameter, kind) in enumerate((d, k) for d in (48.0, 80.0) for k in KINDS[:9]):
        clip = simulate_clip(np.random.default_rng(91_000 + i), kind, (384, 384), 10, diameter)
        labels = clip.whole()
        areas = np.bincount(labels[0].ravel())
        areas[0] = 0
        largest = np.argsort(-areas)[:6]
        yield (
            f"{kind} {diameter:.0f} px",
            stretch(clip.frames).astype(np.uint16) * 200,
            np.where(np.isin(labels, largest[areas[largest] > 200]), labels, 0),
        )


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--maskvos", required=True, help="the launcher")
    parser.add_argument("--model", help="package folder, if not the bundled one")
    parser.add_argument(
        "--diameters",
        nargs="+",
        type=int,
        default=[0],
        help="px of the median object in the network's frame; 0: as the plugin chooses",
    )
    parser.add_argument("--movies", nargs="+", type=int, help="which ones")
    parser.add_argument("--cells", action="store_true")
    args = parser.parse_args()
    measure = (lambda truth, found: (jaccard(truth, found),)) if args.cells else scores
    shown = lambda values: ", ".join(f"{v:.3f}" for v in values)
    print("movie | copied J, F | DIS J, F |", " | ".join(f"maskvos {d or 'default'} J, F" for d in args.diameters))
    table = []
    for name, frames, truth in cells() if args.cells else natural_movies.movies(args.movies):
        grey = frames.mean(-1) if frames.ndim == 4 else frames
        row = [measure(truth, copied(grey, truth[0])), measure(truth, warped(grey, truth[0]))]
        areas = np.unique(truth[0][truth[0] > 0], return_counts=True)[1]
        areas.sort()
        sizes = []
        for diameter in args.diameters:
            side = round(min(truth.shape[1:]) * diameter / (2 * np.sqrt(areas[len(areas) // 2] / np.pi)))
            options = (["--resolution", str(side)] if diameter else []) + (
                ["--model", args.model] if args.model else []
            )
            found, report = Launcher(args.maskvos).propagate(frames, truth[0], *options)
            row.append(measure(truth, found))
            sizes.append(f"{report['width']} x {report['height']}: {report['frames_per_second']:.2f}/s")
        table.append(row)
        print(name, "|", " | ".join(shown(s) for s in row), "|", ", ".join(sizes), flush=True)
    print("mean |", " | ".join(shown(s) for s in np.mean(table, 0)))


if __name__ == "__main__":
    main()
