"""PyTorch's operators in ONNX: one function for each, called with the translation and the operator's arguments.

Tensors come as Value: the name in the ONNX graph, and what is known of it (shape, type). Sizes may be free.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch

from . import decompositions  # noqa: F401  has an operator of its own
from .onnx_graph import TYPES, OnnxGraph, free, same

aten = torch.ops.aten
LARGE = np.iinfo(np.int64).max


@dataclass(frozen=True)
class Value:
    """A tensor of the graph."""

    name: str
    meta: torch.Tensor  # without data

    @property
    def shape(self) -> list:
        return list(self.meta.shape)

    @property
    def dtype(self) -> torch.dtype:
        return self.meta.dtype


OPERATORS: dict = {}


def translates(*operators: Callable) -> Callable:
    def register(function: Callable) -> Callable:
        OPERATORS.update(dict.fromkeys(operators, function))
        return function

    return register


def axes_of(g: OnnxGraph, axes: list[int], rank: int) -> str:
    return g.constant([a % rank for a in axes], torch.int64)


def operand(g: OnnxGraph, x: object, dtype: torch.dtype) -> str:
    """A tensor, converted where its type differs, or a number."""
    if isinstance(x, (torch.SymInt, torch.SymFloat)):
        return g.node("Cast", [g.node("Squeeze", [g.expression(x.node.expr)])], to=TYPES[dtype])
    if not isinstance(x, Value):
        return g.constant(x, dtype)
    return x.name if x.dtype == dtype else g.node("Cast", [x.name], to=TYPES[dtype])


# -- Element by element --


def binary(kind: str) -> Callable:
    def translate(g, out, a, b, alpha=1):
        dtype = out.dtype
        if dtype == torch.bool:  # comparisons: in the type of what is compared
            tensors = [x for x in (a, b) if isinstance(x, Value)]
            floats = any(x.dtype.is_floating_point for x in tensors) or isinstance(b, float)
            dtype = torch.float32 if floats else tensors[0].dtype
        second = operand(g, b, dtype)
        if alpha != 1:
            second = g.node("Mul", [second, g.constant(alpha, dtype)])
        return g.node(kind, [operand(g, a, dtype), second])

    return translate


for name, kind in (
    ("add", "Add"), ("sub", "Sub"), ("mul", "Mul"), ("div", "Div"), ("ge", "GreaterOrEqual"), ("gt", "Greater"),
    ("le", "LessOrEqual"), ("lt", "Less"), ("eq", "Equal"),
):  # fmt: skip
    packet = getattr(aten, name)
    translates(packet.Tensor, packet.Scalar)(binary(kind))
translates(aten.logical_and.default, aten.bitwise_and.Tensor)(binary("And"))
translates(aten.logical_or.default, aten.bitwise_or.Tensor)(binary("Or"))
translates(aten.maximum.default)(binary("Max"))
translates(aten.minimum.default)(binary("Min"))


@translates(aten.ne.Tensor, aten.ne.Scalar)
def not_equal(g, out, a, b):
    return g.node("Not", [binary("Equal")(g, out, a, b)])


@translates(aten.rsub.Scalar, aten.rsub.Tensor)
def rsub(g, out, a, b, alpha=1):
    return binary("Sub")(g, out, b, a, alpha)


@translates(aten.pow.Tensor_Scalar)
def power(g, out, x, exponent):
    if exponent == 2:
        return g.node("Mul", [x.name, x.name])
    return g.node("Pow", [x.name, g.constant(exponent)])


def unary(kind: str) -> Callable:
    return lambda g, out, x: g.node(kind, [operand(g, x, x.dtype)])


for name, kind in (
    ("neg", "Neg"), ("exp", "Exp"), ("log", "Log"), ("sqrt", "Sqrt"), ("abs", "Abs"), ("sign", "Sign"),
    ("floor", "Floor"), ("ceil", "Ceil"), ("sigmoid", "Sigmoid"), ("tanh", "Tanh"), ("relu", "Relu"),
    ("reciprocal", "Reciprocal"), ("logical_not", "Not"), ("bitwise_not", "Not"),
):  # fmt: skip
    translates(getattr(aten, name).default)(unary(kind))


@translates(aten.log1p.default)
def log1p(g, out, x):
    return g.node("Log", [g.node("Add", [x.name, g.constant(1.0)])])


@translates(aten.rsqrt.default)
def rsqrt(g, out, x):
    return g.node("Reciprocal", [g.node("Sqrt", [x.name])])


@translates(aten.sigmoid_backward.default)
def sigmoid_backward(g, out, grad, y):
    slope = g.node("Mul", [y.name, g.node("Sub", [g.constant(1.0), y.name])])
    return g.node("Mul", [grad.name, slope])


@translates(aten.threshold_backward.default)
def threshold_backward(g, out, grad, x, threshold):
    """Where would be clearer; ONNX Runtime takes five times as long for it."""
    passes = g.node("Cast", [g.node("Greater", [x.name, g.constant(threshold)])], to=TYPES[torch.float32])
    return g.node("Mul", [grad.name, passes])


@translates(aten.clamp.default, aten.clamp_min.default, aten.clamp_max.default, aten.clamp.Tensor)
def clamp(g, out, x, low=None, high=None):
    result = x.name
    for kind, limit in (("Max", low), ("Min", high)):
        if limit is not None and not (isinstance(limit, float) and math.isinf(limit)):
            result = g.node(kind, [result, operand(g, limit, x.dtype)])
    return result


@translates(aten.clamp_max.default)
def clamp_max(g, out, x, high):
    return clamp(g, out, x, None, high)


@translates(aten.where.self)
def where(g, out, condition, a, b):
    return g.node("Where", [condition.name, operand(g, a, out.dtype), operand(g, b, out.dtype)])


@translates(aten._to_copy.default, aten.clone.default, aten.detach.default, aten.alias.default)
@translates(aten.lift_fresh_copy.default, aten.copy.default, aten.contiguous.default)
def copied(g, out, *x, **how):
    return operand(g, x[-1], out.dtype)


# -- New tensors --


@translates(aten.full.default, aten.full_like.default, aten.new_full.default)
def full(g, out, first, *rest, **how):
    return expanded(g, out, g.constant(rest[-1], out.dtype))


@translates(aten.empty.memory_format, aten.empty_like.default, aten.empty_permuted.default, aten.new_empty.default)
@translates(aten.zeros.default, aten.zeros_like.default, aten.new_zeros.default)
def zeros(g, out, *size, **how):
    return expanded(g, out, g.constant(0, out.dtype))


@translates(aten.ones.default, aten.ones_like.default, aten.new_ones.default)
def ones(g, out, *size, **how):
    return expanded(g, out, g.constant(1, out.dtype))


@translates(aten.scalar_tensor.default)
def scalar_tensor(g, out, value, **how):
    return g.constant(value, out.dtype)


def expanded(g, out, name):
    return g.node("Expand", [name, g.shape(out.shape)]) if out.shape else name


@translates(aten.arange.start_step, aten.arange.start, aten.arange.default)
def arange(g, out, start, end=None, step=1, **how):
    if end is None:
        start, end = 0, start
    if free(end) or free(start):
        scalars = [g.node("Squeeze", [g.size(n)]) for n in (start, end, step)]
        numbers = g.node("Range", scalars)
        return operand(g, Value(numbers, torch.empty(0, dtype=torch.int64, device="meta")), out.dtype)
    return g.constant(np.arange(start, end, step), out.dtype)


# -- Shapes --


@translates(aten.view.default, aten._unsafe_view.default, aten.reshape.default)
def view(g, out, x, *size):
    """A view of a view is one of its source."""
    source = g.sources.get(("view", x.name), x)
    if same(source.meta, out.meta):
        return source.name
    name = g.node("Reshape", [source.name, g.shape(with_one_unknown(out.shape))])
    g.sources["view", name] = source
    return name


def with_one_unknown(sizes):
    """-1 for a free size, where it is the only one."""
    unknown = [k for k, n in enumerate(sizes) if free(n)]
    return [-1 if k in unknown else n for k, n in enumerate(sizes)] if len(unknown) == 1 else sizes


@translates(aten.permute.default)
def permute(g, out, x, order):
    order = [a % len(order) for a in order]
    return x.name if order == sorted(order) else g.node("Transpose", [x.name], perm=order)


@translates(aten.transpose.int)
def transpose(g, out, x, a, b):
    order = list(range(len(x.shape)))
    order[a], order[b] = order[b], order[a]
    return permute(g, out, x, order)


@translates(aten.t.default)
def t(g, out, x):
    return permute(g, out, x, list(range(len(x.shape)))[::-1])


@translates(aten.expand.default)
def expand(g, out, x, size, implicit=False):
    return x.name if same(x.meta, out.meta) else expanded(g, out, x.name)


@translates(aten.unsqueeze.default)
def unsqueeze(g, out, x, axis):
    return g.node("Unsqueeze", [x.name, axes_of(g, [axis], len(out.shape))])


@translates(aten.squeeze.dim, aten.squeeze.dims)
def squeeze(g, out, x, axes):
    axes = [axes] if isinstance(axes, int) else list(axes)
    gone = [a for a in axes if not free(x.shape[a]) and x.shape[a] == 1]
    return g.node("Squeeze", [x.name, axes_of(g, gone, len(x.shape))]) if gone else x.name


@translates(aten.select.int)
def select(g, out, x, axis, index):
    return g.node("Gather", [x.name, g.constant(index, torch.int64)], axis=axis % len(x.shape))


@translates(aten.slice.Tensor)
def slice_(g, out, x, axis=0, start=None, end=None, step=1):
    """Slices of several axes, one after another, are one."""
    start = 0 if start is None else start
    end = LARGE if end is None else end
    if step == 1 and start == 0 and same(x.meta, out.meta):
        return x.name
    axis = axis % len(x.shape)
    source, cuts = g.sources.get(("slice", x.name), (x, {}))
    if axis in cuts:
        source, cuts = x, {}
    cuts = {**cuts, axis: (start, min(end, LARGE) if isinstance(end, int) else end, step)}
    starts, ends, steps = (g.shape(list(n)) for n in zip(*cuts.values()))
    name = g.node("Slice", [source.name, starts, ends, axes_of(g, list(cuts), len(x.shape)), steps])
    g.sources["slice", name] = source, cuts
    return name


@translates(aten.split.Tensor, aten.split_with_sizes.default)
def split(g, out, x, sizes, axis=0):
    sizes = [part.shape[axis] for part in out]
    if len(sizes) == 1:
        return [x.name]
    return g.node("Split", [x.name, g.shape(sizes)], len(sizes), axis=axis % len(x.shape))


@translates(aten.cat.default)
def cat(g, out, tensors, axis=0):
    return g.node("Concat", [operand(g, x, out.dtype) for x in tensors], axis=axis % len(out.shape))


@translates(aten.flip.default)
def flip(g, out, x, axes):
    begin, end, step = ([n] * len(axes) for n in (-1, -LARGE, -1))
    return g.node("Slice", [x.name, *(g.constant(n, torch.int64) for n in (begin, end)), axes_of(g, axes, len(x.shape)),
                            g.constant(step, torch.int64)])  # fmt: skip


@translates(aten.constant_pad_nd.default)
def constant_pad(g, out, x, pad, value=0.0):
    return padded(g, x, pad, "constant", value)


@translates(aten.replication_pad2d.default)
def replication_pad(g, out, x, pad):
    return padded(g, x, pad, "edge", None)


def padded(g, x, pad, mode, value):
    """pad: PyTorch's, from the last axis on. Negative ones cut."""
    rank = len(x.shape)
    before, after = [0] * rank, [0] * rank
    for k in range(len(pad) // 2):
        before[rank - 1 - k], after[rank - 1 - k] = pad[2 * k], pad[2 * k + 1]
    if not any(free(n) or n != 0 for n in pad):
        return x.name
    inputs = [x.name, g.shape(before + after)] + ([g.constant(value, x.dtype)] if value is not None else [])
    return g.node("Pad", inputs, mode=mode)


# -- Sums --


def reduced(kind: str) -> Callable:
    def translate(g, out, x, axes=None, keep=False, **how):
        axes = [] if axes is None else [axes] if isinstance(axes, int) else list(axes)
        name = operand(g, x, out.dtype)
        axes = axes or list(range(len(x.shape)))
        if not axes:
            return name
        if kind == "ReduceSum":
            return g.node(kind, [name, axes_of(g, axes, len(x.shape))], keepdims=int(keep))
        return g.node(kind, [name], axes=[a % len(x.shape) for a in axes], keepdims=int(keep))

    return translate


translates(aten.sum.dim_IntList, aten.sum.default)(reduced("ReduceSum"))
translates(aten.mean.dim, aten.mean.default)(reduced("ReduceMean"))
translates(aten.amax.default, aten.max.default)(reduced("ReduceMax"))
translates(aten.amin.default, aten.min.default)(reduced("ReduceMin"))
translates(aten.prod.dim_int, aten.prod.default)(reduced("ReduceProd"))


@translates(aten.cumsum.default)
def cumsum(g, out, x, axis):
    return g.node("CumSum", [x.name, g.constant(axis % len(x.shape), torch.int64)])


@translates(aten.topk.default)
def topk(g, out, x, k, axis=-1, largest=True, ordered=True):
    return g.node("TopK", [x.name, g.size(k)], 2, axis=axis % len(x.shape), largest=int(largest), sorted=int(ordered))


@translates(aten.argmax.default)
def argmax(g, out, x, axis=None, keep=False):
    return g.node("ArgMax", [x.name], axis=axis % len(x.shape), keepdims=int(keep))


# -- Products --


@translates(aten.mm.default, aten.bmm.default, aten.matmul.default)
def matmul(g, out, a, b):
    return g.node("MatMul", [a.name, b.name])


@translates(aten.addmm.default)
def addmm(g, out, bias, a, b, beta=1, alpha=1):
    return g.node("Gemm", [a.name, b.name, bias.name], alpha=float(alpha), beta=float(beta))


@translates(aten.convolution.default)
def convolution(g, out, x, weight, bias, stride, padding, dilation, transposed, output_padding, groups):
    inputs = [x.name, weight.name] + ([bias.name] if bias is not None else [])
    how = {"strides": stride, "pads": [*padding, *padding], "dilations": dilation, "group": groups}
    if not transposed:
        return g.node("Conv", inputs, kernel_shape=[int(n) for n in weight.shape[2:]], **how)
    if not any(free(n) for n in output_padding):
        return g.node("ConvTranspose", inputs, output_padding=[int(n) for n in output_padding], **how)
    # what is left over is known only at run time: as much as there can be, then cut
    whole = g.node("ConvTranspose", inputs, output_padding=[s - 1 for s in stride], **how)
    rank = len(out.shape)
    return g.node("Slice", [whole, g.constant([0, 0], torch.int64), g.shape(out.shape[2:]), axes_of(g, [2, 3], rank)])


# -- Norms --


@translates(aten._softmax.default)
def softmax(g, out, x, axis, half):
    return g.node("Softmax", [x.name], axis=axis % len(x.shape))


@translates(aten._log_softmax.default)
def log_softmax(g, out, x, axis, half):
    return g.node("LogSoftmax", [x.name], axis=axis % len(x.shape))


@translates(aten.native_layer_norm.default)
def layer_norm(g, out, x, shape, weight, bias, epsilon):
    return g.node("LayerNormalization", [x.name, weight.name, bias.name], 3, axis=-len(shape), epsilon=epsilon)


# -- Pooling, sizes --


@translates(aten.avg_pool2d.default)
def avg_pool(g, out, x, kernel, stride=(), padding=(0, 0), ceil=False, include=True, divisor=None):
    padding = list(padding) * (2 // len(padding))
    kernel = list(kernel) * (2 // len(kernel))
    return g.node("AveragePool", [x.name], kernel_shape=kernel, strides=list(stride) or kernel, pads=padding * 2,
                  ceil_mode=int(ceil), count_include_pad=int(include))  # fmt: skip


@translates(aten.max_pool2d_with_indices.default)
def max_pool(g, out, x, kernel, stride=(), padding=(0, 0), dilation=1, ceil=False):
    """Indices are ONNX's, over the whole tensor: only the gradient may ask for them."""
    padding = list(padding) * (2 // len(padding))
    return g.node("MaxPool", [x.name], 2, kernel_shape=list(kernel), strides=list(stride) or list(kernel),
                  pads=padding * 2, ceil_mode=int(ceil))  # fmt: skip


@translates(aten.max_pool2d_with_indices_backward.default)
def max_pool_backward(g, out, grad, x, kernel, stride, padding, dilation, ceil, indices):
    every = g.constant([-1], torch.int64)
    grad, at = (g.node("Reshape", [name, every]) for name in (grad.name, indices.name))
    sizes = g.node("Shape", [x.name])
    zeros = g.node("Expand", [g.constant(0.0), g.node("ReduceProd", [sizes], keepdims=1)])
    return g.node("Reshape", [g.node("ScatterElements", [zeros, at, grad], axis=0, reduction="add"), sizes])


@translates(aten.upsample_bilinear2d.default, torch.ops.maskvos.upsample.default)
def upsample_bilinear(g, out, x, *how):
    return resized(g, out, x, "linear")


@translates(torch.ops.maskvos.upsample_backward.default)
def upsample_bilinear_backward(g, out, grad, size):
    """Two matrix products."""
    rows, columns = (interpolation(g, n, m) for n, m in zip(out.shape[2:], grad.shape[2:]))
    return g.node("MatMul", [g.node("Transpose", [rows], perm=[1, 0]), g.node("MatMul", [grad.name, columns])])


def interpolation(g, n, m):
    """The matrix (m, n) that enlarges n values to m, linearly, with half-pixel centres."""
    if not free(n) and not free(m):
        at = np.clip((np.arange(m) + 0.5) * (n / m) - 0.5, 0, n - 1)
        return g.constant(np.maximum(1 - np.abs(at[:, None] - np.arange(n)), 0))
    zero, one = g.constant(0, torch.int64), g.constant(1, torch.int64)
    whole, fine = (
        g.node("Cast", [g.node("Range", [zero, g.node("Squeeze", [g.size(k)]), one])], to=TYPES[torch.float32])
        for k in (n, m)
    )
    n, m = (g.node("Cast", [g.size(k)], to=TYPES[torch.float32]) for k in (n, m))
    half, one = g.constant(0.5), g.constant(1.0)
    at = g.node("Mul", [g.node("Add", [fine, half]), g.node("Div", [n, m])])
    at = g.node("Max", [g.node("Sub", [at, half]), g.constant(0.0)])
    at = g.node("Unsqueeze", [g.node("Min", [at, g.node("Sub", [n, one])]), g.constant([1], torch.int64)])
    away = g.node("Abs", [g.node("Sub", [at, whole])])
    return g.node("Max", [g.node("Sub", [one, away]), g.constant(0.0)])


@translates(aten.upsample_nearest2d.vec, aten.upsample_nearest2d.default)
def upsample_nearest(g, out, x, *how):
    return resized(g, out, x, "nearest")


def resized(g, out, x, mode):
    """Half-pixel centres."""
    sizes = g.shape(out.shape)
    how = {"coordinate_transformation_mode": "asymmetric", "nearest_mode": "floor"} if mode == "nearest" else {}
    return g.node("Resize", [x.name, "", "", sizes], mode=mode, **how)


@translates(aten.pixel_shuffle.default)
def pixel_shuffle(g, out, x, factor):
    return g.node("DepthToSpace", [x.name], blocksize=factor, mode="CRD")


@translates(aten.pixel_unshuffle.default)
def pixel_unshuffle(g, out, x, factor):
    """ONNX puts the parts of a channel behind those of all others: so channels are its batch."""
    h, w = x.shape[2:]
    alone = g.node("Reshape", [x.name, g.shape([-1, 1, h, w])])
    return g.node("Reshape", [g.node("SpaceToDepth", [alone], blocksize=factor), g.shape(with_one_unknown(out.shape))])


# -- Gathers --


@translates(aten.grid_sampler_2d.default)
def grid_sample(g, out, x, grid, mode, padding, align_corners):
    return g.node(
        "GridSample",
        [x.name, grid.name],
        mode=("bilinear", "nearest", "bicubic")[mode],
        padding_mode=("zeros", "border", "reflection")[padding],
        align_corners=int(align_corners),
    )


@translates(aten.gather.default)
def gather(g, out, x, axis, index, sparse=False):
    return g.node("GatherElements", [x.name, index.name], axis=axis % len(x.shape))


@translates(aten.scatter_add.default)
def scatter_add(g, out, x, axis, index, source):
    return g.node("ScatterElements", [x.name, index.name, source.name], axis=axis % len(x.shape), reduction="add")


@translates(aten.scatter.src)
def scatter(g, out, x, axis, index, source):
    return g.node("ScatterElements", [x.name, index.name, source.name], axis=axis % len(x.shape))


@translates(aten.scatter.value)
def scatter_value(g, out, x, axis, index, value):
    source = g.node("Expand", [g.constant(value, x.dtype), g.shape(index.shape)])
    return g.node("ScatterElements", [x.name, index.name, source], axis=axis % len(x.shape))


@translates(aten.index_select.default)
def index_select(g, out, x, axis, index):
    return g.node("Gather", [x.name, index.name], axis=axis % len(x.shape))


@translates(aten.index.Tensor)
def index(g, out, x, indices):
    """Of one axis, or of the first few."""
    axes = [k for k, i in enumerate(indices) if i is not None]
    if len(axes) == 1:
        return g.node("Gather", [x.name, indices[axes[0]].name], axis=axes[0])
    if axes != list(range(len(axes))):
        raise NotImplementedError("indices of axes that are not the first ones")
    return g.node("GatherND", [x.name, tuples(g, indices)])


@translates(aten.index_put.default)
def index_put(g, out, x, indices, values, accumulate=False):
    axes = [k for k, i in enumerate(indices) if i is not None]
    how = {"reduction": "add" if accumulate else "none"}
    indices = [indices[k] for k in axes]
    if axes == list(range(len(axes))):
        return g.node("ScatterND", [x.name, tuples(g, indices), values.name], **how)
    if len(axes) > 1 or len(indices[0].shape) > 1:
        raise NotImplementedError("indices of axes that are not the first ones")
    first = [axes[0], *(k for k in range(len(out.shape)) if k != axes[0])]
    data, source = (g.node("Transpose", [name], perm=first) for name in (x.name, values.name))
    result = g.node("ScatterND", [data, tuples(g, indices), source], **how)
    return g.node("Transpose", [result], perm=[first.index(k) for k in range(len(first))])


def tuples(g, indices):
    """Indices of several axes, broadcast, as the last axis of one tensor."""
    whole = torch.empty(torch.broadcast_shapes(*(i.meta.shape for i in indices)), device="meta")
    parts = []
    for i in indices:
        name = i.name if same(i.meta, whole) else g.node("Expand", [i.name, g.shape(list(whole.shape))])
        parts.append(g.node("Unsqueeze", [name, axes_of(g, [-1], whole.ndim + 1)]))
    return g.node("Concat", parts, axis=whole.ndim) if len(parts) > 1 else parts[0]
