"""STCN's inference in plain PyTorch, as published: the yardstick for the plugin's labels and speed.

    python -m maskvos_train.stcn_propagate --checkpoint stcn.pth --frames 20 --size 480 864 --objects 1 --threads 2

times it on moving noise.
"""

import argparse
import time

import torch
from torch.nn import functional as F

from . import stcn_checkpoint
from .stcn_net import Stcn


def affinity(memory, query):
    """(C, N), (C, Q) -> (N, Q): negative squared distance over sqrt(C), but for a term of the query alone."""
    return (2 * memory.T @ query - (memory ** 2).sum(0)[:, None]) / memory.shape[0] ** 0.5


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
        yield all_probs[:, top:top + height, left:left + width]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", required=True)
    parser.add_argument("--frames", type=int, default=20)
    parser.add_argument("--size", type=int, nargs=2, default=(480, 864))
    parser.add_argument("--objects", type=int, default=1)
    parser.add_argument("--mem-every", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    net = stcn_checkpoint.load(stcn_checkpoint.read(args.checkpoint), args.checkpoint)
    height, width = args.size
    frames = torch.randn(1, 3, height, width).repeat(args.frames, 1, 1, 1)
    mask = torch.arange(width).mul(args.objects + 1).div(width, rounding_mode="floor").expand(height, width)
    with torch.no_grad():
        start = time.time()
        for _ in propagate(net, frames, mask, args.mem_every, 20):
            pass
    print(f"{args.frames / (time.time() - start):.3f} frames/s, {args.objects} objects, {width} x {height}")


if __name__ == "__main__":
    main()
