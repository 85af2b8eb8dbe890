"""Optical flow: a compact coarse-to-fine network with cost volumes.

The shape is PWC-Net's (Sun et al. 2018): a feature pyramid, and at every level the second frame's
features warped by the flow so far, a local cost volume, and a small decoder that adds a residual.
Input: two frames (N, 1, H, W), contrast stretched to [0, 1] together; H and W multiples of 16.
Output: flow (N, 2, H, W) in px, (dx, dy) from the first frame to the second.
"""

import torch
from torch import nn

from .layers import conv_bn, upsample


def warp(features, flow):
    """Samples features (N, C, H, W) at p + flow(p), flow in px of this level, border replicated."""
    _, _, h, w = features.shape
    ys = torch.arange(h, device=flow.device, dtype=flow.dtype).view(1, h, 1)
    xs = torch.arange(w, device=flow.device, dtype=flow.dtype).view(1, 1, w)
    x = (xs + flow[:, 0]) * (2.0 / (w - 1)) - 1.0
    y = (ys + flow[:, 1]) * (2.0 / (h - 1)) - 1.0
    grid = torch.stack([x, y], dim=-1)
    return nn.functional.grid_sample(
        features, grid, mode="bilinear", padding_mode="border", align_corners=True)


def cost_volume(first, second, radius):
    """Mean product of features for each displacement up to radius: (N, (2 radius + 1)^2, H, W)."""
    padded = nn.functional.pad(second, [radius] * 4)
    costs = []
    for dy in range(2 * radius + 1):
        rows = padded[:, :, dy:dy - 2 * radius or None]
        for dx in range(2 * radius + 1):
            costs.append((first * rows[:, :, :, dx:dx - 2 * radius or None]).mean(1, keepdim=True))
    return torch.cat(costs, 1)


class Level(nn.Module):
    """Residual flow at one level, from features, the flow so far, and a cost volume.

    With radius 0 the warped features themselves stand in for the cost volume: at the finest level what
    is left to find is less than a pixel, and a cost volume there would cost more than the rest.
    """

    def __init__(self, channels, radius, hidden, match=None):
        super().__init__()
        self.radius = radius
        self.match = nn.Conv2d(channels, match, 1) if match else nn.Identity()
        matches = (2 * radius + 1) ** 2 if radius else 2 * match
        self.decoder = nn.Sequential(
            conv_bn(matches + channels + 2, hidden),
            conv_bn(hidden, hidden),
            conv_bn(hidden, hidden * 2 // 3),
        )
        self.flow = nn.Conv2d(hidden * 2 // 3, 2, 3, 1, 1)
        nn.init.normal_(self.flow.weight, std=1e-3)
        nn.init.zeros_(self.flow.bias)

    def forward(self, first, second, flow):
        a, b = self.match(first), warp(self.match(second), flow)
        matches = cost_volume(a, b, self.radius) if self.radius else torch.cat([a, b], 1)
        return flow + self.flow(self.decoder(torch.cat([matches, first, flow], 1)))


class FlowNet(nn.Module):

    def __init__(self):
        super().__init__()
        self.s4 = nn.Sequential(conv_bn(1, 16, 2), conv_bn(16, 16), conv_bn(16, 32, 2), conv_bn(32, 32))
        self.s8 = nn.Sequential(conv_bn(32, 48, 2), conv_bn(48, 48))
        self.s16 = nn.Sequential(conv_bn(48, 64, 2), conv_bn(64, 64))
        self.level16 = Level(64, radius=4, hidden=96)
        self.level8 = Level(48, radius=3, hidden=72)
        self.level4 = Level(32, radius=0, hidden=48, match=16)

    def forward(self, first, second):
        return upsample(self.pyramid(first, second)[-1], 4) * 4.0

    def pyramid(self, first, second):
        """Flows at strides 16, 8 and 4, each in px of its level."""
        a4, b4 = self.s4(first), self.s4(second)
        a8, b8 = self.s8(a4), self.s8(b4)
        a16, b16 = self.s16(a8), self.s16(b8)
        flow16 = self.level16(a16, b16, torch.zeros_like(a16[:, :2]))
        flow8 = self.level8(a8, b8, upsample(flow16) * 2.0)
        flow4 = self.level4(a4, b4, upsample(flow8) * 2.0)
        return flow16, flow8, flow4
