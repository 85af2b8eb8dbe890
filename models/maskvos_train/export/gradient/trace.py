"""A function as a graph of PyTorch operators, with its gradients inside."""

from collections.abc import Callable
from contextlib import nullcontext

import torch
from torch import Tensor, fx, nn
from torch._dynamo.source import ConstantSource
from torch._subclasses.fake_tensor import FakeTensorMode
from torch.fx.experimental.proxy_tensor import make_fx
from torch.fx.experimental.symbolic_shapes import DimDynamic, ShapeEnv, StatelessSymbolicContext
from torch.nn import functional as F
from torch.overrides import TorchFunctionMode

from . import decompositions

FreeAxes = dict[str, dict[int, str]]  # input -> axis -> name of its size


def trace(function: Callable, inputs: dict, free_axes: FreeAxes | None = None) -> fx.GraphModule:
    """The graph of function(*inputs.values()); inputs may be tensors, or lists and dictionaries of them.

    free_axes: sizes that stay free; all others are those of the inputs. Nothing is written in place.
    """
    how = {"decomposition_table": decompositions.table(bool(free_axes)), "_allow_non_fake_inputs": True}
    given = list(inputs.values())
    if free_axes:
        given, how["tracing_mode"] = with_free_sizes(inputs, free_axes), "symbolic"
    with FreeSizes() if free_axes else nullcontext():
        graph = make_fx(function, **how)(*given)
        if any(writes(node) for node in graph.graph.nodes):
            graph = make_fx(torch.func.functionalize(graph, remove="mutations"), **how)(*given)
    graph.graph.eliminate_dead_code()
    return graph


def writes(node: fx.Node) -> bool:
    return isinstance(node.target, torch._ops.OpOverload) and node.target._schema.is_mutable


def with_free_sizes(inputs: dict, free_axes: FreeAxes) -> list:
    """Tensors without data, some of whose sizes are symbols."""
    mode = FakeTensorMode(shape_env=ShapeEnv(), allow_non_fake_inputs=True)

    def fake(name: str, value: object) -> object:
        if not isinstance(value, Tensor):
            items = value.items() if isinstance(value, dict) else enumerate(value)
            found = {key: fake(f"{name}.{key}", item) for key, item in items}
            return found if isinstance(value, dict) else list(found.values())
        axes = free_axes.get(name, {})
        sizes = [DimDynamic.DYNAMIC if k in axes else DimDynamic.STATIC for k in range(value.ndim)]
        context = StatelessSymbolicContext(dynamic_sizes=sizes)
        return mode.from_tensor(value, source=ConstantSource(name), symbolic_context=context)

    return [fake(name, value) for name, value in inputs.items()]


class Enlargement(torch.autograd.Function):
    """A bilinear enlargement to sizes that may be free."""

    @staticmethod
    def forward(x: Tensor, size: list) -> Tensor:
        return torch.ops.maskvos.upsample(x, size)

    @staticmethod
    def setup_context(ctx: object, inputs: tuple, output: Tensor) -> None:
        ctx.size = list(inputs[0].shape[2:])

    @staticmethod
    def backward(ctx: object, grad: Tensor) -> tuple:
        return torch.ops.maskvos.upsample_backward(grad, ctx.size), None


class FreeSizes(TorchFunctionMode):
    """F.interpolate where sizes are free: PyTorch's own fixes them, or writes it out in gathers."""

    def __torch_function__(
        self, function: Callable, types: object, args: tuple = (), kwargs: dict | None = None
    ) -> object:
        kwargs = kwargs or {}
        if function is not F.interpolate or kwargs.get("mode") != "bilinear" or kwargs.get("align_corners"):
            return function(*args, **kwargs)
        x, size, factor = args[0], kwargs.get("size"), kwargs.get("scale_factor")
        return Enlargement.apply(x, list(size) if factor is None else [n * factor for n in x.shape[2:]])


class Folded(nn.Sequential):
    """A convolution and the normalisation by stored statistics behind it, as one convolution."""

    def forward(self, x: Tensor) -> Tensor:
        conv, norm, *rest = self
        scale = norm.weight * torch.rsqrt(norm.running_var + norm.eps)
        bias = norm.bias - norm.running_mean * scale
        if conv.bias is not None:
            bias = bias + conv.bias * scale
        weight = conv.weight * scale.view(-1, 1, 1, 1)
        x = F.conv2d(x, weight, bias, conv.stride, conv.padding, conv.dilation, conv.groups)
        for layer in rest:
            x = layer(x)
        return x


def evaluating(net: nn.Module) -> nn.Module:
    """Changes a network so that it can be traced: batch normalisation by its stored statistics, nothing in place.
    Weights keep their names."""
    net.eval()
    for module in net.modules():
        if hasattr(module, "inplace"):
            module.inplace = False
        if type(module) is nn.Sequential and [type(m) for m in module][:2] == [nn.Conv2d, nn.BatchNorm2d]:
            module.__class__ = Folded
    return net


def flat(inputs: dict) -> dict[str, Tensor]:
    """Tensors by name; those of a dictionary or list under name.key."""
    found = {}
    for name, value in inputs.items():
        if isinstance(value, Tensor):
            found[name] = value
        else:
            items = value.items() if isinstance(value, dict) else enumerate(value)
            found.update(flat({f"{name}.{key}": item for key, item in items}))
    return found
