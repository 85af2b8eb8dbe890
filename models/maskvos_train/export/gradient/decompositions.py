"""How backward operators are written in plain ones: convolutions, slices, matrix products, gathers.

PyTorch's own table covers most. What is here is missing there, or would be slow in ONNX Runtime.
"""

from collections.abc import Callable

import torch
from torch import Tensor
from torch._decomp import core_aten_decompositions, get_decompositions
from torch.nn import functional as F

aten = torch.ops.aten


WHOLE = (
    "native_layer_norm",
    "_softmax",
    "_log_softmax",
    "sigmoid_backward",
    "threshold_backward",
    "upsample_bilinear2d",
)
WHOLE_WHERE_SIZES_ARE_FIXED = ("pixel_shuffle", "pixel_unshuffle")


def table(free_sizes: bool = False) -> dict:
    """Operator -> function of simpler operators, for make_fx. Operators that ONNX has as they are stay whole."""
    found = core_aten_decompositions()
    for name in WHOLE + (() if free_sizes else WHOLE_WHERE_SIZES_ARE_FIXED):
        for overload in getattr(aten, name).overloads():
            found.pop(getattr(getattr(aten, name), overload), None)
    found.update(get_decompositions([aten.native_layer_norm_backward]))
    found.update(OWN)
    return found


OWN: dict = {}
FEW = 8  # channels


def decomposes(*operators: Callable) -> Callable:
    def register(function: Callable) -> Callable:
        OWN.update(dict.fromkeys(operators, function))
        return function

    return register


# -- Convolutions --


@decomposes(aten.convolution_backward.default)
def convolution_backward(
    grad: Tensor,
    x: Tensor,
    weight: Tensor,
    bias_sizes: list[int] | None,
    stride: list[int],
    padding: list[int],
    dilation: list[int],
    transposed: bool,
    output_padding: list[int],
    groups: int,
    wanted: list[bool],
) -> tuple[Tensor | None, Tensor | None, Tensor | None]:
    """Gradients of input, weight and bias, as far as they are wanted."""
    if transposed or any(d != 1 for d in dilation):
        raise NotImplementedError("gradients of transposed and dilated convolutions")
    return (
        convolution_input_gradient(grad, x, weight, stride, padding, groups) if wanted[0] else None,
        convolution_weight_gradient(grad, x, weight, stride, padding, groups) if wanted[1] else None,
        grad.sum((0, 2, 3)) if wanted[2] else None,
    )


def convolution_input_gradient(grad, x, weight, stride, padding, groups):
    """A convolution with the weight turned around where the stride is 1, else a transposed convolution."""
    kernel = weight.shape[2:]
    if all(s == 1 for s in stride):
        turned = weight.flip((2, 3)) if max(kernel) > 1 else weight
        if groups == 1:
            turned = turned.transpose(0, 1)
        else:
            turned = turned.unflatten(0, (groups, -1)).transpose(1, 2).flatten(0, 1)
        back = [k - 1 - p for k, p in zip(kernel, padding)]
        return aten.convolution(grad, turned, None, [1, 1], back, [1, 1], False, [0, 0], groups)
    # what a stride leaves over at the lower and right border
    rest = [
        n - ((m - 1) * s + k - 2 * p) for n, m, s, k, p in zip(x.shape[2:], grad.shape[2:], stride, kernel, padding)
    ]
    return aten.convolution(grad, weight, None, stride, padding, [1, 1], True, rest, groups)


def convolution_weight_gradient(grad, x, weight, stride, padding, groups):
    """Matrix products of the input, shifted to each place of the kernel, with the gradient. A convolution with the
    gradient as kernel would take ONNX Runtime far longer."""
    (rows, columns), (height, width) = weight.shape[2:], grad.shape[2:]
    x = F.pad(x, (padding[1], padding[1], padding[0], padding[0])) if any(padding) else x
    grad = grad.flatten(2).unflatten(1, (groups, -1)).transpose(2, 3)  # (batch, groups, places, out)
    down, right = ((n - 1) * s + 1 for n, s in zip((height, width), stride))
    shifted = [
        x[:, :, i : i + down : stride[0], j : j + right : stride[1]].flatten(2).unflatten(1, (groups, -1))
        for i in range(rows)
        for j in range(columns)
    ]
    if weight.shape[1] < FEW:  # one product for all shifts: each alone would be too small
        shifted = [torch.cat(shifted, 2)]
    products = torch.cat([s @ grad for s in shifted], 2).sum(0)  # (groups, rows * columns * in, out)
    products = products.unflatten(1, (rows, columns, -1))
    return products.permute(0, 4, 3, 1, 2).flatten(0, 1)


# -- Parts of tensors --


@decomposes(aten.cumprod.default)
def cumprod(x, axis):
    """Of the few values that gradients of products have."""
    products = list(x.unbind(axis))
    for k in range(1, len(products)):
        products[k] = products[k - 1] * products[k]
    return torch.stack(products, axis)


@decomposes(aten.slice_backward.default)
def slice_backward(grad, sizes, axis, start, end, step):
    """Zeros around what was cut out, and between where there was a step."""
    length = sizes[axis]
    if step > 1:
        shape = list(grad.shape)
        between = [0, 0] * (grad.ndim - axis - 1) + [0, step - 1]
        grad = F.pad(grad.unsqueeze(axis + 1), between[: 2 * (grad.ndim - axis)])
        shape[axis] = shape[axis] * step
        grad = grad.reshape(shape)
    start = 0 if start is None else start
    behind = length - start - grad.shape[axis]
    return F.pad(grad, [0, 0] * (grad.ndim - axis - 1) + [start, behind])


@decomposes(aten.select_backward.default)
def select_backward(grad, sizes, axis, index):
    axis, index = axis % len(sizes), index % sizes[axis]
    return F.pad(grad.unsqueeze(axis), [0, 0] * (len(sizes) - axis - 1) + [index, sizes[axis] - 1 - index])


# -- Norms --


@decomposes(aten.native_batch_norm.default, aten.cudnn_batch_norm.default)
def batch_norm(x, weight, bias, mean, var, training, momentum, epsilon):
    """By stored statistics."""
    if training:
        raise NotImplementedError("batch normalisation by the batch: see trace.evaluating")
    scale = weight * torch.rsqrt(var + epsilon)
    shape = [1, -1, 1, 1]
    return x * scale.view(shape) + (bias - mean * scale).view(shape), mean.new_zeros(0), mean.new_zeros(0)


@decomposes(aten._native_batch_norm_legit_no_training.default)
def batch_norm_without_training(x, weight, bias, mean, var, momentum, epsilon):
    return batch_norm(x, weight, bias, mean, var, False, momentum, epsilon)


@decomposes(aten.native_batch_norm_backward.default)
def batch_norm_backward(grad, x, weight, mean, var, saved_mean, saved_inverse, training, epsilon, wanted):
    inverse = torch.rsqrt(var + epsilon)
    shape = [1, -1, 1, 1]
    normal = (x - mean.view(shape)) * inverse.view(shape)
    return grad * (weight * inverse).view(shape), (grad * normal).sum((0, 2, 3)), grad.sum((0, 2, 3))


# -- Sizes --


@decomposes(aten.avg_pool2d_backward.default)
def avg_pool_backward(grad, x, kernel, stride, padding, ceil, include, divisor):
    """Of windows that do not overlap: each value for all of its window."""
    kernel = list(kernel) * (2 // len(kernel))
    stride = list(stride) or kernel
    if list(stride) == list(kernel) and not any(padding):
        n, c, h, w = grad.shape
        spread = (grad / (kernel[0] * kernel[1]))[:, :, :, None, :, None].expand(n, c, h, kernel[0], w, kernel[1])
        whole = spread.reshape(n, c, h * kernel[0], w * kernel[1])
        return F.pad(whole, [0, x.shape[3] - whole.shape[3], 0, x.shape[2] - whole.shape[2]])
    if any(s != 1 for s in stride):
        raise NotImplementedError("gradients of overlapping pools with a stride")
    p = padding if len(padding) == 2 else [padding[0]] * 2
    if not include:  # as many as there are
        grad = grad / F.avg_pool2d(torch.ones_like(x[:1, :1]), kernel, 1, p, count_include_pad=True)
    back = [k - 1 - q for k, q in zip(kernel, p)]
    return F.avg_pool2d(grad, kernel, 1, back)


@decomposes(aten.replication_pad2d_backward.default)
def replication_pad_backward(grad, x, pad):
    """What lies beyond the border adds up at the border."""
    left, right, top, bottom = pad
    for axis, before, after in ((2, top, bottom), (3, left, right)):
        length = grad.shape[axis]
        inside = grad.narrow(axis, before, length - before - after)
        for begin, count, at_end in ((0, before, False), (length - after, after, True)):
            if count:
                sums = grad.narrow(axis, begin, count).sum(axis, keepdim=True)
                around = [0, 0] * (3 - axis) + ([inside.shape[axis] - 1, 0] if at_end else [0, inside.shape[axis] - 1])
                inside = inside + F.pad(sums, around)
        grad = inside
    return grad


# Enlargements as operators of ours, because PyTorch's want sizes that are fixed. Bilinear, half-pixel centres
for name in ("upsample", "upsample_backward"):
    torch.library.define(f"maskvos::{name}", "(Tensor x, SymInt[] size) -> Tensor")


@torch.library.impl("maskvos::upsample", "CPU")
def _(x: Tensor, size: list[int]) -> Tensor:
    return aten.upsample_bilinear2d(x, size, False)


@torch.library.impl("maskvos::upsample_backward", "CPU")
def _(x: Tensor, size: list[int]) -> Tensor:
    return aten.upsample_bilinear2d_backward(x, list(x.shape[2:]), [*x.shape[:2], *size], False)


@torch.library.register_fake("maskvos::upsample")
@torch.library.register_fake("maskvos::upsample_backward")
def _(x: Tensor, size: list[int]) -> Tensor:
    return x.new_empty([*x.shape[:2], *size])


@decomposes(aten.upsample_bilinear2d_backward.default)
def upsample_bilinear_backward(grad, size, input_size, align_corners, scale_h=None, scale_w=None):
    if align_corners:
        raise NotImplementedError("gradients of enlargements with aligned corners")
    return torch.ops.maskvos.upsample_backward(grad, list(input_size[2:]))


# -- Sampling --


@decomposes(aten.grid_sampler_2d_backward.default)
def grid_sample_backward(grad, x, grid, mode, padding, align_corners, wanted):
    """In gathers, of each of the four neighbours of a place."""
    if mode != 0 or padding == 2:
        raise NotImplementedError("gradients of grid_sample other than bilinear, with zeros or the border outside")
    n, c, h, w = x.shape
    per_unit = [(size - 1) / 2 if align_corners else size / 2 for size in (w, h)]
    u, v = ((grid[..., k] + 1) * per_unit[k] - (0 if align_corners else 0.5) for k in (0, 1))
    moves = [torch.ones_like(u), torch.ones_like(v)]
    if padding == 1:
        moves = [((p > 0) & (p < size - 1)).to(x.dtype) for p, size in ((u, w), (v, h))]
        u, v = u.clamp(0, w - 1), v.clamp(0, h - 1)
    left, top = u.floor(), v.floor()
    flat, grad = x.flatten(2), grad.flatten(2)
    of_x, of_u, of_v = torch.zeros_like(flat), 0, 0
    for dy in (0, 1):
        for dx in (0, 1):
            column, row = left + dx, top + dy
            inside = ((column >= 0) & (column < w) & (row >= 0) & (row < h)).to(x.dtype)
            along, down = (1 - (u - column).abs()) * inside, (1 - (v - row).abs()) * inside
            at = row.clamp(0, h - 1).long() * w + column.clamp(0, w - 1).long()
            at = at.flatten(1)[:, None].expand(n, c, -1)
            of_x = of_x.scatter_add(2, at, grad * (along * down).flatten(1)[:, None])
            product = (grad * flat.gather(2, at)).sum(1).view(u.shape)
            of_u = of_u + product * down * (2 * dx - 1)
            of_v = of_v + product * along * (2 * dy - 1)
    of_grid = torch.stack([of_u * moves[0] * per_unit[0], of_v * moves[1] * per_unit[1]], -1)
    return of_x.view(x.shape) if wanted[0] else None, of_grid if wanted[1] else None
