"""Trains the baseline: a U-Net of one frame, 1,000 steps of 8 x 128 x 128 on the still images with objects of about 24
px, with the targets and losses of the MaskVOS network.

    python -m maskvos_train.train.unet --data data/train --run runs/unet
    python -m maskvos_train.export.maskvos --network unet --flow runs/flow --segment runs/unet --out runs/unet/package
"""

import argparse

import numpy as np
import torch

from ..data.shards import Shards
from ..networks.unet import UNet
from .losses import segment_loss
from .run import Run, device
from .segment_sampler import Sampler

STEPS = 1000


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True)
    parser.add_argument("--run", required=True)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.set_flush_denormal(True)
    torch.manual_seed(1)
    shards = Shards(args.data)
    shards.clips = [c for c in shards.clips if c[3].startswith("static") and 16 < typical(c[1][0]) < 36]
    net = UNet().to(device())
    print(f"{sum(p.numel() for p in net.parameters()) / 1e6:.2f} M parameters, {len(shards)} clips")
    run = Run(args.run, net, minutes=1e9)
    sampler = Sampler(shards, np.random.default_rng(1))
    run.model.train()
    while run.step < STEPS:
        frames, flows, truth = sampler.batch(8, 128)
        error, _parts = segment_loss(run.model(frames, flows), truth)
        run.update(error, {"loss": error.item()})
        run.log()
    run.save()


def typical(labels):
    """Median equivalent diameter in px; 0 if there is no object."""
    area = np.bincount(labels.ravel())[1:]
    area = area[area > 0]
    return float(np.sqrt(4 * np.median(area) / np.pi)) if len(area) else 0.0


if __name__ == "__main__":
    main()
