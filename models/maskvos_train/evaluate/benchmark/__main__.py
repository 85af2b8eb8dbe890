"""Scores a package on all kinds of movies: segmentation, propagation, flow. Writes tables and pictures of the worst.

    python -m maskvos_train.evaluate.benchmark --data ../../shared/data --maskvos ../target/maskvos/bin/maskvos \
        [--model PACKAGE] [--stcn PACKAGE] [--out runs/benchmark/NAME] [--kinds ...] [--seeds 5] \
        [--parts segment given propagate flow]

Writes report.md, movies.csv, movies.json and pictures/ to the run's folder. Per kind means over movies, over all means
over kinds. `segment` is what a user gets who sets nothing; `given` with the true median diameter; `propagate` from the
true first frame, mean Jaccard index of objects over the later frames, beside the first mask copied and carried by DIS,
and the share of object-frames in which a mask lies on another object; `flow` in px, on three pairs of frames of each
simulated movie. """

import argparse
import datetime
import os
import platform
import re
from pathlib import Path

import cv2
import numpy as np

from ...data import real_images
from ..stcn import copied, jaccard, warped
from . import movies, report, scores
from .flow import FlowErrors
from .plugin import Plugin

PACKAGES = Path(__file__).resolve().parents[3] / "packages"
PARTS = ("segment", "given", "propagate", "flow")


def segment(plugin, found, rows, pictures):
    results = plugin.segment([m for m in found if m.kind != "wounds"])
    wounds = [m for m in found if m.kind == "wounds"]
    if wounds:
        results.update(plugin.segment(wounds, "semantic", "--output", "semantic"))
    worst = {}
    for movie in found:
        truth, result = movie.truth(), results[movie.name]
        labels = result.labels()
        score = scores.segmentation(truth, labels)
        if movie.kind == "wounds":  # no instances in the truth
            score = {"J": score["J"]}
        size = float(result.note("object_diameter"))
        rows[movie.name].update(
            {f"segment {key}": value for key, value in score.items()},
            diameter=size / float(np.median(movies.diameters(truth))),
        )
        if score.get("SEG", score["J"]) < worst.get(movie.kind, (2,))[0]:
            worst[movie.kind] = score.get("SEG", score["J"]), movie, truth, labels
    for kind, (score, movie, truth, labels) in worst.items():
        t = scores.worst_frame(truth, labels)
        title = f"{movie.name[:24]} {'J' if kind == 'wounds' else 'SEG'} {score:.2f} frame {t + 1}"
        pictures[f"{kind}_segment"] = report.side_by_side(movie.frames()[t], truth[t], labels[t], title)


def given(plugin, found, rows):
    found = [m for m in found if m.kind != "wounds"]
    for name, result in plugin.segment_given(found).items():
        movie = next(m for m in found if m.name == name)
        rows[name].update(
            {f"given {key}": value for key, value in scores.segmentation(movie.truth(), result.labels()).items()}
        )


def propagate(plugin, found, rows, pictures):
    found = [m for m in found if m.part("first").exists()]
    if not found:
        return
    results, worst = plugin.propagate(found), {}
    for movie in found:
        frames, truth, labels = movie.frames(), movie.whole_truth(), results[movie.name].labels()
        methods = {"copied": copied(frames, truth[0]), "DIS": warped(frames, truth[0]), "ours": labels}
        rows[movie.name].update({f"propagate {name}": jaccard(truth, result) for name, result in methods.items()})
        rows[movie.name]["propagate switches"] = scores.switches(truth, labels)
        score = rows[movie.name]["propagate ours"]
        if score < worst.get(movie.kind, (2,))[0]:
            worst[movie.kind] = (
                score,
                report.side_by_side(frames[-1], truth[-1], labels[-1], f"{movie.name} J {score:.2f}, last frame"),
            )
    pictures.update({f"{kind}_propagate": picture for kind, (_, picture) in worst.items()})


def flow(package, found, rows):
    errors = FlowErrors(package)
    for movie in found:
        if movie.part("flow", ".npz").exists():
            rows[movie.name].update({f"flow {key}": value for key, value in errors(movie).items()})


def checksums(package):
    """First digits of the SHA-256 of each graph that a package names."""
    text = (Path(package) / "rdf.yaml").read_text() if Path(package).is_dir() else ""
    return ", ".join(
        f"{source} {digits}" for source, digits in re.findall(r"source: (\S+)\s+opset: \d+\s+sha256: (\w{8})", text)
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", default=real_images.DEFAULT_DATA)
    parser.add_argument("--maskvos", required=True, help="the launcher")
    parser.add_argument(
        "--model", default=str(PACKAGES / "maskvos-compact"), help="package folder, or an id that the launcher knows"
    )
    parser.add_argument("--stcn", default=str(PACKAGES / "stcn-compact"))
    parser.add_argument("--cache", default="data/benchmark")
    parser.add_argument("--out", type=Path, default=Path("runs/benchmark/last"))
    parser.add_argument("--kinds", nargs="*", default=movies.KINDS, choices=(*movies.KINDS, *movies.BESIDE))
    parser.add_argument(
        "--first", type=int, default=0, help="first seed; the table in BENCHMARK.md is of 0 to 4, tune on others"
    )
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--parts", nargs="*", default=PARTS, choices=PARTS)
    parser.add_argument(
        "--threads",
        type=int,
        default=0,
        help="of the networks; 0 for all. 1 is faster on a machine that others use, too",
    )
    parser.add_argument(
        "--resume", action="store_true", help="go on after an interruption, with the same launcher and packages"
    )
    args = parser.parse_args()
    start = datetime.datetime.now()
    found = movies.movies(args.data, args.cache, args.kinds, args.first, args.seeds)
    rows, pictures = {m.name: {"kind": m.kind, "name": m.name} for m in found}, {}
    plugin = Plugin(args.maskvos, args.model, args.stcn, args.out, args.threads, args.resume)
    if "segment" in args.parts:
        segment(plugin, found, rows, pictures)
    if "given" in args.parts:
        given(plugin, found, rows)
    if "propagate" in args.parts:
        propagate(plugin, found, rows, pictures)
    if "flow" in args.parts and Path(args.model).is_dir():
        flow(args.model, found, rows)
    (args.out / "pictures").mkdir(parents=True, exist_ok=True)
    for name, picture in pictures.items():
        cv2.imwrite(str(args.out / "pictures" / f"{name}.png"), picture)
    if pictures:
        cv2.imwrite(
            str(args.out / "worst.jpg"),
            report.sheet([p for n, p in pictures.items() if "segment" in n] or list(pictures.values())),
            [cv2.IMWRITE_JPEG_QUALITY, 75],
        )
    about = {
        "date": start.strftime("%Y-%m-%d"),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "segment": f"{Path(args.model).name}: {checksums(args.model)}",
        "propagate": f"{Path(args.stcn).name}: {checksums(args.stcn)}",
        "movies": f"{movies.checksum(found)} ({len(found)})",
        "minutes": round((datetime.datetime.now() - start).total_seconds() / 60, 1),
    }
    print(report.write(args.out, list(rows.values()), about))


if __name__ == "__main__":
    main()
