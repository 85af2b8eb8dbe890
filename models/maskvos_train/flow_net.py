"""Optical flow: a compact coarse-to-fine network that starts from what is known about matching.

At strides 16 and 8 a local cost volume (PWC-Net, Sun et al. 2018) finds large displacements; its soft
arg max is the level's first guess. At all levels regularised Lucas-Kanade steps (1981; pyramidal:
Bouguet 2000) find what is left, to a fraction of a pixel. A small decoder sees the guesses, how well they
explain the frames and how much texture there is, and adds a residual: it learns whom to trust, not how
to match, which a network trained from scratch takes very long to find out.
Input: two frames (N, 1, H, W), contrast stretched to [0, 1] together; H and W multiples of 32.
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


def local_contrast(frame):
    """Local mean 0 and contrast 1, over neighbourhoods of about 24 px; noise in flat places stays small."""
    def smooth(x):
        return upsample(nn.functional.avg_pool2d(nn.functional.avg_pool2d(x, 8), 3, 1, 1, count_include_pad=False), 8)
    centred = frame - smooth(frame)
    return centred / (smooth(centred * centred).sqrt() + 0.05)


def soft_average(x):
    """Weighted over about 9 px of this level: the window of a Lucas-Kanade step."""
    x = nn.functional.avg_pool2d(x, 5, 1, 2, count_include_pad=False)
    return nn.functional.avg_pool2d(x, 5, 1, 2, count_include_pad=False)


class LucasKanade(nn.Module):
    """Regularised least-squares displacement of a window, repeated; the regularisation is learned."""

    def __init__(self, steps=2, largest=1.5):
        super().__init__()
        self.steps, self.largest = steps, largest
        self.log_ridge = nn.Parameter(torch.tensor(-4.0))
        x = torch.tensor([[0.0, 0, 0], [-0.5, 0, 0.5], [0, 0, 0]])
        self.register_buffer("gradient", torch.stack([x, x.T]).unsqueeze(1))

    def forward(self, first, second, flow):
        """Frames (N, 1, H, W). Returns the flow and evidence (N, 3, H, W): two of texture, one of misfit."""
        for _ in range(self.steps):
            warped = warp(second, flow)
            rest = warped - first
            mean = nn.functional.pad((first + warped) * 0.5, [1] * 4, mode="replicate")
            gx, gy = nn.functional.conv2d(mean, self.gradient).split(1, 1)
            xx, xy, yy, xr, yr = soft_average(
                torch.cat([gx * gx, gx * gy, gy * gy, gx * rest, gy * rest], 1)).split(1, 1)
            ridge = self.log_ridge.exp()
            xx, yy = xx + ridge, yy + ridge
            determinant = xx * yy - xy * xy
            step = torch.cat([xy * yr - yy * xr, xy * xr - xx * yr], 1) / determinant
            flow = flow + step.clamp(-self.largest, self.largest)
        misfit = soft_average((warp(second, flow) - first).abs())
        return flow, torch.cat([(xx + yy).log(), determinant.log(), misfit], 1)


class Level(nn.Module):
    """Flow at one level, from both frames, their matching features, context, and the flow so far."""

    def __init__(self, context, hidden, match=0, radius=0):
        super().__init__()
        self.radius = radius
        self.refine = LucasKanade()
        self.decoder = nn.Sequential(
            conv_bn(context + 9, hidden), conv_bn(hidden, hidden), conv_bn(hidden, hidden))
        self.flow = nn.Conv2d(hidden, 2, 3, 1, 1)
        nn.init.normal_(self.flow.weight, std=1e-3)
        nn.init.zeros_(self.flow.bias)
        if radius:
            self.scale = nn.Parameter(torch.tensor(match ** -0.5))
            steps = torch.arange(-radius, radius + 1, dtype=torch.float32)
            dy, dx = torch.meshgrid(steps, steps, indexing="ij")
            self.register_buffer("displacements", torch.stack([dx, dy]).view(2, -1, 1, 1))

    def guess(self, a, b, flow):
        """Soft arg max of the costs around the flow so far. Averaged costs withstand noise."""
        costs = nn.functional.avg_pool2d(cost_volume(a, warp(b, flow), self.radius), 3, 1, 1) * self.scale
        return flow + nn.functional.conv2d(costs.softmax(1), self.displacements)

    def forward(self, first, second, context, flow, matches=None):
        """The first guess and the level's flow; matches are both frames' features where the level matches."""
        guess = self.guess(*matches, flow) if self.radius else flow
        found, evidence = self.refine(first, second, guess)
        rest = self.decoder(torch.cat([context, flow, guess - flow, found - guess, evidence], 1))
        return guess, found + self.flow(rest)


class FlowNet(nn.Module):

    def __init__(self):
        super().__init__()
        self.s4 = nn.Sequential(conv_bn(1, 16, 2), conv_bn(16, 32, 2), conv_bn(32, 32))
        self.s8 = nn.Sequential(conv_bn(32, 48, 2), conv_bn(48, 48))
        self.s16 = conv_bn(48, 64, 2)
        # normalised, or the mean feature would make all products alike
        self.match = nn.Sequential(nn.Conv2d(48, 32, 1, bias=False), nn.BatchNorm2d(32))
        self.level16 = Level(context=64, hidden=64, match=32, radius=3)
        self.level8 = Level(context=48, hidden=48, match=32, radius=2)
        self.level4 = Level(context=32, hidden=32)

    def forward(self, first, second):
        return upsample(self.pyramid(first, second)[-1], 4) * 4.0

    def pyramid(self, first, second):
        """Flows at strides 16, 8 and 4, each in px of its level; for each the first guess and the last."""
        first, second = local_contrast(first), local_contrast(second)
        pool = nn.functional.avg_pool2d
        i4, j4 = pool(first, 4), pool(second, 4)
        i8, j8 = pool(i4, 2), pool(j4, 2)
        i16, j16 = pool(i8, 2), pool(j8, 2)
        a4 = self.s4(first)
        a8, b8 = self.s8(a4), self.s8(self.s4(second))
        m8, n8 = self.match(a8), self.match(b8)
        none = torch.zeros_like(i16).repeat(1, 2, 1, 1)
        guess16, flow16 = self.level16(i16, j16, self.s16(a8), none, (pool(m8, 2), pool(n8, 2)))
        guess8, flow8 = self.level8(i8, j8, a8, upsample(flow16) * 2.0, (m8, n8))
        guess4, flow4 = self.level4(i4, j4, a4, upsample(flow8) * 2.0)
        return guess16, flow16, guess8, flow8, guess4, flow4
