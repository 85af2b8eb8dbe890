"""Trains the flow network on clips with exact flow.

    python -m maskvos_train.train_flow --data data/train --run runs/flow --minutes 60
"""

import numpy as np
import torch
from torch.nn import functional as F

from .dataset import Clips, crop, photometric, turn
from .flow_net import FlowNet
from .training import device, parser, start

# stride and weight of each flow in the pyramid; the guesses of stride 16 and 8 teach the features to match
# much background has no texture, and then its motion cannot be known
BACKGROUND = 0.2
LEVELS = ((16, 0.3), (16, 0.25), (8, 0.3), (8, 0.35), (4, 0.0), (4, 1.0))


def batch(rng, clips, n, size):
    firsts, seconds, flows, weights = [], [], [], []
    for _ in range(n):
        frames, labels, flow, _ = clips.clips[rng.integers(len(clips))]
        t = rng.integers(len(flow))
        pair, field, objects = crop(rng, (frames[t:t + 2], flow[t], labels[t]), size)
        (pair, objects), field = turn(rng, [pair, objects], field.astype(np.float32))
        pair = photometric(rng, pair / 255.0)
        firsts.append(pair[0]), seconds.append(pair[1]), flows.append(field)
        weights.append(np.where(objects > 0, 1.0, BACKGROUND))
    to = lambda x: torch.from_numpy(np.ascontiguousarray(np.stack(x), dtype=np.float32)).to(device())
    return to(firsts).unsqueeze(1), to(seconds).unsqueeze(1), to(flows), to(weights).unsqueeze(1)


def loss(pyramid, truth, weight):
    """Mean end-point distance (smooth at 0) of each level in px of the full frame. An error beside fast
    motion counts less than the same error in a quiet place."""
    total = 0.0
    for (stride, share), flow in zip(LEVELS, pyramid):
        coarse = F.avg_pool2d(truth, stride)
        distance = ((flow * stride - coarse).square().sum(1) + 0.01).sqrt()
        w = F.avg_pool2d(weight, stride)[:, 0] / (1 + 0.1 * coarse.norm(dim=1))
        total = total + share * (distance * w).sum() / w.sum()
    return total


def main():
    options = parser(__doc__, "flow", minutes=60, batch=6)
    args = options.parse_args()
    run, rng = start(args, FlowNet)
    clips = Clips(args.data)
    more = True
    while more:
        first, second, truth, weight = batch(rng, clips, args.batch, args.size)
        pyramid = run.model.pyramid(first, second)
        error = loss(pyramid, truth, weight)
        with torch.no_grad():
            inside = (weight[:, 0] == 1).float()
            mean = lambda e: ((e.norm(dim=1) * inside).sum() / inside.sum().clamp(min=1)).item()
            found = F.interpolate(pyramid[-1], scale_factor=4, mode="bilinear") * 4
        more = run.update(error, {"loss": error.item(), "epe": mean(found - truth), "still": mean(truth)})
        run.log()
        if run.step % 500 == 0 or not more:
            run.save()
            clips.refresh()


if __name__ == "__main__":
    main()
