"""A compact STCN: the published network's three parts (reference section 1.1) at stride 8, so that small cells survive.

The frame passes through MaskVOS' appearance stream and pixel decoder, from whose weights training starts: what is an
object, and where it ends, is known already. Frames are RGB in [0, 1]; H and W are multiples of 32. What depends on the
frame alone has batch 1 and is computed once, whatever the number K of masks.

key:    frame (1, 3, H, W) -> key (1, 32, H/8, W/8) and the features f8, f4, f2
value:  frame, f8, mask and others (K, 1, H, W; probabilities) -> value (K, 64, H/8, W/8)
decode: readout (K, 64, H/8, W/8), carried (K, 1, H, W), f8, f4, f2 -> logit (K, 1, H, W)

The affinity of keys is the sum of likeness and a motion prior: things of one kind look alike, but are near where the
flow network's motion took them (memory.move_positions). The decoder also sees the masks of the frame before, warped by
that motion (memory.warp_masks) as far as it explains the next frame (memory.flow_confidence): memory knows outlines to
8 px only."""

import math

import torch
from torch import nn
from torch.nn import functional as F

from .layers import Residual, conv_bn, upsample
from .memory import STRIDE, grid_positions
from .segment import APPEARANCE, DIM, Appearance

KEY, VALUE = 32, 64


class Features(nn.Module):
    """MaskVOS without its motion stream and queries."""

    def __init__(self):
        super().__init__()
        self.appearance = Appearance(APPEARANCE)
        self.appearance.s2[0] = conv_bn(3, APPEARANCE[0], 2)
        self.lateral = nn.ModuleList(nn.Sequential(nn.Conv2d(w, w, 1), nn.Conv2d(w, DIM, 1)) for w in APPEARANCE[1:])
        self.smooth = nn.ModuleList(conv_bn(DIM, DIM) for _ in range(3))

    def forward(self, frame):
        f2, *levels = self.appearance(frame)
        p4, p8, p16, p32 = (lateral(f) for lateral, f in zip(self.lateral, levels))
        p16 = self.smooth[2](p16 + upsample(p32))
        p8 = self.smooth[1](p8 + upsample(p16))
        return f2, self.smooth[0](p4 + upsample(p8)), p8

    @torch.no_grad()
    def adopt(self, source):
        """Takes the weights of a MaskVOS network (SegmentNet, evaluating) as it is when nothing moves; grey is spread
        over the colours."""
        state = source.appearance.state_dict()
        state["s2.0.0.weight"] = state["s2.0.0.weight"].repeat(1, 3, 1, 1) / 3
        self.appearance.load_state_dict(state)
        self.smooth.load_state_dict(source.smooth.state_dict())
        still = [m[0, :, 4, 4] for m in source.motion(torch.zeros(1, 2, 256, 256))]
        for (own, lateral), fuse, theirs, m, w in zip(self.lateral, source.fuse, source.lateral, still, APPEARANCE[1:]):
            own.weight.copy_(fuse.weight[:, :w])
            own.bias.copy_(fuse.bias + fuse.weight[:, w:, 0, 0] @ m)
            lateral.load_state_dict(theirs.state_dict())


class ValueEncoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.frame2 = nn.Conv2d(3, 16, 3, 2, 1)
        self.mask2 = nn.Conv2d(2, 16, 3, 2, 1, bias=False)
        self.norm2 = nn.Sequential(nn.BatchNorm2d(16), nn.ReLU(inplace=True))
        self.s4 = conv_bn(16, 32, 2)
        self.s8 = nn.Sequential(conv_bn(32, VALUE, 2), Residual(VALUE))
        self.shared = nn.Conv2d(DIM, VALUE, 1)
        self.around = nn.Sequential(conv_bn(VALUE, VALUE, 2), nn.Conv2d(VALUE, VALUE, 3, 1, 1))
        self.out = nn.Sequential(Residual(VALUE), nn.Conv2d(VALUE, VALUE, 1))

    def forward(self, frame, f8, mask, others):
        x = self.norm2(self.frame2(frame) + self.mask2(torch.cat([mask, others], 1)))
        x = torch.relu(self.s8(self.s4(x)) + self.shared(f8))
        return self.out(torch.relu(x + upsample(self.around(x))))


class Decoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.read, self.see8 = nn.Conv2d(VALUE, VALUE, 3, 1, 1), nn.Conv2d(DIM, VALUE, 1, bias=False)
        self.s8 = nn.Sequential(Residual(VALUE), nn.Conv2d(VALUE, 32, 1))
        self.s4 = nn.Sequential(Residual(32), nn.Conv2d(32, 16, 1))
        self.s2 = conv_bn(16, 16)
        self.predict = nn.Conv2d(16, 4, 3, 1, 1)  # of the four pixels of a place
        # without bias: what is unknown adds nothing
        self.carried8, self.carried4, self.carried2 = (nn.Conv2d(4, c, 3, 1, 1, bias=False) for c in (VALUE, 32, 16))
        for layer in (self.carried8, self.carried4, self.carried2):
            nn.init.zeros_(layer.weight)

    def forward(self, readout, carried, f8, f4, f2):
        c1 = 2 * carried - 1
        c2 = F.avg_pool2d(c1, 2)
        c8, c4, c2 = F.pixel_unshuffle(F.avg_pool2d(c2, 2), 2), F.pixel_unshuffle(c2, 2), F.pixel_unshuffle(c1, 2)
        x = self.s8(torch.relu(self.read(readout) + self.see8(f8) + self.carried8(c8)))
        x = self.s4(torch.relu(upsample(x) + f4 + self.carried4(c4)))
        x = self.s2(torch.relu(upsample(x) + f2 + self.carried2(c2)))
        return F.pixel_shuffle(self.predict(x), 2)


class CompactStcn(nn.Module):
    STRIDE, MULTIPLE = STRIDE, 32
    # graph -> inputs and outputs in their order
    GRAPHS = {
        "key": (["frame"], ["key", "f8", "f4", "f2"]),
        "value": (["frame", "f8", "mask", "others"], ["value"]),
        "decode": (["readout", "carried", "f8", "f4", "f2"], ["logit"]),
    }

    def __init__(self):
        super().__init__()
        self.features = Features()
        self.project = nn.Conv2d(DIM, KEY, 3, 1, 1)
        self.see4, self.see2 = nn.Conv2d(DIM, 32, 3, 1, 1), nn.Conv2d(APPEARANCE[0], 16, 3, 1, 1)
        self.value_encoder = ValueEncoder()
        self.decoder = Decoder()
        self.trust = 0.0  # in carried masks, beyond what was learned: logit added where one is certain
        self.log_pace = nn.Parameter(torch.tensor(math.log(10.0)))  # px in a frame
        nn.init.orthogonal_(self.project.weight)

    def key(self, frame):
        f2, f4, f8 = self.features(frame)
        return self.project(f8), f8, self.see4(f4), self.see2(f2)

    def value(self, frame, f8, mask, others):
        return self.value_encoder(frame, f8, mask, others)

    def decode(self, readout, carried, f8, f4, f2):
        return self.decoder(readout, carried, f8, f4, f2) + self.trust * (2 * carried - 1)

    def motion_prior(self, positions, rows, columns, age):
        """Log-density (B, N, rows * columns) of where on the grid something is that is expected at positions (B, N, 2;
        px), `age` frames after it was seen; up to a constant.

        Student's t with two degrees of freedom about the position; its square scale grows linearly with time.
        """
        square = (positions[:, :, None] - grid_positions(rows, columns).to(positions)).square().sum(-1)
        return (
            -2 * torch.log1p(square / (2 * age * (2 * self.log_pace).exp()))
            - torch.as_tensor(age, dtype=square.dtype).log()
        )
