"""MaskVOS at a size that a laptop runs.

Two streams, appearance and optical flow, fused by a 1x1 convolution at every level; a pixel decoder;
a few learned queries that look at the levels through masked attention; their masks recombined by an
output head. After MaskVOS (reference section 1.5): convolutions instead of Swin blocks, a feature
pyramid instead of deformable attention, one decoder layer a level, no position codes (an object looks
the same everywhere, and tiles must agree).

Input: frame (N, 1, H, W) contrast stretched to [0, 1]; flow (N, 2, H, W) in px to a neighbouring
frame; H and W multiples of 32. Output, all (N, 1, H, W) but the last:
foreground, logit; boundary, logit of the inner edge of every object; distance, distance to the
object's edge as a fraction of the object's largest; size (N, 1, H/8, W/8), log2 of the object's
equivalent diameter over the canonical 24 px.
"""

import torch
from torch import nn
from torch.nn import functional as F

from .layers import Residual, conv_bn, upsample

APPEARANCE = 32, 48, 80, 128, 160  # channels at strides 2 to 32
MOTION = 24, 32, 48, 64  # at strides 4 to 32
DIM = 64  # of the pixel decoder and the queries
FLOW_UNIT = 8.0  # px of flow that enter the network as 1


class Appearance(nn.Module):
    def __init__(self, widths):
        super().__init__()
        w2, w4, w8, w16, w32 = widths
        self.s2 = nn.Sequential(conv_bn(1, w2, 2), conv_bn(w2, w2))
        self.s4 = nn.Sequential(conv_bn(w2, w4, 2), Residual(w4))
        self.s8 = nn.Sequential(conv_bn(w4, w8, 2), Residual(w8))
        self.s16 = nn.Sequential(conv_bn(w8, w16, 2), Residual(w16))
        self.s32 = nn.Sequential(conv_bn(w16, w32, 2), Residual(w32))

    def forward(self, frame):
        f2 = self.s2(frame)
        f4 = self.s4(f2)
        f8 = self.s8(f4)
        f16 = self.s16(f8)
        return f2, f4, f8, f16, self.s32(f16)


class Motion(nn.Module):
    """Flow is smooth: it enters at stride 4."""

    def __init__(self, widths):
        super().__init__()
        w4, w8, w16, w32 = widths
        self.s4 = nn.Sequential(conv_bn(2, w4), conv_bn(w4, w4))
        self.s8 = nn.Sequential(conv_bn(w4, w8, 2), conv_bn(w8, w8))
        self.s16 = nn.Sequential(conv_bn(w8, w16, 2), conv_bn(w16, w16))
        self.s32 = conv_bn(w16, w32, 2)

    def forward(self, flow):
        f4 = self.s4(F.avg_pool2d(flow, 4) / FLOW_UNIT)
        f8 = self.s8(f4)
        f16 = self.s16(f8)
        return f4, f8, f16, self.s32(f16)


class QueryLayer(nn.Module):
    """Masked cross-attention, self-attention, feed-forward; post-norm (Cheng et al. 2022)."""

    def __init__(self, dim, heads=4):
        super().__init__()
        self.heads = heads
        self.q, self.k, self.v, self.out = (nn.Linear(dim, dim) for _ in range(4))
        self.qkv, self.self_out = nn.Linear(dim, 3 * dim), nn.Linear(dim, dim)
        self.ffn = nn.Sequential(nn.Linear(dim, 4 * dim), nn.ReLU(inplace=True), nn.Linear(4 * dim, dim))
        self.norm1, self.norm2, self.norm3 = (nn.LayerNorm(dim) for _ in range(3))

    def split(self, x):
        n, length, dim = x.shape
        return x.view(n, length, self.heads, dim // self.heads).transpose(1, 2)

    @staticmethod
    def merge(x):
        n, heads, length, dim = x.shape
        return x.transpose(1, 2).reshape(n, length, heads * dim)

    def attend(self, q, k, v, bias=None):
        scores = q @ k.transpose(-1, -2) * (q.shape[-1] ** -0.5)
        if bias is not None:
            scores = scores + bias
        return self.merge(scores.softmax(-1) @ v)

    def forward(self, queries, tokens, bias):
        """queries (N, Q, D); tokens (N, L, D); bias (N, 1, Q, L), negative where masked."""
        x = self.attend(self.split(self.q(queries)), self.split(self.k(tokens)), self.split(self.v(tokens)), bias)
        queries = self.norm1(queries + self.out(x))
        q, k, v = (self.split(y) for y in self.qkv(queries).chunk(3, -1))
        queries = self.norm2(queries + self.self_out(self.attend(q, k, v)))
        return self.norm3(queries + self.ffn(queries))


class SegmentNet(nn.Module):
    def __init__(self, width=1, queries=24):
        """width: 2 for twice the channels in all layers."""
        super().__init__()
        widths, motion, dim = [width * n for n in APPEARANCE], [width * n for n in MOTION], width * DIM
        self.appearance = Appearance(widths)
        self.motion = Motion(motion)
        self.fuse = nn.ModuleList(nn.Conv2d(a + m, a, 1) for a, m in zip(widths[1:], motion))
        # pixel decoder
        self.lateral = nn.ModuleList(nn.Conv2d(a, dim, 1) for a in widths[1:])
        self.smooth = nn.ModuleList(conv_bn(dim, dim) for _ in range(3))
        # queries
        self.queries = nn.Parameter(torch.randn(1, queries, dim))
        self.level_embed = nn.Parameter(torch.randn(3, dim) * 0.1)
        self.layers = nn.ModuleList(QueryLayer(dim) for _ in range(3))
        self.mask_embed = nn.Sequential(nn.Linear(dim, dim), nn.ReLU(inplace=True), nn.Linear(dim, dim))
        self.out_embed = nn.Sequential(nn.Linear(dim, dim), nn.ReLU(inplace=True), nn.Linear(dim, dim))
        # output head: the queries' maps of all levels, recombined with the pixel features
        self.recombine = nn.ModuleList(nn.Conv2d(queries, dim, 1) for _ in range(4))
        self.head4 = conv_bn(dim, dim)
        self.head2 = nn.Conv2d(dim, widths[0], 1)
        self.refine = conv_bn(widths[0], widths[0])
        self.predict = nn.Conv2d(widths[0], 3 * 4, 1)  # at stride 2, for each of four pixels
        self.size = nn.Sequential(conv_bn(dim, dim // 2), nn.Conv2d(dim // 2, 1, 1))
        with torch.no_grad():  # objects are rarer than background
            self.predict.bias.copy_(torch.tensor([-1.0, -2.0, 0.0]).repeat_interleave(4))

    def forward(self, frame, flow):
        f2, *appearance = self.appearance(frame)
        fused = [fuse(torch.cat(pair, 1)) for fuse, pair in zip(self.fuse, zip(appearance, self.motion(flow)))]

        p32 = self.lateral[3](fused[3])
        p16 = self.smooth[2](self.lateral[2](fused[2]) + upsample(p32))
        p8 = self.smooth[1](self.lateral[1](fused[1]) + upsample(p16))
        p4 = self.smooth[0](self.lateral[0](fused[0]) + upsample(p8))

        queries = self.queries.expand(frame.shape[0], -1, -1)
        a8 = F.avg_pool2d(p4, 2)
        a16 = F.avg_pool2d(a8, 2)
        a32 = F.avg_pool2d(a16, 2)
        maps = []
        for i, (level, averaged) in enumerate(((p32, a32), (p16, a16), (p8, a8))):
            # softly masked attention: a hard threshold would let rounding decide.
            # Masks of averaged features are averaged masks, and cheaper
            masks = self.masks(self.mask_embed, queries, averaged)
            bias = (4.0 * masks.flatten(2)).clamp(-20.0, 0.0).unsqueeze(1)
            tokens = level.flatten(2).transpose(1, 2) + self.level_embed[i]
            queries = self.layers[i](queries, tokens, bias)
            maps.append(self.masks(self.out_embed, queries, level))
        maps.append(self.masks(self.mask_embed, queries, p4))

        m32, m16, m8, m4 = (conv(m) for conv, m in zip(self.recombine, maps))
        head = p4 + m4 + upsample(m8 + upsample(m16 + upsample(m32)))
        head = self.refine(torch.relu(f2 + upsample(self.head2(self.head4(torch.relu(head))))))
        logits = F.pixel_shuffle(self.predict(head), 2)
        foreground, boundary, distance = logits.split(1, 1)
        return foreground, boundary, distance, self.size(p8)

    @staticmethod
    def masks(embed, queries, level):
        """Each query's map over a level: (N, Q, H, W)."""
        n, c, h, w = level.shape
        return (embed(queries) @ level.flatten(2)).view(n, -1, h, w) * (c**-0.5)
