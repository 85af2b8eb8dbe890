"""STCN (Cheng, Tai, Tang 2021, "Rethinking space-time networks with improved memory coverage"), as published.

Modules carry the names of the published checkpoints. Frames are RGB, normalised with IMAGE_MEAN and IMAGE_STD; H and W
are multiples of 16. What depends on the frame alone has batch 1 and is computed once, whatever the number K of objects:
a convolution of concatenated inputs is the sum of the convolutions of its parts.

key:    frame (1, 3, H, W) -> key (1, 64, H/16, W/16) and the features f16, f16_thin, f8, f4
value:  frame, f16, mask and others (K, 1, H, W; probabilities) -> value (K, 512, H/16, W/16)
decode: readout (K, 512, H/16, W/16), f16_thin, f8, f4 -> logit (K, 1, H, W)
"""

import torch
from torch import nn
from torch.nn import functional as F

IMAGE_MEAN, IMAGE_STD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)


def conv3(c_in, c_out, stride=1, bias=True):
    return nn.Conv2d(c_in, c_out, 3, stride, 1, bias=bias)


def part(conv, x, begin, end, bias=True):
    """A convolution of some of its input channels."""
    return F.conv2d(x, conv.weight[:, begin:end], conv.bias if bias else None, conv.stride, conv.padding)


# -- Residual networks, cut behind layer3 --


class Bottleneck(nn.Module):
    """1x1, 3x3, 1x1; the stride sits in the 3x3."""

    expansion = 4

    def __init__(self, c_in, width, stride):
        super().__init__()
        c_out = width * self.expansion
        self.conv1, self.bn1 = nn.Conv2d(c_in, width, 1, bias=False), nn.BatchNorm2d(width)
        self.conv2, self.bn2 = conv3(width, width, stride, bias=False), nn.BatchNorm2d(width)
        self.conv3, self.bn3 = nn.Conv2d(width, c_out, 1, bias=False), nn.BatchNorm2d(c_out)
        self.downsample = shortcut(c_in, c_out, stride, bias=False)

    def forward(self, x):
        y = torch.relu(self.bn1(self.conv1(x)))
        y = torch.relu(self.bn2(self.conv2(y)))
        return torch.relu(self.bn3(self.conv3(y)) + (self.downsample(x) if self.downsample else x))


class BasicBlock(nn.Module):
    """Two 3x3 convolutions, which have biases here."""

    expansion = 1

    def __init__(self, c_in, width, stride):
        super().__init__()
        self.conv1, self.bn1 = conv3(c_in, width, stride), nn.BatchNorm2d(width)
        self.conv2, self.bn2 = conv3(width, width), nn.BatchNorm2d(width)
        self.downsample = shortcut(c_in, width, stride, bias=True)

    def forward(self, x):
        y = torch.relu(self.bn1(self.conv1(x)))
        return torch.relu(self.bn2(self.conv2(y)) + (self.downsample(x) if self.downsample else x))


def shortcut(c_in, c_out, stride, bias):
    """None where the identity fits."""
    if stride == 1 and c_in == c_out:
        return None
    return nn.Sequential(nn.Conv2d(c_in, c_out, 1, stride, bias=bias), nn.BatchNorm2d(c_out))


def stage(block, c_in, width, count, stride):
    c_out = width * block.expansion
    return nn.Sequential(block(c_in, width, stride), *(block(c_out, width, 1) for _ in range(count - 1)))


# -- Key encoder --


class KeyEncoder(nn.Module):
    """ResNet-50 to stride 16."""

    def __init__(self):
        super().__init__()
        self.conv1, self.bn1 = nn.Conv2d(3, 64, 7, 2, 3, bias=False), nn.BatchNorm2d(64)
        self.res2 = stage(Bottleneck, 64, 64, 3, 1)
        self.layer2 = stage(Bottleneck, 256, 128, 4, 2)
        self.layer3 = stage(Bottleneck, 512, 256, 6, 2)

    def forward(self, frame):
        x = F.max_pool2d(torch.relu(self.bn1(self.conv1(frame))), 3, 2, 1)
        f4 = self.res2(x)
        f8 = self.layer2(f4)
        return self.layer3(f8), f8, f4


class KeyProjection(nn.Module):
    def __init__(self, c_in, c_key):
        super().__init__()
        self.key_proj = conv3(c_in, c_key)

    def forward(self, x):
        return self.key_proj(x)


# -- Value encoder --


class ResBlock(nn.Module):
    """Pre-activation block; a convolution as shortcut where the channels change.

    own: channels of x, where the others of c_in are shared by all objects.
    """

    def __init__(self, c_in, c_out, own=None):
        super().__init__()
        # NB: kept as numbers, so that exported weights of parts are constants
        self.own, self.all = own, c_in
        if c_in != c_out:
            self.downsample = conv3(c_in, c_out)
        self.conv1, self.conv2 = conv3(c_in, c_out), conv3(c_out, c_out)

    def forward(self, x, shared=None):
        """shared: further channels behind those of x, of batch 1."""
        y = torch.relu(self.both(self.conv1, torch.relu(x), None if shared is None else torch.relu(shared)))
        if hasattr(self, "downsample"):
            x = self.both(self.downsample, x, shared)
        return x + self.conv2(y)

    def both(self, conv, x, shared):
        if shared is None:
            return conv(x)
        return part(conv, x, 0, self.own) + part(conv, shared, self.own, self.all, bias=False)


class ChannelGate(nn.Module):
    def __init__(self, channels, reduction=16):
        super().__init__()
        self.mlp = nn.Sequential(
            nn.Flatten(),
            nn.Linear(channels, channels // reduction),
            nn.ReLU(),
            nn.Linear(channels // reduction, channels),
        )

    def forward(self, x):
        gate = torch.sigmoid(self.mlp(x.mean((2, 3))) + self.mlp(x.amax((2, 3))))
        return x * gate[:, :, None, None]


class SpatialConvolution(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(2, 1, 7, 1, 3)

    def forward(self, x):
        return self.conv(x)


class SpatialGate(nn.Module):
    def __init__(self):
        super().__init__()
        self.spatial = SpatialConvolution()

    def forward(self, x):
        pooled = torch.cat([x.amax(1, keepdim=True), x.mean(1, keepdim=True)], 1)
        return x * torch.sigmoid(self.spatial(pooled))


class Cbam(nn.Module):
    """Attention over channels, then over places (Woo et al. 2018)."""

    def __init__(self, channels):
        super().__init__()
        self.ChannelGate, self.SpatialGate = ChannelGate(channels), SpatialGate()

    def forward(self, x):
        return self.SpatialGate(self.ChannelGate(x))


class Fuser(nn.Module):
    def __init__(self, c_value, c_frame, c_out):
        super().__init__()
        self.block1 = ResBlock(c_value + c_frame, c_out, c_value)
        self.attention = Cbam(c_out)
        self.block2 = ResBlock(c_out, c_out)

    def forward(self, value, features):
        x = self.block1(value, features)
        return self.block2(x + self.attention(x))


class ValueEncoder(nn.Module):
    """ResNet-18 to stride 16 on [frame, mask, others], fused with the key encoder's features."""

    def __init__(self):
        super().__init__()
        self.conv1, self.bn1 = nn.Conv2d(5, 64, 7, 2, 3), nn.BatchNorm2d(64)
        self.layer1 = stage(BasicBlock, 64, 64, 2, 1)
        self.layer2 = stage(BasicBlock, 64, 128, 2, 2)
        self.layer3 = stage(BasicBlock, 128, 256, 2, 2)
        self.fuser = Fuser(256, 1024, 512)

    def forward(self, frame, f16, mask, others):
        x = part(self.conv1, frame, 0, 3) + part(self.conv1, torch.cat([mask, others], 1), 3, 5, bias=False)
        x = F.max_pool2d(torch.relu(self.bn1(x)), 3, 2, 1)
        return self.fuser(self.layer3(self.layer2(self.layer1(x))), f16)


# -- Decoder --


class Upsample(nn.Module):
    """Twice the size, with features of that size."""

    def __init__(self, c_skip, c_in, c_out):
        super().__init__()
        self.skip_conv = conv3(c_skip, c_in)
        self.out_conv = ResBlock(c_in, c_out)

    def forward(self, skip, x):
        return self.out_conv(self.skip_conv(skip) + enlarged(x, 2))


def enlarged(x, factor):
    """Bilinear, half-pixel centres."""
    return F.interpolate(x, scale_factor=factor, mode="bilinear", align_corners=False)


class Decoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.compress = ResBlock(1024, 512, 512)
        self.up_16_8 = Upsample(512, 512, 256)
        self.up_8_4 = Upsample(256, 256, 256)
        self.pred = conv3(256, 1)

    def forward(self, readout, f16_thin, f8, f4):
        x = self.compress(readout, f16_thin)
        x = self.up_8_4(f4, self.up_16_8(f8, x))
        return enlarged(self.pred(torch.relu(x)), 4)


class Stcn(nn.Module):
    STRIDE, MULTIPLE = 16, 16
    # graph -> inputs and outputs in their order
    GRAPHS = {
        "key": (["frame"], ["key", "f16", "f16_thin", "f8", "f4"]),
        "value": (["frame", "f16", "mask", "others"], ["value"]),
        "decode": (["readout", "f16_thin", "f8", "f4"], ["logit"]),
    }

    def __init__(self):
        super().__init__()
        self.key_encoder = KeyEncoder()
        self.value_encoder = ValueEncoder()
        self.key_proj = KeyProjection(1024, 64)
        self.key_comp = conv3(1024, 512)
        self.decoder = Decoder()

    def key(self, frame):
        f16, f8, f4 = self.key_encoder(frame)
        return self.key_proj(f16), f16, self.key_comp(f16), f8, f4

    def value(self, frame, f16, mask, others):
        return self.value_encoder(frame, f16, mask, others)

    def decode(self, readout, f16_thin, f8, f4):
        return self.decoder(readout, f16_thin, f8, f4)
