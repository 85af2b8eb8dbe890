"""Trains the flow network on clips with exact flow.

    python -m maskvos_train.train_flow --data data/train --run runs/flow --minutes 60
"""

import numpy as np
import torch

from .dataset import Clips, crop, photometric, turn
from .flow_net import FlowNet, displacements
from .training import device, parser, start

# much background has no texture, and then its motion cannot be known
BACKGROUND = 0.2
REACH = 40  # px; farther than the network can look


def batch(rng, clips, n, size):
    firsts, seconds, flows, weights = [], [], [], []
    for _ in range(n):
        frames, labels, flow, _ = clips.clips[rng.integers(len(clips))]
        t = rng.integers(len(flow))
        pair, field, objects = crop(rng, (frames[t:t + 2], flow[t], labels[t]), size)
        (pair, objects), field = turn(rng, [pair, objects], field.astype(np.float32))
        pair = photometric(rng, pair / 255.0)
        firsts.append(pair[0]), seconds.append(pair[1]), flows.append(field)
        weights.append(np.where(objects > 0, 1.0, BACKGROUND) * (np.abs(field).max(0) < REACH))
    to = lambda x: torch.from_numpy(np.ascontiguousarray(np.stack(x), dtype=np.float32)).to(device())
    return to(firsts).unsqueeze(1), to(seconds).unsqueeze(1), to(flows), to(weights).unsqueeze(1)


def centres(fine, stride):
    """What a fine map (N, C, H, W) says at the middle of every coarse pixel; a mean would blur the edges of motion."""
    middle = stride // 2
    return 0.5 * (fine[..., middle - 1::stride, middle - 1::stride] + fine[..., middle::stride, middle::stride])


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


def loss(stages, truth, weight, classes):
    """stages: as FlowNet.stages gives them. The costs are taught to match, the flows to be right."""
    costs, logits, flow8, flow4, flow2, flow = stages
    truth8, weight8 = centres(truth, 8), centres(weight, 8)
    match = classification(costs, truth8 / 8, weight8, classes) + classification(logits, truth8 / 8, weight8, classes)
    parts = {"match": 0.2 * match, "s8": 0.3 * distance(flow8 * 8, truth8, weight8),
             "s4": 0.3 * distance(flow4 * 4, centres(truth, 4), centres(weight, 4)),
             "s2": 0.3 * distance(flow2 * 2, centres(truth, 2), centres(weight, 2)), "s1": distance(flow, truth, weight)}
    return sum(parts.values()), parts


def main():
    options = parser(__doc__, "flow", minutes=60, batch=6)
    args = options.parse_args()
    run, rng = start(args, FlowNet)
    clips = Clips(args.data)
    more = True
    while more:
        first, second, truth, weight = batch(rng, clips, args.batch, args.size)
        stages = run.model.stages(first, second)
        error, parts = loss(stages, truth, weight, displacements(run.model.match.radius).to(device()))
        with torch.no_grad():
            inside = (weight[:, 0] == 1).float()
            mean = lambda e: ((e.norm(dim=1) * inside).sum() / inside.sum().clamp(min=1)).item()
        more = run.update(error, {"loss": error.item(), **{k: v.item() for k, v in parts.items()},
                                  "epe": mean(stages[-1] - truth), "still": mean(truth)})
        run.log()
        if run.step % 500 == 0 or not more:
            run.save()
            clips.refresh()


if __name__ == "__main__":
    main()
