"""The baseline: a U-Net of one frame, about 0.5 M parameters."""

import itertools

import torch
from torch import nn

from .layers import conv_bn, upsample


class UNet(nn.Module):
    def __init__(self, widths=(16, 32, 64, 96)):
        super().__init__()
        block = lambda a, b: nn.Sequential(conv_bn(a, b), conv_bn(b, b))
        self.down = nn.ModuleList(block(a, b) for a, b in zip((1,) + widths, widths))
        self.up = nn.ModuleList(block(a + b, a) for a, b in itertools.pairwise(widths))
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
