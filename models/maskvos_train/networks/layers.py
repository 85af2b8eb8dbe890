"""Layers that both networks share."""

import torch
from torch import nn


def conv_bn(c_in, c_out, stride=1, kernel=3):
    """Convolution, batch normalisation, ReLU. Folds into one convolution on export."""
    return nn.Sequential(
        nn.Conv2d(c_in, c_out, kernel, stride, kernel // 2, bias=False),
        nn.BatchNorm2d(c_out),
        nn.ReLU(inplace=True),
    )


class Residual(nn.Module):
    """Two 3x3 convolutions around an identity shortcut (He et al. 2016)."""

    def __init__(self, channels):
        super().__init__()
        self.conv1 = conv_bn(channels, channels)
        self.conv2 = nn.Sequential(nn.Conv2d(channels, channels, 3, 1, 1, bias=False), nn.BatchNorm2d(channels))

    def forward(self, x):
        return torch.relu(x + self.conv2(self.conv1(x)))


def upsample(x, factor=2):
    """Bilinear, half-pixel centres."""
    return nn.functional.interpolate(x, scale_factor=factor, mode="bilinear", align_corners=False)
