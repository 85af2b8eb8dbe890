"""Trains the compact STCN on clips of a few frames, from random initialisation.

    python -m maskvos_train.train_stcn --data data/train --scenes data/scenes --flow checkpoints/flow.pt --run runs/stcn --minutes 120

As published (reference section 1.1): the second frame is segmented from the first and its true masks, each later one also from
the masks that were predicted before it; time runs backwards in half of the clips. In half of the batches memory holds all
frames, in the others the first and the last, as in the plugin between two memories. Up to MASKS
masks: in half of the clips as many neighbours, in the others all objects, those that are far apart in one mask, as
the plugin draws them. Half of the clips have their outlines moved in or out, the same in all frames, so that the network
learns to draw as the person who labelled the first frame does. What is remembered follows the motion that the flow network sees, as in the
plugin, and so does the last mask; in half of the clips it is led astray, here and there it is lost, so that memory is asked, too. Microscopy comes from the same clips as the other networks', scenes of anything from `scenes`.
"""

from pathlib import Path

import cv2
import numpy as np
import torch
from torch.nn import functional as F

from .compact_stcn import CompactStcn, affinity, carry, fit, follow, places
from .dataset import Clips, crop, photometric
from .flow_net import FlowNet
from .segment_net import SegmentNet
from .training import device, load, parser, start

MASKS = 3
SCENES = 0.35  # share of them in a batch
UNKNOWN, LOST = 0.1, 0.05  # shares of the masks that are not carried
APART = 8  # px between objects that share a mask, at least


class Scenes:
    """Shards of `scenes`; refresh() finds new ones."""

    def __init__(self, folder):
        self.folder, self.known, self.clips = Path(folder), set(), []
        self.refresh()

    def refresh(self):
        for path in sorted(self.folder.glob("*.npz")):
            if path not in self.known:
                with np.load(path) as shard:
                    self.clips += list(zip(shard["frames"], shard["labels"]))
                self.known.add(path)


def coloured(rng, frames):
    """Grey frames (T, H, W) in [0, 1] -> (T, 3, H, W): grey, or through a random table of colours."""
    if rng.random() < 0.6:
        return np.repeat(frames[:, None], 3, 1)
    stops = rng.uniform(0, 1, (rng.integers(2, 5), 3))
    at = np.linspace(0, 1, len(stops))
    return np.stack([np.interp(frames, at, stops[:, c]) for c in range(3)], 1)


def undivided(labels, parents):
    """Daughters under their mother's id: parts of an object stay the object."""
    if parents:
        table = np.arange(max(int(labels.max()), *parents, *parents.values()) + 1)
        for child in sorted(parents):
            table[child] = table[parents[child]]
        labels = table[labels]
    return labels


def restyled(rng, labels):
    """Outlines as another annotator draws them: all wider, or all tighter, by the same few px in every frame."""
    width = rng.uniform(-1.5, 3.5)
    planes = []
    for plane in labels:
        inside = (plane > 0).astype(np.uint8)
        if width > 0:
            away, nearest = cv2.distanceTransformWithLabels(1 - inside, cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL)
            table = np.zeros(nearest.max() + 1, labels.dtype)
            table[nearest[inside > 0]] = plane[inside > 0]
            planes.append(np.where(away <= width, table[nearest], 0))
        else:
            edge = cv2.dilate(plane.astype(np.float32), np.ones((3, 3))) != cv2.erode(plane.astype(np.float32), np.ones((3, 3)))
            planes.append(np.where(edge & (width < -0.5), 0, plane))
    return np.stack(planes)


def boxes(first):
    """Ids and bounding boxes (y0, x0, y1, x1) of a frame's objects that are not specks."""
    ids, counts = np.unique(first, return_counts=True)
    ids = ids[(ids > 0) & (counts >= 12)]
    found = []
    for i in ids:
        y, x = np.nonzero(first == i)
        found.append((y.min(), x.min(), y.max(), x.max()))
    return ids, np.array(found, float).reshape(-1, 4)


def gaps(one, others):
    """px between a box and others, 0 where they meet."""
    return np.maximum(np.maximum(others[:, :2] - one[2:], one[:2] - others[:, 2:]), 0).max(1)


def chosen(rng, first):
    """Ids of the first frame's objects for each of up to MASKS masks."""
    ids, found = boxes(first)
    if len(ids) == 0:
        return []
    if rng.random() < 0.5:
        near = np.argsort(gaps(found[rng.integers(len(ids))], found), kind="stable")
        return [[i] for i in ids[near[:rng.integers(1, MASKS + 1)]]]
    members = [[] for _ in range(MASKS)]
    for k in rng.permutation(len(ids)):
        room = [np.inf if not m else gaps(found[k], found[m]).min() for m in members]
        best = int(np.argmax(room))
        if room[best] >= APART:
            members[best].append(k)
    return [ids[m] for m in members if m]


def zoomed(frames, labels, size):
    """Frames (T, ..., H, W) and labels (T, H, W) enlarged to squares of a size."""
    if labels.shape[-1] == size:
        return frames, labels
    shape = *frames.shape[:-2], size, size
    frames = [cv2.resize(f, (size, size), interpolation=cv2.INTER_LINEAR) for f in frames.reshape(-1, *frames.shape[-2:])]
    return np.reshape(frames, shape), np.stack([cv2.resize(x, (size, size), interpolation=cv2.INTER_NEAREST) for x in labels])


def sample(rng, clips, scenes, size):
    """Frames (T, 3, H, W) in [0, 1] and masks (T, MASKS, H, W); None if there is nothing to follow."""
    if scenes.clips and rng.random() < SCENES:
        frames, labels = scenes.clips[rng.integers(len(scenes.clips))]
        frames = frames.transpose(0, 3, 1, 2)
    else:
        index = rng.integers(len(clips))
        frames, labels = clips.clips[index][:2]
        labels = undivided(labels, clips.parents[index])
    frames, labels = zoomed(*crop(rng, (frames, labels), size if rng.random() < 0.5 else rng.integers(2 * size // 3, size)), size)
    if rng.random() < 0.5:
        frames, labels = frames[::-1], labels[::-1]
    for flip in (np.s_[..., ::-1], np.s_[..., ::-1, :]):
        if rng.random() < 0.5:
            frames, labels = frames[flip], labels[flip]
    if rng.random() < 0.5:
        labels = restyled(rng, labels)
    members = chosen(rng, labels[0])
    if not members:
        return None
    frames = photometric(rng, frames.reshape(len(frames), -1, size) / 255.0).reshape(frames.shape)
    if frames.ndim == 3:
        frames = coloured(rng, frames)
    masks = np.zeros((len(labels), MASKS, size, size), np.float32)
    for k, ids in enumerate(members):
        masks[:, k] = np.isin(labels, ids)
    return frames.astype(np.float32), masks


def batch(rng, clips, scenes, n, size):
    found = []
    while len(found) < n:
        one = sample(rng, clips, scenes, size)
        if one is not None:
            found.append(one)
    frames, masks = (torch.from_numpy(np.stack(part)).to(device()) for part in zip(*found))
    return frames, masks


def aggregate(prob):
    """(B, K, H, W) of the objects alone -> log-odds (B, K + 1, H, W), the background first."""
    p = torch.cat([(1 - prob).prod(1, keepdim=True), prob], 1).clamp(1e-5, 1 - 1e-5)
    return torch.logit(p)


class Propagation:
    """The network over a batch of clips, every object of every clip a row of one batch."""

    def __init__(self, net, exists, motion):
        self.net, self.exists, self.motion = net, exists, motion  # exists: (B, K, 1, 1); motion: (B, 2, H, W) to each next frame
        self.memories, self.values = [], []

    def repeated(self, x):
        return x.repeat_interleave(self.exists.shape[1], 0)

    def forget(self):
        """All but the first frame."""
        del self.memories[1:], self.values[1:]

    def remember(self, time, frame, key, f8, masks):
        b, k = masks.shape[:2]
        others = (masks.sum(1, keepdim=True) - masks).flatten(0, 1)[:, None]
        value = self.net.value(self.repeated(frame), self.repeated(f8), masks.flatten(0, 1)[:, None], others)
        self.memories.append((key, time, places(*key.shape[2:]).to(key).expand(b, -1, -1)))
        self.values.append(value.view(b, k, value.shape[1], -1))

    def segment(self, time, carried, key, f8, f4, f2):
        """Log-odds (B, K + 1, H, W); absent objects never win. carried: masks (B, K, H, W)."""
        self.memories = [(k, t, follow(origins, self.motion[time - 1])) for k, t, origins in self.memories]
        weights = affinity(self.net, key, self.memories, time).softmax(1)
        readout = (torch.cat(self.values, 3) @ weights[:, None]).flatten(0, 1).unflatten(2, key.shape[2:])
        logit = self.net.decode(readout, carried.flatten(0, 1)[:, None], *(self.repeated(x) for x in (f8, f4, f2)))
        prob = logit.sigmoid().view(*self.exists.shape[:2], *logit.shape[2:]) * self.exists
        return aggregate(prob)


def grey(frames):
    """Of colours (..., 3, H, W): (..., 1, H, W)."""
    return (frames * frames.new_tensor([0.299, 0.587, 0.114]).view(3, 1, 1)).sum(-3, keepdim=True)


def astray(masks, first, second, flow):
    """Masks carried from the first grey frame to the second by a flow that is wrong in half of the clips; some of them unknown, some lost."""
    b, k = masks.shape[:2]
    amount = 2.5 * torch.rand(b, 1, 1, 1, device=flow.device) * (torch.rand(b, 1, 1, 1, device=flow.device) < 0.5)
    error = F.interpolate(torch.randn(b, 2, 6, 6, device=flow.device) * amount, size=flow.shape[2:], mode="bicubic")
    flow = flow + error
    carried, chance = carry(masks, flow, fit(first, second, flow)), torch.rand(b, k, 1, 1, device=flow.device)
    return torch.where(chance < UNKNOWN, 0.5, torch.where(chance < UNKNOWN + LOST, torch.zeros_like(carried), carried))


def loss(logits, masks, hardest):
    """Bootstrapped cross-entropy (the hardest share of the pixels) and soft Dice of the objects."""
    truth = torch.cat([1 - masks.sum(1, keepdim=True).clamp(max=1), masks], 1)
    entropy = F.cross_entropy(logits, truth.argmax(1), reduction="none").flatten(1)
    entropy = entropy.topk(int(entropy.shape[1] * hardest), 1)[0].mean()
    p, there = logits.softmax(1)[:, 1:], masks.sum((2, 3))
    dice = 1 - (2 * (p * masks).sum((2, 3)) + 1) / (p.sum((2, 3)) + there + 1)
    return entropy, 0.5 * (dice * (there > 0)).sum() / (there > 0).sum().clamp(min=1)


def jaccard(logits, masks):
    """Mean over objects that are there."""
    found = F.one_hot(logits.argmax(1), logits.shape[1]).permute(0, 3, 1, 2)[:, 1:] > 0
    inter, union = (found & (masks > 0)).sum((2, 3)), (found | (masks > 0)).sum((2, 3))
    there = masks.sum((2, 3)) > 0
    return ((inter / union.clamp(min=1)) * there).sum() / there.sum().clamp(min=1)


def motion(net, shades):
    """Flow (B, 2, H, W) from each grey frame of clips (B, T, 1, H, W) to the next, as the plugin's network sees it."""
    with torch.no_grad():
        return [net(shades[:, t], shades[:, t + 1]) for t in range(shades.shape[1] - 1)]


def begun(segment):
    net = CompactStcn()
    net.features.adopt(load(SegmentNet, segment)[0])
    return net


def main():
    options = parser(__doc__, "stcn", minutes=120, batch=4)
    options.add_argument("--scenes", required=True)
    options.add_argument("--segment", required=True, help="weights of the MaskVOS network to begin a new run with")
    options.add_argument("--flow", required=True, help="weights of the flow network")
    args = options.parse_args()
    run, rng = start(args, lambda: begun(args.segment))
    if args.compile:
        for part in (run.model.features, run.model.value_encoder, run.model.decoder):
            part.compile()
    flow = load(FlowNet, args.flow)[0].to(device())
    clips, scenes = Clips(args.data), Scenes(args.scenes)
    more = True
    while more:
        frames, masks = batch(rng, clips, scenes, args.batch, args.size)
        features = [x.unflatten(0, frames.shape[:2]) for x in run.model.key(frames.flatten(0, 1))]
        length, sparse = frames.shape[1], rng.random() < 0.5
        keys = [[x[:, t] for x in features] for t in range(length)]
        shades = grey(frames)
        film = Propagation(run.model, (masks[:, 0].sum((2, 3)) > 0).float()[:, :, None, None], motion(flow, shades))
        hardest = 1.0 - 0.75 * min(1.0, max(0.0, run.share() - 0.15) / 0.4)
        parts, scores, given = {"entropy": 0.0, "dice": 0.0}, [], masks[:, 0]
        for t in range(1, length):
            key, f8 = keys[t - 1][:2]
            if sparse:
                film.forget()
            film.remember(t - 1, frames[:, t - 1], key, f8, given)
            logits = film.segment(t, astray(given, shades[:, t - 1], shades[:, t], film.motion[t - 1]), *keys[t])
            entropy, dice = loss(logits, masks[:, t], hardest)
            parts = {"entropy": parts["entropy"] + entropy, "dice": parts["dice"] + dice}
            scores.append(jaccard(logits, masks[:, t]).item())
            given = logits.detach().softmax(1)[:, 1:]
        error = sum(parts.values()) / (length - 1)
        copied = jaccard(torch.cat([0.5 - masks[:, 0].sum(1, keepdim=True), masks[:, 0]], 1), masks[:, -1])
        more = run.update(error, {"loss": error.item(), **{k: v.item() / (length - 1) for k, v in parts.items()}, "j first": scores[0],
                                  "j last": scores[-1], "copied": copied.item()})
        run.log()
        if run.step % 500 == 0 or not more:
            run.save()
            clips.refresh()
            scenes.refresh()


if __name__ == "__main__":
    main()
