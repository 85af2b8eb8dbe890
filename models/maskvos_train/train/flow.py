"""Trains the flow network on clips with exact flow.

python -m maskvos_train.train.flow --data data/train --run runs/flow --minutes 60
"""

import numpy as np
import torch

from ..data.augmentation import crop, photometric, turn
from ..data.shards import Shards
from ..networks.flow import FlowNet, displacements
from .losses import flow_loss
from .run import device, parser, start

# much background has no texture, and then its motion cannot be known
BACKGROUND = 0.2
REACH = 40  # px; farther than the network can look


def batch(rng, shards, n, size):
    firsts, seconds, flows, weights = [], [], [], []
    for _ in range(n):
        frames, labels, flow, _ = shards.clips[rng.integers(len(shards))]
        t = rng.integers(len(flow))
        pair, field, objects = crop(rng, (frames[t : t + 2], flow[t], labels[t]), size)
        (pair, objects), field = turn(rng, [pair, objects], field.astype(np.float32))
        pair = photometric(rng, pair / 255.0)
        firsts.append(pair[0]), seconds.append(pair[1]), flows.append(field)
        weights.append(np.where(objects > 0, 1.0, BACKGROUND) * (np.abs(field).max(0) < REACH))
    to = lambda x: torch.from_numpy(np.ascontiguousarray(np.stack(x), dtype=np.float32)).to(device())
    return to(firsts).unsqueeze(1), to(seconds).unsqueeze(1), to(flows), to(weights).unsqueeze(1)


def main():
    options = parser(__doc__, "flow", minutes=60, batch=6)
    args = options.parse_args()
    run, rng = start(args, FlowNet)
    shards = Shards(args.data)
    more = True
    while more:
        first, second, truth, weight = batch(rng, shards, args.batch, args.size)
        stages = run.model.stages(first, second)
        error, parts = flow_loss(stages, truth, weight, displacements(run.model.match.radius).to(device()))
        with torch.no_grad():
            inside = (weight[:, 0] == 1).float()
            mean = lambda e: ((e.norm(dim=1) * inside).sum() / inside.sum().clamp(min=1)).item()
        more = run.update(
            error,
            {
                "loss": error.item(),
                **{k: v.item() for k, v in parts.items()},
                "epe": mean(stages[-1] - truth),
                "still": mean(truth),
            },
        )
        run.log()
        if run.step % 500 == 0 or not more:
            run.save()
            shards.refresh()


if __name__ == "__main__":
    main()
