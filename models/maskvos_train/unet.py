"""The plain baseline: a single-frame U-Net of about 0.5 M parameters, trained for 1,000 steps of 8x128x128
on the still images with objects of about 24 px, with the same targets and losses.

    python -m maskvos_train.unet --data data/train --run runs/unet
    python -m maskvos_train.export --network unet --flow runs/flow --segment runs/unet --out runs/unet/package
"""

import argparse

import numpy as np
import torch
from torch import nn

from .dataset import Clips
from .layers import conv_bn, upsample
from .train_segment import Sampler, loss
from .training import Run, device

STEPS = 1000


class UNet(nn.Module):

    def __init__(self, widths=(16, 32, 64, 96)):
        super().__init__()
        block = lambda a, b: nn.Sequential(conv_bn(a, b), conv_bn(b, b))
        self.down = nn.ModuleList(block(a, b) for a, b in zip((1,) + widths, widths))
        self.up = nn.ModuleList(block(a + b, a) for a, b in zip(widths, widths[1:]))
        self.predict = nn.Conv2d(widths[0], 3, 1)
        self.size = nn.Conv2d(widths[3], 1, 1)

    def forward(self, frame, flow):
        """As SegmentNet's; the flow must come in, but says nothing."""
        frame = frame + 0.0 * flow[:, :1]
        levels = []
        for i, block in enumerate(self.down):
            frame = block(frame if i == 0 else nn.functional.max_pool2d(frame, 2))
            levels.append(frame)
        for i in (2, 1, 0):
            frame = self.up[i](torch.cat([levels[i], upsample(frame)], 1))
        return *self.predict(frame).split(1, 1), self.size(levels[3])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True)
    parser.add_argument("--run", required=True)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.set_flush_denormal(True)
    torch.manual_seed(1)
    clips = Clips(args.data)
    clips.clips = [c for c in clips.clips if c[3].startswith("static") and 16 < typical(c[1][0]) < 36]
    net = UNet().to(device())
    print(f"{sum(p.numel() for p in net.parameters()) / 1e6:.2f} M parameters, {len(clips)} clips")
    run = Run(args.run, net, minutes=1e9)
    sampler = Sampler(clips, np.random.default_rng(1))
    run.model.train()
    while run.step < STEPS:
        frames, flows, truth = sampler.batch(8, 128)
        error, parts = loss(run.model(frames, flows), truth)
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
