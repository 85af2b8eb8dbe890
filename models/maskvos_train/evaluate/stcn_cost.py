"""What propagation costs, through the command line: whole processes on the processors of this machine.

    python -m maskvos_train.evaluate.stcn_cost --maskvos ../target/maskvos/bin/maskvos --golden ../../shared/golden \
        [--only WHAT ...] [--work FOLDER]

official     frames per second of the published network (golden weights) beside PyTorch: 854 x 480, every fifth frame
             in memory, one and three objects; share of the time in ONNX Runtime and the memory read
objects      200 objects beside 4 (512 x 512, bundled package); 40 objects in shared masks beside a mask each: Jaccard
frames       time per frame and resident memory of frames 100-200 and 1,900-2,000, bounded memory, -Xmx1g
determinism  the same labels, byte by byte, from one thread and from two
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import tifffile

from .launcher import Launcher, annotate
from .stcn import jaccard


class Bench:
    """Movies, annotations and label movies under names in a folder."""

    def __init__(self, launcher, folder):
        self.launcher, self.folder = launcher, Path(folder)

    def simulate(self, name, **options):
        """Returns the paths of a movie and its truth."""
        paths = self.folder / f"{name}.tif", self.folder / f"{name}-truth.tif"
        self.launcher.simulate(*paths, **options)
        return paths

    def annotate(self, name, labels):
        path = self.folder / f"{name}-first.tif"
        annotate(path, labels)
        return path

    def found(self, name):
        return self.folder / f"{name}-found.tif"

    def arguments(self, movie, first, name):
        return "propagate", movie, "--annotations", first, "-o", self.found(name), "--device", "cpu"

    def propagate(self, movie, first, name, *options):
        """Returns the report and the path of the labels."""
        return self.launcher.run(*self.arguments(movie, first, name), *options), self.found(name)


def official(bench, golden, counts=(1, 3)):
    folder = bench.folder / "stcn-golden"
    run = lambda *arguments: (
        subprocess.run([sys.executable, "-m", *arguments], check=True, capture_output=True, text=True).stdout
    )
    if not (folder / "rdf.yaml").exists():
        run(
            "maskvos_train.evaluate.golden_stcn",
            "--golden",
            golden,
            "--only-export",
            "--out",
            folder,
            "--checkpoint",
            bench.folder / "stcn.pth",
        )
    movie, truth = bench.simulate("official", frames=10, width=854, height=480, cells=60)
    plane = tifffile.imread(truth, key=0)
    largest = np.argsort(-np.bincount(plane.ravel())[1:])[:3] + 1
    for count in counts:
        first = bench.annotate("official", sum((plane == i) * (k + 1) for k, i in enumerate(largest[:count])))
        # NB: in turn, so that both see the machine's moods
        theirs, ours = [], []
        for _ in range(2):
            theirs.append(
                float(
                    run(
                        "maskvos_train.evaluate.stcn_reference",
                        "--checkpoint",
                        bench.folder / "stcn.pth",
                        "--movie",
                        movie,
                        "--annotation",
                        first,
                        "--threads",
                        str(os.cpu_count()),
                    ).split()[0]
                )
            )
            ours.append(
                bench.propagate(
                    movie,
                    first,
                    "official",
                    "--model",
                    folder,
                    "--memory",
                    "every",
                    "--recent",
                    "0",
                    "--resolution",
                    "480",
                )[0]
            )
        for t, o in zip(theirs, ours):
            print(
                f"official, {count} objects: PyTorch {t:.2f} frames/s, maskvos {o['frames_per_second']:.2f}, "
                f"ratio {o['frames_per_second'] / t:.2f}; "
                f"share in ONNX Runtime and the memory read {o['engine_and_read_share']:.3f}",
                flush=True,
            )


def objects(bench):
    movie, truth = bench.simulate("many", frames=20, width=512, height=512, cells=200, divisions=0)
    plane = tifffile.imread(truth, key=0)
    few = np.isin(plane, np.unique(plane)[1::50][:4]) * plane
    fps = {}
    for count, labels in (("few", few), ("many", plane)) * 2:
        report, _ = bench.propagate(movie, bench.annotate(count, labels), count)
        fps.setdefault(count, []).append(report["frames_per_second"])
        print(
            f"objects: {report['objects']} in {report['slots']} masks, {report['frames_per_second']:.2f} frames/s",
            flush=True,
        )
    print("objects: many cost", " and ".join(f"{a / b:.2f}" for a, b in zip(fps["few"], fps["many"])), "times as much")
    movie, truth = bench.simulate("some", frames=12, width=256, height=256, cells=40, divisions=0)
    expected = tifffile.imread(truth).astype(np.int32)
    for slots in (8, 100):
        report, found = bench.propagate(movie, bench.annotate("some", expected[0]), "some", "--slots", str(slots))
        score = jaccard(expected, tifffile.imread(found).astype(np.int32))
        print(f"objects: {report['objects']} in {report['slots']} masks, Jaccard {score:.3f}", flush=True)


def frames(bench, count=2000):
    movie, truth = bench.simulate("long", frames=count, width=128, height=128, cells=6, divisions=0, speed=1)
    first = bench.annotate("long", tifffile.imread(truth, key=0))
    environment = dict(os.environ, MASKVOS_JAVA_OPTS="-Xmx1g -Dmaskvos.terminal=true")
    process = subprocess.Popen(
        [bench.launcher.path, *bench.arguments(movie, first, "long")], stderr=subprocess.PIPE, env=environment
    )
    java, seen, text = None, [], b""
    for byte in iter(lambda: process.stderr.read1(4096), b""):
        text = (text + byte)[-200:]
        java = java or child(process.pid)
        found = re.findall(rb"Propagating: (\d+) of", text)
        status = Path(f"/proc/{java}/status")
        if found and status.exists():
            resident = re.search(r"VmRSS:\s+(\d+)", status.read_text())
            busy = sum(map(int, Path(f"/proc/{java}/stat").read_text().split()[13:15])) / os.sysconf("SC_CLK_TCK")
            seen.append((int(found[-1]), time.time(), busy, int(resident[1]) / 1024 if resident else 0))
    process.wait()
    number, at, busy, resident = (np.array(column) for column in zip(*seen))
    for begin, end in ((100, 200), (900, 1000), (count - 100, count - 1)):
        wall, processor = (np.diff(np.interp([begin, end], number, x))[0] / (end - begin) * 1000 for x in (at, busy))
        inside = (number >= begin) & (number <= end)
        print(
            f"frames {begin}-{end}: {wall:.0f} ms a frame, {processor:.0f} ms of processors, "
            f"{resident[inside].max():.0f} MB resident",
            flush=True,
        )


def child(pid):
    """The launcher may be Java itself by now."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return children[0] if children else pid


def determinism(bench):
    movie, truth = bench.simulate("same", frames=12, cells=40)
    first = bench.annotate("same", tifffile.imread(truth, key=0))
    labels = []
    for threads in (1, 2, 2):
        _, found = bench.propagate(
            movie, first, "same", "--threads", str(threads), "--memory-every", "1", "--memory-size", "3"
        )
        labels.append(tifffile.imread(found))
    print(
        "determinism: one thread and two",
        "agree" if (labels[0] == labels[1]).all() else f"differ in {(labels[0] != labels[1]).sum()} px",
        "; two and two",
        "agree" if (labels[1] == labels[2]).all() else "differ",
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--maskvos", required=True, help="the launcher")
    parser.add_argument("--golden", required=True)
    parser.add_argument(
        "--only",
        nargs="+",
        choices=("official", "objects", "frames", "determinism"),
        default=("official", "objects", "frames", "determinism"),
    )
    parser.add_argument(
        "--official",
        nargs="+",
        type=int,
        default=(1, 3),
        metavar="OBJECTS",
        help="how many the published network follows",
    )
    parser.add_argument("--work", help="folder for movies and the exported package, to be kept; else a temporary one")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Launcher(args.maskvos), args.work or folder)
        bench.folder.mkdir(parents=True, exist_ok=True)
        if "official" in args.only:
            official(bench, args.golden, args.official)
        if "objects" in args.only:
            objects(bench)
        if "frames" in args.only:
            frames(bench)
        if "determinism" in args.only:
            determinism(bench)


if __name__ == "__main__":
    main()
