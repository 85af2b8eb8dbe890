"""How well labels of the first frame travel: mean Jaccard index of every object over the later frames.

    python -m maskvos_train.evaluate.stcn --data ../shared/data --maskvos ../target/maskvos/bin/maskvos
    python -m maskvos_train.evaluate.stcn --data ../shared/data --run runs/stcn --movies 4

The first is for users: the bundled package, through the command line. The second runs the weights of a training in
PyTorch. Beside them, in the same run, the first mask copied, and the mask warped by OpenCV's DIS flow from frame to
frame. On the two labelled sequences and on two sets of simulated movies of cells with look-alike neighbours, of seeds
that training never uses: of the simulator that training has (some cells cross half of their width in a frame), and of
`maskvos simulate` as it comes. An object counts in the frames where it is there."""

import argparse
import tempfile
from pathlib import Path

import cv2
import numpy as np
import tifffile
import torch
from torch.nn import functional as F

from ..data.clip import stretch
from ..data.real_images import SEQUENCES, folder_of
from ..data.simulation.simulator import simulate_clip
from ..networks.compact_stcn import CompactStcn
from ..networks.memory import affinity, grid_positions
from ..train.run import load
from .launcher import Launcher
from .stcn_reference import aggregate

KINDS = (
    "fluo_crowded",
    "phase_spread",
    "phase_confluent",
    "rods_phase",
    "fluo_sparse",
    "dic",
    "phase_refractile",
    "rods_fluo",
    "brightfield",
    "swimmers",
)
SEED, SIZE, FRAMES, DIAMETER = 90_000, 256, 10, 24.0
MODALITIES, PLUGIN_SEED = ("phase", "fluorescence", "dic"), 200


def sequences(data):
    """name, raw frames (T, H, W), labels (T, H, W)."""
    for name in SEQUENCES:
        folder = folder_of(data, name)
        yield (
            name,
            tifffile.imread(folder / "images.tif"),
            tifffile.imread(folder / "labels_tracked.tif").astype(np.int32),
        )


def simulated(count):
    """The same of the simulator that training has."""
    for i in range(count):
        kind = KINDS[i % len(KINDS)]
        clip = simulate_clip(np.random.default_rng(SEED + i), kind, (SIZE, SIZE), FRAMES, DIAMETER)
        yield f"{i} {kind}", stretch(clip.frames).astype(np.uint16) * 200, clip.whole()


def of_the_plugin(launcher, count):
    """The same of the command line's simulator."""
    with tempfile.TemporaryDirectory() as folder:
        movie, truth = (Path(folder) / name for name in ("movie.tif", "truth.tif"))
        for i in range(count):
            modality = MODALITIES[i % len(MODALITIES)]
            launcher.simulate(movie, truth, modality=modality, frames=FRAMES + 2, seed=PLUGIN_SEED + i)
            yield f"{i} {modality}", tifffile.imread(movie), tifffile.imread(truth).astype(np.int32)


def jaccard(truth, found):
    """Mean over the first frame's objects of the mean over the later frames in which the truth has them."""
    ids = np.unique(truth[0])[1:]
    size = int(max(truth.max(), found.max())) + 1
    sums, frames = np.zeros(len(ids)), np.zeros(len(ids))
    for a, b in zip(truth[1:], found[1:]):
        both = np.bincount(a[a == b], minlength=size)[ids]
        of_truth, of_found = (np.bincount(x.ravel(), minlength=size)[ids] for x in (a, b))
        sums += np.where(of_truth > 0, both / np.maximum(of_truth + of_found - both, 1), 0)
        frames += of_truth > 0
    return float((sums / np.maximum(frames, 1))[frames > 0].mean())


def copied(frames, mask):
    return np.repeat(mask[None], len(frames), 0)


def warped(frames, mask):
    flow, found = cv2.DISOpticalFlow_create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM), [mask]
    y, x = np.mgrid[: mask.shape[0], : mask.shape[1]].astype(np.float32)
    pictures = stretch(frames.astype(np.float32))
    for t in range(1, len(frames)):
        back = flow.calc(pictures[t], pictures[t - 1], None)
        found.append(
            cv2.remap(found[-1].astype(np.float32), x + back[..., 0], y + back[..., 1], cv2.INTER_NEAREST).astype(
                np.int32
            )
        )
    return np.stack(found)


class Network:
    """The weights of a training, in PyTorch: the first frame in memory, every fifth, and the last; motion is not
    followed, nor are masks carried."""

    EVERY, TOP = 5, 20

    def __init__(self, path, diameter=24.0):
        self.net, self.diameter = load(CompactStcn, path)[0], diameter

    @torch.no_grad()
    def __call__(self, frames, mask):
        ids, sizes = np.unique(mask[mask > 0], return_counts=True)
        scale = np.clip(self.diameter / (2 * np.sqrt(np.median(sizes) / np.pi)), 0.25, 4)
        height, width = mask.shape
        h, w = (round(side * scale) for side in mask.shape)
        pad = -w % 32, -h % 32
        shrink = lambda x, mode: cv2.resize(x, (w, h), interpolation=mode)
        masks = torch.stack([torch.from_numpy(shrink((mask == i).astype(np.float32), cv2.INTER_NEAREST)) for i in ids])
        prob = aggregate(F.pad(masks, (0, pad[0], 0, pad[1])))[1:]
        memories, labels, last = [], [mask], None
        for t, frame in enumerate(frames):
            low, high = np.percentile(frame, [0.3, 99.7])
            grey = np.clip((frame - low) / max(high - low, 1e-6), 0, 1).astype(np.float32)
            x = F.pad(
                torch.from_numpy(shrink(grey, cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)),
                (0, pad[0], 0, pad[1]),
            ).repeat(1, 3, 1, 1)
            key, f8, f4, f2 = self.net.key(x)
            if t:
                known = memories + ([last] if last else [])
                where = grid_positions(*key.shape[2:])[None]
                scores, at = affinity(self.net, key, [(k, time, where) for time, k, _ in known], t)[0].topk(self.TOP, 0)
                weights = torch.zeros(len(known) * key[0, 0].numel(), key[0, 0].numel()).scatter_(
                    0, at, scores.softmax(0)
                )
                readout = torch.cat([v for *_, v in known], 2) @ weights
                prob = torch.cat(
                    [
                        self.net.decode(
                            r.view(len(r), -1, *key.shape[2:]), torch.full((len(r), 1, *x.shape[2:]), 0.5), f8, f4, f2
                        )
                        for r in readout.split(16)
                    ]
                )[:, 0].sigmoid()
                prob = aggregate(prob)
                full = F.interpolate(prob[None, :, :h, :w], size=(height, width), mode="bilinear")[0]
                labels.append(np.concatenate([[0], ids])[full.argmax(0).numpy()])
                prob = prob[1:]
            value = torch.cat([self.net.value(x, f8, p, prob.sum(0)[None, None] - p) for p in prob[:, None].split(16)])
            entry = t, key, value.flatten(2)
            memories, last = (memories + [entry], None) if t % self.EVERY == 0 else (memories, entry)
        return np.stack(labels)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True)
    parser.add_argument("--maskvos", help="the launcher")
    parser.add_argument("--model", help="package folder, if not the bundled one")
    parser.add_argument("--run", help="a training's folder, or its weights")
    parser.add_argument("--movies", type=int, default=20, help="simulated ones of each set")
    args = parser.parse_args()
    methods = {"copied": copied, "DIS": warped}
    if args.run:
        path = Path(args.run)
        methods["PyTorch"] = Network(path / "last.pt" if path.is_dir() else path)
    sets = {"sequences": sequences(args.data), "simulated": simulated(args.movies)}
    if args.maskvos:
        launcher, model = Launcher(args.maskvos), ["--model", args.model] if args.model else []
        methods["maskvos"] = lambda frames, mask: launcher.propagate(frames, mask, *model)[0]
        sets["maskvos simulate"] = of_the_plugin(launcher, args.movies)
    print("movie | objects |", " | ".join(methods))
    for set_name, movies in sets.items():
        table = []
        for name, frames, truth in movies:
            table.append([jaccard(truth, method(frames, truth[0])) for method in methods.values()])
            print(
                f"{set_name} {name} | {len(np.unique(truth[0])) - 1} |",
                " | ".join(f"{s:.3f}" for s in table[-1]),
                flush=True,
            )
        if table:
            print(f"{set_name}, mean | |", " | ".join(f"{s:.3f}" for s in np.mean(table, 0)))


if __name__ == "__main__":
    main()
