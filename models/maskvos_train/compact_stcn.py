"""A compact STCN: the published network's three parts (reference section 1.1) at stride 8, so that small cells survive.

Frames are RGB, normalised with IMAGE_MEAN and IMAGE_STD; H and W are multiples of 8. What depends on the frame alone has
batch 1 and is computed once, whatever the number K of objects.

key:    frame (1, 3, H, W) -> key (1, 32, H/8, W/8) and the features f8, f8_thin, f4, f2
value:  frame, f8, mask and others (K, 1, H, W; probabilities) -> value (K, 96, H/8, W/8)
decode: readout (K, 96, H/8, W/8), f8_thin, f4, f2 -> logit (K, 1, H, W)
"""

import torch
from torch import nn

from .layers import Residual, conv_bn, upsample

STRIDE = 8
KEY, VALUE, THIN = 32, 96, 64


def enlarged(x, like):
    """Twice the size, cut to that of `like`, which may be odd."""
    return upsample(x)[..., :like.shape[2], :like.shape[3]]


class Features(nn.Module):
    """Strides 2, 4 and 8; what stride 16 sees is merged into stride 8."""

    def __init__(self, widths=(24, 48, 96, 128)):
        super().__init__()
        w2, w4, w8, w16 = widths
        self.s2 = conv_bn(3, w2, 2)
        self.s4 = nn.Sequential(conv_bn(w2, w4, 2), Residual(w4))
        self.s8 = nn.Sequential(conv_bn(w4, w8, 2), Residual(w8))
        self.s16 = nn.Sequential(conv_bn(w8, w16, 2), Residual(w16), nn.Conv2d(w16, w8, 1))
        self.merge = Residual(w8)

    def forward(self, frame):
        f2 = self.s2(frame)
        f4 = self.s4(f2)
        f8 = self.s8(f4)
        return self.merge(torch.relu(f8 + enlarged(self.s16(f8), f8))), f4, f2


class ValueEncoder(nn.Module):

    def __init__(self, c_frame=96):
        super().__init__()
        self.frame2 = nn.Conv2d(3, 16, 3, 2, 1)
        self.mask2 = nn.Conv2d(2, 16, 3, 2, 1, bias=False)
        self.norm2 = nn.Sequential(nn.BatchNorm2d(16), nn.ReLU(inplace=True))
        self.s4 = conv_bn(16, 32, 2)
        self.s8 = nn.Sequential(conv_bn(32, 64, 2), Residual(64))
        self.own, self.shared = nn.Conv2d(64, VALUE, 3, 1, 1), nn.Conv2d(c_frame, VALUE, 1)
        self.around = nn.Sequential(conv_bn(VALUE, VALUE, 2), nn.Conv2d(VALUE, VALUE, 3, 1, 1))
        self.out = nn.Sequential(Residual(VALUE), nn.Conv2d(VALUE, VALUE, 1))

    def forward(self, frame, f8, mask, others):
        x = self.norm2(self.frame2(frame) + self.mask2(torch.cat([mask, others], 1)))
        x = torch.relu(self.own(self.s8(self.s4(x))) + self.shared(f8))
        return self.out(torch.relu(x + enlarged(self.around(x), x)))


class Decoder(nn.Module):

    def __init__(self):
        super().__init__()
        self.read, self.thin = nn.Conv2d(VALUE, VALUE, 3, 1, 1), nn.Conv2d(THIN, VALUE, 3, 1, 1, bias=False)
        self.s8 = nn.Sequential(Residual(VALUE), nn.Conv2d(VALUE, 48, 1))
        self.skip4 = nn.Conv2d(48, 48, 1, bias=False)
        self.s4 = nn.Sequential(Residual(48), nn.Conv2d(48, 16, 1))
        self.skip2 = nn.Conv2d(24, 16, 1, bias=False)
        self.s2 = conv_bn(16, 16)
        self.predict = nn.Conv2d(16, 1, 3, 1, 1)

    def forward(self, readout, f8_thin, f4, f2):
        x = self.s8(torch.relu(self.read(readout) + self.thin(f8_thin)))
        x = self.s4(torch.relu(upsample(x) + self.skip4(f4)))
        x = self.s2(torch.relu(upsample(x) + self.skip2(f2)))
        return upsample(self.predict(x))


class CompactStcn(nn.Module):

    # graph -> inputs and outputs in their order
    GRAPHS = {
        "key": (["frame"], ["key", "f8", "f8_thin", "f4", "f2"]),
        "value": (["frame", "f8", "mask", "others"], ["value"]),
        "decode": (["readout", "f8_thin", "f4", "f2"], ["logit"]),
    }

    def __init__(self):
        super().__init__()
        self.features = Features()
        self.project = nn.Conv2d(96, KEY, 3, 1, 1)
        self.compress = nn.Conv2d(96, THIN, 3, 1, 1)
        self.value_encoder = ValueEncoder()
        self.decoder = Decoder()
        nn.init.orthogonal_(self.project.weight)

    def key(self, frame):
        f8, f4, f2 = self.features(frame)
        return self.project(f8), f8, self.compress(f8), f4, f2

    def value(self, frame, f8, mask, others):
        return self.value_encoder(frame, f8, mask, others)

    def decode(self, readout, f8_thin, f4, f2):
        return self.decoder(readout, f8_thin, f4, f2)
