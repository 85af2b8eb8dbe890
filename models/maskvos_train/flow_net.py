"""Optical flow: a compact coarse-to-fine network with cost volumes.

The shape is PWC-Net's (Sun et al. 2018): a feature pyramid, and at every level the second frame's
features warped by the flow so far, a local cost volume, and a small decoder that adds a residual. The
soft arg max of the costs is the first guess of a level; without it the network takes very long to find
out that matching pays. Costs are plain products, not cosines: what has little contrast has little to
say, and its guess stays near zero.
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
    """Products of features summed over channels, per displacement: (N, (2 radius + 1)^2, H, W)."""
    padded = nn.functional.pad(second, [radius] * 4)
    costs = []
    for dy in range(2 * radius + 1):
        rows = padded[:, :, dy:dy - 2 * radius or None]
        for dx in range(2 * radius + 1):
            costs.append((first * rows[:, :, :, dx:dx - 2 * radius or None]).sum(1, keepdim=True))
    return torch.cat(costs, 1)


class Level(nn.Module):
    """Residual flow at one level, from matching features, context, and the flow so far.

    With radius 0 the warped features themselves stand in for the cost volume: at the finest level what
    is left to find is less than a pixel, and a cost volume there would cost more than the rest.
    """

    def __init__(self, match, context, radius, hidden):
        super().__init__()
        self.radius = radius
        matches = (2 * radius + 1) ** 2 if radius else 2 * match
        self.decoder = nn.Sequential(
            conv_bn(matches + context + 2, hidden),
            conv_bn(hidden, hidden),
            conv_bn(hidden, hidden * 2 // 3),
        )
        self.flow = nn.Conv2d(hidden * 2 // 3, 2, 3, 1, 1)
        nn.init.normal_(self.flow.weight, std=1e-3)
        nn.init.zeros_(self.flow.bias)
        if radius:
            self.scale = nn.Parameter(torch.tensor(match ** -0.5))
            steps = torch.arange(-radius, radius + 1, dtype=torch.float32)
            dy, dx = torch.meshgrid(steps, steps, indexing="ij")
            self.register_buffer("displacements", torch.stack([dx, dy]).view(2, -1, 1, 1))

    def forward(self, first, second, context, flow):
        """The level's first guess and its final flow."""
        second = warp(second, flow)
        if self.radius:
            # neighbours move alike: averaged costs withstand noise
            matches = nn.functional.avg_pool2d(cost_volume(first, second, self.radius), 3, 1, 1) * self.scale
            flow = flow + nn.functional.conv2d(matches.softmax(1), self.displacements)
        else:
            matches = torch.cat([first, second], 1)
        return flow, flow + self.flow(self.decoder(torch.cat([matches, context, flow], 1)))


def match_features(c_in, c_out):
    """Normalised, or the mean feature would make all products alike."""
    return nn.Sequential(nn.Conv2d(c_in, c_out, 1, bias=False), nn.BatchNorm2d(c_out))


class FlowNet(nn.Module):

    def __init__(self):
        super().__init__()
        self.s4 = nn.Sequential(conv_bn(1, 16, 2), conv_bn(16, 16), conv_bn(16, 32, 2), conv_bn(32, 32))
        self.s8 = nn.Sequential(conv_bn(32, 48, 2), conv_bn(48, 48))
        self.s16 = conv_bn(48, 64, 2)
        self.match8, self.match4 = match_features(48, 32), match_features(32, 16)
        self.level16 = Level(match=32, context=64, radius=3, hidden=96)
        self.level8 = Level(match=32, context=48, radius=3, hidden=72)
        self.level4 = Level(match=16, context=32, radius=0, hidden=48)

    def forward(self, first, second):
        return upsample(self.pyramid(first, second)[-1], 4) * 4.0

    def pyramid(self, first, second):
        """Flows at strides 16, 8 and 4, each in px of its level; for each the first guess and the last."""
        a4, b4 = self.s4(first), self.s4(second)
        a8, b8 = self.s8(a4), self.s8(b4)
        a16 = self.s16(a8)
        m8, n8 = self.match8(a8), self.match8(b8)
        m16, n16 = nn.functional.avg_pool2d(m8, 2), nn.functional.avg_pool2d(n8, 2)
        guess16, flow16 = self.level16(m16, n16, a16, torch.zeros_like(a16[:, :2]))
        guess8, flow8 = self.level8(m8, n8, a8, upsample(flow16) * 2.0)
        guess4, flow4 = self.level4(self.match4(a4), self.match4(b4), a4, upsample(flow8) * 2.0)
        return guess16, flow16, guess8, flow8, guess4, flow4
