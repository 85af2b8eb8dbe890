"""Optical flow: a compact network that matches first and measures then.

Stride 8, matching: products of features for all displacements up to 32 px (a local cost volume; PWC-Net, Sun et al.
2018), as logits of a classification of the displacement. Around no flow, not around a coarser level's: an object of 24
px that moves by its own length has no coarser level. A decoder that also sees stride 16 corrects the logits, and their
expectation is the flow. Stride 4, measuring: the second frame's features and the frame itself are warped back; a small
cost volume and regularised Lucas-Kanade steps (1981) find what is left, to a fraction of a pixel; a decoder weighs
them. Stride 2: every pixel takes a convex combination of its 3x3 coarse neighbours (RAFT, Teed and Deng 2020), so the
edges of the motion are as sharp as those of the objects. Then Lucas-Kanade steps over the frames as they are, in
windows of about 40, 20 and 10 px: what the learned part rounds off is there to be read. It says where they can be
trusted. Input: two frames (N, 1, H, W), contrast stretched to [0, 1] together; H and W multiples of FlowNet.MULTIPLE.
Output: flow (N, 2, H, W) in px, (dx, dy) from the first frame to the second."""

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
    return nn.functional.grid_sample(features, grid, mode="bilinear", padding_mode="border", align_corners=True)


def displacements(radius):
    """All (dx, dy) up to radius, rows first: (2, (2 radius + 1)^2)."""
    steps = torch.arange(-radius, radius + 1, dtype=torch.float32)
    dy, dx = torch.meshgrid(steps, steps, indexing="ij")
    return torch.stack([dx, dy]).view(2, -1)


def warp_pixels(features, flow):
    """warp of features (N, H, W, C), with gathers of whole pixels: far cheaper where there are many channels."""
    n, h, w, c = features.shape
    rows = features.reshape(-1, c)
    x = (torch.arange(w, device=flow.device, dtype=flow.dtype) + flow[:, 0]).clamp(0, w - 1)
    y = (torch.arange(h, device=flow.device, dtype=flow.dtype).view(h, 1) + flow[:, 1]).clamp(0, h - 1)
    left, top = x.floor().clamp(max=w - 2), y.floor().clamp(max=h - 2)
    fx, fy = (x - left).reshape(-1, 1), (y - top).reshape(-1, 1)
    frames = torch.arange(n, device=flow.device).view(n, 1, 1) * (h * w)
    at = (frames + top.long() * w + left.long()).reshape(-1)
    upper = rows[at] * (1 - fx) + rows[at + 1] * fx
    lower = rows[at + w] * (1 - fx) + rows[at + w + 1] * fx
    return (upper * (1 - fy) + lower * fy).view(n, h, w, c)


def patches(x, size, step):
    """Squares of pixels, one every step in both directions: (N, H, W, C) to (N * squares, size^2, C)."""
    n, h, w, c = x.shape

    def sums(*axes):
        ranges = [torch.arange(end, device=x.device) * stride for end, stride in axes]
        return torch.stack(torch.meshgrid(*ranges, indexing="ij")).sum(0).view(-1, 1)

    corners = sums((n, h * w), ((h - size) // step + 1, step * w), ((w - size) // step + 1, step))
    inside = sums((size, w), (size, 1)).view(1, -1)
    return x.reshape(-1, c)[(corners + inside).reshape(-1)].view(-1, size * size, c)


def cost_volume(first, second, radius, block=4):
    """Products of features (N, H, W, C) summed over channels, in the order of displacements(radius):
    (N, (2 radius + 1)^2, H, W).

    A matrix product for each block x block pixels and all that they can reach; the pairs within the radius are
    picked from it. block divides H and W.
    """
    n, h, w, _ = first.shape
    reach, side = block + 2 * radius, 2 * radius + 1
    near = patches(nn.functional.pad(second, [0, 0] + [radius] * 4), reach, block)
    products = patches(first, block, block) @ near.transpose(1, 2)
    dy, dx, y, x = torch.meshgrid(
        *(torch.arange(k, device=first.device) for k in (side, side, block, block)), indexing="ij"
    )
    pairs = ((y * block + x) * reach + y + dy) * reach + x + dx
    products = products.view(n, h * w // block**2, -1).transpose(1, 2)
    picked = products.index_select(1, pairs.flatten()).view(n, -1, h // block, w // block)
    return nn.functional.pixel_shuffle(picked, block)


def pixelwise(x):
    """(N, C, H, W) to (N, H, W, C)."""
    return x.permute(0, 2, 3, 1)


def local_contrast(frame):
    """Local mean 0 and contrast 1, over neighbourhoods of about 24 px; noise in flat places stays small."""

    def smooth(x):
        return upsample(nn.functional.avg_pool2d(nn.functional.avg_pool2d(x, 8), 3, 1, 1, count_include_pad=False), 8)

    centred = frame - smooth(frame)
    return centred / (smooth(centred * centred).sqrt() + 0.05)


def average(x):
    return nn.functional.avg_pool2d(x, 3, 1, 1, count_include_pad=False)


def convex_upsample(flow, logits, factor=2):
    """Each fine vector is a convex combination of 3x3 coarse ones; logits (N, 9 factor^2, H, W)."""
    _n, _, h, w = flow.shape
    weights = logits.clamp(-12.0, 12.0).exp().chunk(9, 1)
    padded = nn.functional.pad(flow, [1] * 4, mode="replicate")
    total, x, y = 0.0, 0.0, 0.0
    for k, weight in enumerate(weights):
        near = padded[:, :, k // 3 : k // 3 + h, k % 3 : k % 3 + w]
        total, x, y = total + weight, x + weight * near[:, :1], y + weight * near[:, 1:]
    return nn.functional.pixel_shuffle(torch.cat([x / total, y / total], 1), factor) * factor


class Matching(nn.Module):
    """Stride 8: the displacement as a class, then as the classes' expectation."""

    def __init__(self, radius=4, features=48, context=64, hidden=64):
        super().__init__()
        self.radius = radius
        classes = (2 * radius + 1) ** 2
        # normalised, or the mean feature would make all products alike
        self.features = nn.Sequential(nn.Conv2d(context, features, 1, bias=False), nn.BatchNorm2d(features))
        self.scale = nn.Parameter(torch.tensor(0.5 * features**-0.5))
        # neighbours are asked once the many channels are few, and widely at the strides where that is cheap
        self.enter = nn.Sequential(conv_bn(context + classes, hidden, kernel=1), conv_bn(hidden, hidden))
        self.wide = nn.Sequential(conv_bn(hidden, hidden, 2), conv_bn(hidden, hidden))
        self.wider = nn.Sequential(conv_bn(hidden, hidden, 2), conv_bn(hidden, hidden))
        self.lift = nn.Sequential(conv_bn(hidden, hidden), nn.Conv2d(hidden, hidden, 1))
        self.merge = conv_bn(hidden, hidden)
        self.correct = nn.Conv2d(hidden, classes, 1)
        self.rest = nn.Conv2d(hidden, 2, 3, 1, 1)
        for layer in (self.correct, self.rest):
            nn.init.normal_(layer.weight, std=1e-3)
            nn.init.zeros_(layer.bias)
        self.register_buffer("displacements", displacements(radius).view(2, classes, 1, 1))

    def forward(self, a, b):
        """Logits of the bare costs and of the corrected ones, flow in px of this level, and hidden features."""
        # averaged costs withstand noise
        costs = average(cost_volume(pixelwise(self.features(a) * self.scale), pixelwise(self.features(b)), self.radius))
        hidden = self.enter(torch.cat([a, costs], 1))
        wide = self.wide(hidden)
        hidden = self.merge(hidden + upsample(self.lift(wide + upsample(self.wider(wide)))))
        logits = costs + self.correct(hidden)
        weights = (logits - logits.amax(1, keepdim=True)).exp()
        mean = nn.functional.conv2d(weights, self.displacements) / weights.sum(1, keepdim=True)
        flow = mean + self.rest(hidden)
        return costs, logits, flow, hidden


class LucasKanade(nn.Module):
    """A regularised least-squares displacement of a window of about 5 px, or of 5 blocks of `block` px."""

    def __init__(self, block=1, largest=1.5):
        super().__init__()
        self.block, self.largest = block, largest
        x = torch.tensor([[0.0, 0, 0], [-0.5, 0, 0.5], [0, 0, 0]])
        self.register_buffer("gradient", torch.stack([x, x.T]).unsqueeze(1), persistent=False)

    def forward(self, first, second, flow, log_ridge):
        """Frames (N, 1, H, W); log_ridge: of the regularisation, one or (N, 1, H / block, W / block). Returns the flow
        and three pieces of evidence: two of texture (N, 1, H / block, W / block), one of misfit (N, 1, H, W)."""
        warped = warp(second, flow)
        rest = warped - first
        mean = nn.functional.pad((first + warped) * 0.5, [1] * 4, mode="replicate")
        gx, gy = nn.functional.conv2d(mean, self.gradient).split(1, 1)
        sums = torch.cat([gx * gx, gx * gy, gy * gy, gx * rest, gy * rest], 1)
        if self.block > 1:
            sums = nn.functional.avg_pool2d(sums, self.block)
        xx, xy, yy, xr, yr = average(average(sums)).split(1, 1)
        ridge = log_ridge.exp()
        xx, yy = xx + ridge, yy + ridge
        determinant = xx * yy - xy * xy
        step = torch.cat([xy * yr - yy * xr, xy * xr - xx * yr], 1) / determinant
        step = step.clamp(-self.largest, self.largest)
        if self.block > 1:
            step = upsample(step, self.block)
        return flow + step, ((xx + yy).log(), determinant.log(), average(rest.abs()))


class Measuring(nn.Module):
    """Stride 4: what the matching left, and how to spread it over the pixels."""

    def __init__(self, radius=2, features=24, context=32, above=64, hidden=32):
        super().__init__()
        self.radius = radius
        self.features = nn.Sequential(nn.Conv2d(context, features, 1, bias=False), nn.BatchNorm2d(features))
        self.scale = nn.Parameter(torch.tensor(features**-0.5))
        self.log_ridge = nn.Parameter(torch.tensor(-4.0))
        self.refine = LucasKanade()
        self.above = nn.Conv2d(above, 16, 1)
        seen = context + 16 + (2 * radius + 1) ** 2 + 7
        self.decoder = nn.Sequential(conv_bn(seen, hidden, kernel=1), conv_bn(hidden, hidden), conv_bn(hidden, hidden))
        self.rest = nn.Conv2d(hidden, 2, 3, 1, 1)
        nn.init.normal_(self.rest.weight, std=1e-3)
        nn.init.zeros_(self.rest.bias)

    def forward(self, first, second, a, b, flow, above):
        """The flow in px of this level, and hidden features."""
        warped = warp_pixels(pixelwise(self.features(b)), flow)
        costs = cost_volume(pixelwise(self.features(a) * self.scale), warped, self.radius)
        found = flow
        for _ in range(2):
            found, evidence = self.refine(first, second, found, self.log_ridge)
        hidden = self.decoder(torch.cat([a, upsample(self.above(above)), costs, flow, found - flow, *evidence], 1))
        return flow + self.rest(hidden), hidden


class Polishing(nn.Module):
    """Stride 2, then 1: what can be read from the frames themselves, from coarse to fine; every place has its own
    regularisation."""

    def __init__(self, hidden=32):
        super().__init__()
        self.doubt = nn.Conv2d(hidden, 3, 1)
        nn.init.zeros_(self.doubt.weight)
        self.doubt.bias.data = torch.tensor([0.02, 0.05, 0.05]).log()
        self.coarse, self.same, self.fine = LucasKanade(4), LucasKanade(2), LucasKanade(2)

    def forward(self, first, second, flow, hidden):
        """Frames (N, 1, H, W); flow: of stride 2, in its px; hidden: of stride 4."""
        coarse, same, fine = self.doubt(hidden).clamp(-8.0, 4.0).split(1, 1)
        i2, j2 = (nn.functional.avg_pool2d(frame, 2) for frame in (first, second))
        found, _ = self.coarse(i2, j2, flow, nn.functional.avg_pool2d(coarse, 2))
        found, _ = self.same(i2, j2, found, same)
        return self.fine(first, second, upsample(found) * 2.0, upsample(fine))[0]


class FlowNet(nn.Module):
    MULTIPLE = 32  # sides of frames, px

    def __init__(self):
        super().__init__()
        self.s4 = nn.Sequential(conv_bn(1, 16, 2), conv_bn(16, 32, 2), conv_bn(32, 32))
        self.s8 = nn.Sequential(conv_bn(32, 64, 2), conv_bn(64, 64))
        self.match = Matching()
        self.measure = Measuring()
        self.spread = nn.Conv2d(32, 9 * 4, 1)
        nn.init.normal_(self.spread.weight, std=1e-3)
        nn.init.zeros_(self.spread.bias)
        self.polish = Polishing()

    def forward(self, first, second):
        return self.stages(first, second)[-1]

    def stages(self, first, second):
        """Logits of the bare and of the corrected costs at stride 8, flows at strides 8, 4 and 2 in px of their
        level, and the flow of the frame in px."""
        first, second = local_contrast(first), local_contrast(second)
        a4, b4 = self.s4(first), self.s4(second)
        costs, logits, flow8, hidden = self.match(self.s8(a4), self.s8(b4))
        i4, j4 = (nn.functional.avg_pool2d(frame, 4) for frame in (first, second))
        flow4, hidden = self.measure(i4, j4, a4, b4, upsample(flow8) * 2.0, hidden)
        flow2 = convex_upsample(flow4, self.spread(hidden))
        return costs, logits, flow8, flow4, flow2, self.polish(first, second, flow2, hidden)
