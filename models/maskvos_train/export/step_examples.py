"""Inputs of a step of training, from simulated movies: to compare graphs with PyTorch, and for golden vectors."""

import numpy as np
import torch
from torch import Tensor

from ..data.clip import CANONICAL_DIAMETER, stretch
from ..data.simulation.simulator import simulate_clip
from ..data.targets import targets
from ..networks.compact_stcn import CompactStcn

CROP = 192  # px
BATCH = 4  # crops in a step of the MaskVOS network
MEMORIES, MASKS = 3, 3  # frames in memory and objects in a step of the STCN
KINDS = ("phase_spread", "fluo_crowded", "rods_phase", "dic")


def segment_example(batch: int = BATCH, size: int = CROP, seed: int = 0) -> dict[str, Tensor]:
    """frame (N, 1, H, W), flow (N, 2, H, W), target (N, 4, H, W) and known (N, 1, H, W), whose left third is 0 in every
    other crop."""
    rows = []
    for k in range(batch):
        rng = np.random.default_rng([seed, k])
        clip = simulate_clip(rng, KINDS[k % len(KINDS)], (size, size), 2, CANONICAL_DIAMETER)
        known = np.ones((1, size, size), np.float32)
        known[:, :, : size // 3 * (k % 2)] = 0
        rows.append((stretch(clip.frames)[:1] / np.float32(255), clip.flow[0], targets(clip.labels[0]), known))
    names = "frame", "flow", "target", "known"
    return {name: torch.from_numpy(np.stack(values).astype(np.float32)) for name, values in zip(names, zip(*rows))}


def stcn_example(size: int = CROP, seed: int = 0) -> dict[str, Tensor]:
    """memory_frames (1, T, 3, H, W), memory_masks (1, T, K, H, W), positions (1, T, places, 2), age (T), frame
    (1, 3, H, W), carried and target (1, K, H, W), exists (1, K), known (1, 1, H, W), pace ()."""
    rng = np.random.default_rng([seed, 1])
    clip = simulate_clip(rng, "fluo_sparse", (size, size), MEMORIES + 1, CANONICAL_DIAMETER)
    frames = torch.from_numpy(stretch(clip.frames) / np.float32(255))[None, :, None].repeat(1, 1, 3, 1, 1)
    labels = clip.whole()
    ids, areas = np.unique(labels[labels > 0], return_counts=True)
    largest = [*ids[np.argsort(-areas, kind="stable")][:MASKS], *[-1] * MASKS][:MASKS]  # -1: there is none
    masks = torch.from_numpy(np.stack([labels == i for i in largest], 1).astype(np.float32))[None]
    grid = torch.arange(CompactStcn.STRIDE / 2, size, CompactStcn.STRIDE)
    y, x = torch.meshgrid(grid, grid, indexing="ij")
    known = torch.ones(1, 1, size, size)
    known[..., : size // 4] = 0
    return {
        "memory_frames": frames[:, :-1].contiguous(),
        "memory_masks": 0.05 + 0.9 * masks[:, :-1],
        "positions": torch.stack([x, y], -1).view(1, 1, -1, 2).repeat(1, MEMORIES, 1, 1),
        "age": torch.arange(MEMORIES, 0, -1, dtype=torch.float32),
        "frame": frames[:, -1],
        "carried": 0.2 + 0.6 * masks[:, -2],
        "exists": torch.tensor([[float(i > 0) for i in largest]]),
        "target": masks[:, -1],
        "known": known,
        "pace": torch.tensor(11.0),
    }
