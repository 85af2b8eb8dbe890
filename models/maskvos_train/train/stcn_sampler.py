"""Batches of clips and masks for the training of the compact STCN.

Up to MASKS masks: in half of the clips as many neighbours, in the others all objects, those that are far apart in one
mask, as the plugin draws them. Half of the clips have their outlines moved in or out, the same in all frames, so that
the network learns to draw as the person who labelled the first frame does. Time runs backwards in half of the clips.
"""

import cv2
import numpy as np
import torch

from ..data.augmentation import crop, photometric
from .run import device

MASKS = 3
SCENES = 0.35  # share of them in a batch
APART = 8  # px between objects that share a mask, at least


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
            edge = cv2.dilate(plane.astype(np.float32), np.ones((3, 3))) != cv2.erode(
                plane.astype(np.float32), np.ones((3, 3))
            )
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
        return [[i] for i in ids[near[: rng.integers(1, MASKS + 1)]]]
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
    frames = [
        cv2.resize(f, (size, size), interpolation=cv2.INTER_LINEAR) for f in frames.reshape(-1, *frames.shape[-2:])
    ]
    return np.reshape(frames, shape), np.stack(
        [cv2.resize(x, (size, size), interpolation=cv2.INTER_NEAREST) for x in labels]
    )


def sample(rng, shards, scenes, size):
    """Frames (T, 3, H, W) in [0, 1] and masks (T, MASKS, H, W); None if there is nothing to follow."""
    if scenes.clips and rng.random() < SCENES:
        frames, labels = scenes.clips[rng.integers(len(scenes.clips))]
        frames = frames.transpose(0, 3, 1, 2)
    else:
        index = rng.integers(len(shards))
        frames, labels = shards.clips[index][:2]
        labels = undivided(labels, shards.parents[index])
    frames, labels = zoomed(
        *crop(rng, (frames, labels), size if rng.random() < 0.5 else rng.integers(2 * size // 3, size)), size
    )
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


def batch(rng, shards, scenes, n, size):
    found = []
    while len(found) < n:
        one = sample(rng, shards, scenes, size)
        if one is not None:
            found.append(one)
    frames, masks = (torch.from_numpy(np.stack(part)).to(device()) for part in zip(*found))
    return frames, masks
