"""Writes a function as an ONNX graph, and compares what the graph computes with PyTorch before it does."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from torch import Tensor, fx
from torch.utils import _pytree as pytree

from .onnx_graph import OnnxGraph, free
from .operators import OPERATORS, Value
from .trace import FreeAxes, flat, trace

TOLERANCE = 1e-4  # of an output's root mean square, float32 against float32 of other kernels
SMALL = 1e-4  # smaller outputs count as this large: what should be 0 is rounding in both


def export(
    function: Callable,
    inputs: dict,
    outputs: list[str],
    path: str | Path,
    free_axes: FreeAxes | None = None,
    proofs: list[dict] | None = None,
) -> onnx.ModelProto:
    """Writes function(*inputs.values()) to path.

    inputs: tensors, or dictionaries of them, whose tensors are called name.key in the graph. outputs: names of the
    results; one that is a dictionary gives name.key, too. free_axes: input -> axis -> name of a size that is not fixed.
    proofs: further inputs, e.g. of other sizes, on which the graph is compared with PyTorch besides.
    """
    graph = trace(function, inputs, free_axes)
    named = names_of(function(*inputs.values()), outputs)
    model = translated(graph, list(flat(inputs)), list(named), free_axes or {}, Path(path).stem)
    for proof in (inputs, *(proofs or [])):
        compare(model, flat(proof), names_of(function(*proof.values()), outputs))
    onnx.save(model, str(path))
    return model


def names_of(results: object, names: list[str]) -> dict[str, Tensor]:
    results = results if isinstance(results, tuple) else (results,)
    return flat(dict(zip(names, results, strict=True)))


def translated(
    graph: fx.GraphModule, inputs: list[str], outputs: list[str], free_axes: FreeAxes, name: str
) -> onnx.ModelProto:
    """The ONNX model of a traced graph."""
    g, values, names = OnnxGraph(), {}, iter(inputs)
    for node in graph.graph.nodes:
        if node.op == "placeholder":
            given = next(names)
            values[node] = Value(g.input(given, node.meta["val"], free_axes.get(given, {})), node.meta["val"])
        elif node.op == "get_attr":
            tensor = getattr(graph, node.target)
            values[node] = Value(g.constant(tensor.detach().numpy(), tensor.dtype), tensor)
        elif node.op == "call_function":
            values[node] = called(g, node, values)
        elif node.op == "output":
            results = pytree.tree_leaves(node.args[0])
            for output, result in zip(outputs, results, strict=True):
                g.output(output, values[result].name, result.meta["val"])
    return g.model(name)


def called(g: OnnxGraph, node: fx.Node, values: dict) -> object:
    """The value of a node of the traced graph: a Value, several of them, or a size."""
    meta = node.meta.get("val")
    if isinstance(meta, (int, torch.SymInt, float, torch.SymFloat)):
        return meta
    resolve = lambda x: values[x] if isinstance(x, fx.Node) else x
    args = fx.node.map_aggregate(node.args, resolve)
    if node.target.__name__ == "getitem":
        return args[0][args[1]]
    if node.target not in OPERATORS:
        raise NotImplementedError(f"There is no translation of {node.target}.")
    how = fx.node.map_aggregate(dict(node.kwargs), resolve)
    several = isinstance(meta, (tuple, list))
    shapes = [Value("", m) for m in meta] if several else Value("", meta)
    result = OPERATORS[node.target](g, shapes, *args, **how)
    if not several:
        return Value(result, meta)
    return [Value(n, m) for n, m in zip(result, meta)]


def compare(model: onnx.ModelProto, inputs: dict[str, Tensor], expected: dict[str, Tensor]) -> None:
    """Raises where ONNX Runtime finds something else than PyTorch."""
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    taken = {i.name for i in session.get_inputs()}
    found = session.run(list(expected), {k: v.detach().numpy() for k, v in inputs.items() if k in taken})
    for (name, e), f in zip(expected.items(), found):
        e = e.detach().numpy()
        if e.shape != f.shape:
            raise RuntimeError(f"The exported graph computes {name} of shape {f.shape}, PyTorch of shape {e.shape}.")
        difference, size = (
            float(np.sqrt(np.square(x, dtype=np.float64).mean())) if e.size else 0.0 for x in (e - f, e)
        )
        if not difference <= TOLERANCE * max(size, SMALL):
            raise RuntimeError(
                f"The exported graph computes something else than PyTorch: {name} differs by {difference:.2g} from "
                f"{size:.2g}, root mean squares."
            )


__all__ = ["compare", "export", "free", "translated"]
