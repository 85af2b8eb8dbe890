"""STCN's inference in plain PyTorch, as published: the yardstick for the plugin's labels and speed.

    python -m maskvos_train.evaluate.stcn_reference --checkpoint stcn.pth --movie movie.tif --annotation first.tif

times it on a grey movie; ids of the first frame's labels from 1 on.
"""

import argparse
import time

import numpy as np
import tifffile
import torch
from torch.nn import functional as F

from ..export import stcn_checkpoint
from ..networks.stcn import IMAGE_MEAN, IMAGE_STD, Stcn


def affinity(memory, query):
    """(C, N), (C, Q) -> (N, Q): negative squared distance over sqrt(C), but for a term of the query alone."""
    return (2 * memory.T @ query - (memory**2).sum(0)[:, None]) / memory.shape[0] ** 0.5


def read(memory, values, query, top_k):
    """values: (K, V, N). Softmax over the top_k best positions; (K, V, Q)."""
    scores, index = affinity(memory, query).topk(min(top_k, memory.shape[1]), 0)
    weights = torch.zeros(memory.shape[1], query.shape[1]).scatter_(0, index, scores.softmax(0))
    return values @ weights


def aggregate(prob):
    """(K, H, W) of the objects alone -> (K + 1, H, W) with the background first."""
    p = torch.cat([(1 - prob).prod(0, keepdim=True), prob]).clamp(1e-7, 1 - 1e-7)
    odds = p / (1 - p)
    return odds / odds.sum(0, keepdim=True)


def padding(length):
    missing = -length % Stcn.MULTIPLE
    return missing // 2, missing - missing // 2


def propagate(net, frames, mask, mem_every, top_k):
    """frames: (T, 3, H, W), normalised; mask: (H, W), objects 1..K in frame 0. Yields (K + 1, H, W) per frame."""
    height, width = frames.shape[2:]
    top, bottom = padding(height)
    left, right = padding(width)
    frames = F.pad(frames, (left, right, top, bottom))
    ids = torch.arange(1, int(mask.max()) + 1)
    prob = F.pad((mask == ids[:, None, None]).float(), (left, right, top, bottom))
    keys, values = [], []
    for t, frame in enumerate(frames):
        key, f16, thin, f8, f4 = net.key(frame[None])
        if t > 0:
            readout = read(torch.cat(keys, 1), torch.cat(values, 2), key[0].flatten(1), top_k)
            prob = net.decode(readout.view(len(ids), -1, *key.shape[2:]), thin, f8, f4)[:, 0].sigmoid()
        all_probs = aggregate(prob)
        if t % mem_every == 0 and t < len(frames) - 1:
            objects = all_probs[1:, None]
            keys.append(key[0].flatten(1))
            values.append(net.value(frame[None], f16, objects, objects.sum(0, keepdim=True) - objects).flatten(2))
        yield all_probs[:, top : top + height, left : left + width]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", required=True)
    parser.add_argument("--movie", required=True)
    parser.add_argument("--annotation", required=True)
    parser.add_argument("--mem-every", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    net = stcn_checkpoint.load(stcn_checkpoint.read(args.checkpoint), args.checkpoint)
    movie = tifffile.imread(args.movie).astype(np.float32)
    low, high = np.percentile(movie, [0.3, 99.7])
    movie = np.clip((movie - low) / (high - low), 0, 1)
    frames = torch.from_numpy(
        (movie[:, None] - np.float32(IMAGE_MEAN)[:, None, None]) / np.float32(IMAGE_STD)[:, None, None]
    ).float()
    mask = torch.from_numpy(tifffile.imread(args.annotation).astype(np.int64))
    with torch.no_grad():
        start = time.time()
        for _ in propagate(net, frames, mask, args.mem_every, 20):
            pass
    speed = len(frames) / (time.time() - start)
    print(f"{speed:.3f} frames/s, {int(mask.max())} objects, {frames.shape[3]} x {frames.shape[2]}")


if __name__ == "__main__":
    main()
