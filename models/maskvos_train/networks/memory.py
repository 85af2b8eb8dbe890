"""What propagation knows of motion: where remembered positions are now, how far masks can be trusted to have moved, the
memory read."""

import torch
from torch.nn import functional as F

from .flow import warp

STRIDE = 8  # px per position of keys and values


def grid_positions(rows, columns):
    """The centres (x, y) of all positions of a grid, px: (rows * columns, 2)."""
    y, x = torch.meshgrid(torch.arange(rows), torch.arange(columns), indexing="ij")
    return (torch.stack([x, y], -1).view(-1, 2) + 0.5) * STRIDE


def move_positions(positions, flow):
    """Where a flow (B, 2, H, W; px to the next frame) takes positions (B, N, 2; px); beyond the border, the border's
    flow."""
    height, width = flow.shape[2:]
    x, y = positions[..., 0].long().clamp(0, width - 1), positions[..., 1].long().clamp(0, height - 1)
    return positions + flow.flatten(2).gather(2, (y * width + x)[:, None].expand(-1, 2, -1)).transpose(1, 2)


def flow_confidence(first, second, flow):
    """How well a flow (B, 2, H, W; px) from the first frame (B, 1, H, W; [0, 1]) to the second explains what has
    changed, 0..1: the variance of a neighbourhood beside that of what is left. (B, 1, H, W)"""

    def average(x):
        return F.avg_pool2d(x, 9, 1, 4, count_include_pad=False)

    left = average((warp(second, flow) - first).square())
    variance = (average(first.square()) - average(first).square()).clamp(min=0) + 1e-4
    return variance / (variance + left)


DOUBT = 0.02  # weight of "perhaps" beside what arrives at a pixel


def warp_masks(masks, flow, confidence):
    """Masks (B, K, H, W; probabilities) moved by a flow (B, 2, H, W; px to the next frame). Each pixel is shared among
    the four on which it falls, and what meets is averaged. Where nothing arrives, or confidence (B, 1, H, W; 0..1) is
    0, the result is 0.5."""
    b, k, h, w = masks.shape
    y, x = torch.meshgrid(torch.arange(h, device=flow.device), torch.arange(w, device=flow.device), indexing="ij")
    x, y = (x + flow[:, 0]).clamp(-1, w), (y + flow[:, 1]).clamp(-1, h)
    left, top = x.floor(), y.floor()
    sums = torch.full((b, k + 1, (h + 3) * (w + 3)), 0.5 * DOUBT, device=masks.device)
    sums[:, k] = DOUBT
    sources = torch.cat([0.5 + confidence * (masks - 0.5), torch.ones_like(masks[:, :1])], 1).flatten(2)
    for v in (0, 1):
        for u in (0, 1):
            share = ((x - left) if u else (left + 1 - x)) * ((y - top) if v else (top + 1 - y))
            at = ((top + 1 + v) * (w + 3) + left + 1 + u).long().flatten(1)
            sums.scatter_add_(2, at[:, None].expand(-1, k + 1, -1), sources * share.flatten(1)[:, None])
    sums = sums.view(b, k + 1, h + 3, w + 3)[:, :, 1 : h + 1, 1 : w + 1]
    return sums[:, :k] / sums[:, k:]


def affinity(net, key, memories, now):
    """key (B, C, h, w); memories: [(key, time, positions)] -> scores (B, N of all memories, h * w)."""
    query, scores = key.flatten(2), []
    for memory, time, positions in memories:
        memory = memory.flatten(2)
        likeness = (2 * memory.transpose(1, 2) @ query - memory.square().sum(1)[:, :, None]) / memory.shape[1] ** 0.5
        scores.append(likeness + net.motion_prior(positions, *key.shape[2:], abs(now - time)))
    return torch.cat(scores, 1)
