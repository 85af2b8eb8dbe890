"""The losses of the three trainings."""

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional as F


def segment_loss(
    outputs: Sequence[Tensor], truth: Tensor, known: Tensor | None = None
) -> tuple[Tensor, dict[str, Tensor]]:
    """The loss of the MaskVOS network, and its parts.

    outputs: foreground, boundary, distance (N, 1, H, W) and size (N, 1, H / 8, W / 8), as SegmentNet gives them.
    truth: (N, 4, H, W), as data.targets makes it. known: (N, 1, H, W), 1 where the truth counts, 0 where it is not
    known; all of it if left out.
    """
    foreground, boundary, distance, size = outputs
    if known is not None:
        truth = truth * known
    fg, edge, dist, log_size = truth.split(1, 1)
    p = foreground.sigmoid()
    if known is None:
        mean = Tensor.mean
    else:
        p, count = p * known, known.sum().clamp(min=1)
        mean = lambda error: (error * known).sum() / count
    # soft Dice over the batch, and per-pixel terms that count edges more: the outer edge as much as the inner one, or
    # outlines grow
    dice = 1 - (2 * (p * fg).sum() + 1) / (p.sum() + fg.sum() + 1)
    near = 1 + 2 * (edge + F.max_pool2d(fg, 3, 1, 1) - fg)
    twice = torch.tensor(2.0, device=edge.device)
    parts = {
        "foreground": mean(F.binary_cross_entropy_with_logits(foreground, fg, reduction="none") * near),
        "dice": 0.5 * dice,
        "boundary": 0.7 * mean(F.binary_cross_entropy_with_logits(boundary, edge, pos_weight=twice, reduction="none")),
        "distance": 2.0 * mean(F.smooth_l1_loss(distance, dist, beta=0.1, reduction="none")),
    }
    inside = F.avg_pool2d(fg, 8)
    mean_size = F.avg_pool2d(log_size, 8) / inside.clamp(min=1e-3)
    weight = (inside > 0.5).float()
    parts["size"] = (
        0.3 * (F.smooth_l1_loss(size, mean_size, beta=0.3, reduction="none") * weight).sum() / (weight.sum() + 1)
    )
    return sum(parts.values()), parts


def centres(fine, stride):
    """What a fine map (N, C, H, W) says at the middle of every coarse pixel; a mean would blur the edges of motion."""
    middle = stride // 2
    return 0.5 * (fine[..., middle - 1 :: stride, middle - 1 :: stride] + fine[..., middle::stride, middle::stride])


def distance(flow, truth, weight):
    """Mean end-point distance, smooth at 0. An error beside fast motion counts a little less."""
    weight = weight[:, 0] / (1 + 0.03 * truth.norm(dim=1))
    return (((flow - truth).square().sum(1) + 0.01).sqrt() * weight).sum() / (weight.sum() + 1e-3)


def classification(logits, truth, weight, classes):
    """Cross-entropy of displacements (2, K) with the four classes around the truth (in px of the level), shared out
    bilinearly; displacements out of reach are left out."""
    near = (1 - (truth.unsqueeze(2) - classes.view(1, 2, -1, 1, 1)).abs()).clamp(min=0).prod(1)
    weight = weight[:, 0] * (near.sum(1) > 0.5)
    return -((near * logits.log_softmax(1)).sum(1) * weight).sum() / (weight.sum() + 1)


def flow_loss(stages, truth, weight, classes):
    """stages: as FlowNet.stages gives them. The costs are taught to match, the flows to be right."""
    costs, logits, flow8, flow4, flow2, flow = stages
    truth8, weight8 = centres(truth, 8), centres(weight, 8)
    match = classification(costs, truth8 / 8, weight8, classes) + classification(logits, truth8 / 8, weight8, classes)
    parts = {
        "match": 0.2 * match,
        "s8": 0.3 * distance(flow8 * 8, truth8, weight8),
        "s4": 0.3 * distance(flow4 * 4, centres(truth, 4), centres(weight, 4)),
        "s2": 0.3 * distance(flow2 * 2, centres(truth, 2), centres(weight, 2)),
        "s1": distance(flow, truth, weight),
    }
    return sum(parts.values()), parts


def propagation_loss(
    logits: Tensor, masks: Tensor, hardest: float, known: Tensor | None = None
) -> tuple[Tensor, Tensor]:
    """Bootstrapped cross-entropy (of the hardest share of the pixels) and soft Dice of the objects.

    logits: (B, K + 1, H, W), the background first. masks: (B, K, H, W). known: (B, 1, H, W), as in segment_loss.
    """
    truth = torch.cat([1 - masks.sum(1, keepdim=True).clamp(max=1), masks], 1)
    entropy = F.cross_entropy(logits, truth.argmax(1), reduction="none").flatten(1)
    p = logits.softmax(1)[:, 1:]
    count = int(entropy.shape[1] * hardest)
    if known is None:
        entropy = entropy.topk(count, 1)[0].mean()
    else:
        entropy, at = (entropy * known.flatten(1)).topk(count, 1)
        entropy = entropy.sum() / known.flatten(1).gather(1, at).sum().clamp(min=1)
        p, masks = p * known, masks * known
    there = masks.sum((2, 3))
    dice = 1 - (2 * (p * masks).sum((2, 3)) + 1) / (p.sum((2, 3)) + there + 1)
    return entropy, 0.5 * (dice * (there > 0)).sum() / (there > 0).sum().clamp(min=1)
