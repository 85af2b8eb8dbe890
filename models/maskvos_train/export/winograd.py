"""Convolutions of 3 x 3 in a quarter of the multiplications, for CPUs: Winograd's minimal filtering F(4 x 4, 3 x 3)
written in plain ONNX operators.

Winograd 1980; Lavin, Gray 2016 ("Fast algorithms for convolutional neural networks"). A tile of 4 x 4 results needs 36
products per pair of channels instead of 144: input tiles of 6 x 6 are transformed (a convolution of each channel alone,
with stride 4), multiplied with the transformed weights place by place (one matrix product for each of 36 places), and
transformed back (one matrix product, depth to space). Points 0, +-sqrt(1/2), +-sqrt(2) and infinity: with them the
error is about five times that of the direct convolution, with the usual 0, +-1, +-2 eleven times. Weights keep their
size in the file; ONNX Runtime transforms them once, when it loads the graph, and they then take four times the memory.

On GPUs it does not pay: cuDNN chooses such algorithms by itself.
"""

import tempfile
from pathlib import Path

import numpy as np
import onnx
from onnx import helper, numpy_helper

POINTS = (0.0, 0.5**0.5, -(0.5**0.5), 2.0**0.5, -(2.0**0.5))
TILE, TAPS = 4, 3
SIDE = TILE + TAPS - 1
LEAST = 256  # channels, in and out: with fewer the transforms take what the products save


def matrices():
    """A (4 x 6), G (6 x 3), B (6 x 6): A [(G w) * (B x)] are the 4 results of 3 weights w on 6 values x (Toom and
    Cook)."""
    p, n = np.array(POINTS), len(POINTS)
    a, g, b = np.zeros((TILE, SIDE)), np.zeros((SIDE, TAPS)), np.zeros((SIDE, SIDE))
    for i in range(n):
        others = np.delete(p, i)
        a[:, i] = p[i] ** np.arange(TILE)
        g[i] = p[i] ** np.arange(TAPS) / np.prod(p[i] - others)
        b[i, :n] = np.poly(others)[::-1]
    a[-1, n] = g[n, -1] = 1
    b[n] = np.poly(p)[::-1]
    return a, g, b


class Writer:
    """The nodes that stand for one convolution; constants of one name are the same for all."""

    def __init__(self, conv):
        self.name, self.nodes, self.constants = conv.name or conv.output[0], [], []

    def constant(self, name, values, dtype=np.float32):
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values, dtype), name))
        return name

    def node(self, kind, inputs, output=None, **attributes):
        output = output or f"{self.name}/{len(self.nodes)}"
        self.nodes.append(
            helper.make_node(kind, inputs, [output], name=f"{self.name}/{kind}{len(self.nodes)}", **attributes)
        )
        return output

    def whole(self, *values):
        return self.constant("winograd/" + "_".join(map(str, values)), values, np.int64)


def rewritten(conv, weight):
    """A Writer of what computes the same as a convolution; weight: (O, C, 3, 3)."""
    (o, c), (a, g, b) = weight.shape[:2], matrices()
    w = Writer(conv)
    places = SIDE * SIDE
    x = conv.input[0]
    apart = w.node(
        "Conv",
        [x, w.constant(f"winograd/B{c}", np.tile(np.kron(b, b).reshape(places, 1, SIDE, SIDE), (c, 1, 1, 1)))],
        group=c,
        kernel_shape=[SIDE] * 2,
        strides=[TILE] * 2,
        pads=[1, 1, TILE, TILE],
    )  # as many zeros behind as a last tile may need
    tiles = w.node("Shape", [apart], start=2)
    shape = w.node("Concat", [w.whole(-1, c, places), tiles], axis=0)
    by_place = w.node("Transpose", [w.node("Reshape", [apart, shape])], perm=[0, 2, 1, 3, 4])
    by_place = w.node("Reshape", [by_place, w.whole(0, places, c, -1)])
    taps = w.constant(w.name + "/weights", weight.reshape(o * c, TAPS * TAPS).T)
    transformed = w.node(
        "Reshape", [w.node("MatMul", [w.constant("winograd/G", np.kron(g, g)), taps]), w.whole(places, o, c)]
    )
    products = w.node("Reshape", [w.node("MatMul", [transformed, by_place]), w.whole(0, places, -1)])
    results = w.node("MatMul", [w.constant("winograd/A", np.kron(a, a)), products])
    shape = w.node("Concat", [w.whole(-1, TILE * TILE * o), tiles], axis=0)
    plane = w.node("DepthToSpace", [w.node("Reshape", [results, shape])], blocksize=TILE, mode="DCR")
    size = w.node("Shape", [x], start=2)
    cropped = [plane, w.whole(0, 0), size, w.whole(2, 3)]
    if len(conv.input) < 3:
        w.node("Slice", cropped, conv.output[0])
    else:
        bias = w.node("Reshape", [conv.input[2], w.whole(-1, 1, 1)])
        w.node("Add", [w.node("Slice", cropped), bias], conv.output[0])
    return w


def fits(conv, weights):
    attributes = {x.name: helper.get_attribute_value(x) for x in conv.attribute}
    weight = weights.get(conv.input[1]) if conv.op_type == "Conv" else None
    return (
        weight is not None
        and weight.shape[2:] == (TAPS, TAPS)
        and min(weight.shape[:2]) >= LEAST
        and attributes.get("group", 1) == 1
        and attributes.get("pads") == [1] * 4
        and attributes.get("strides", [1, 1]) == [1, 1]
        and attributes.get("dilations", [1, 1]) == [1, 1]
    )


def folded(path):
    """The graph with constants computed and norms folded into weights."""
    import onnxruntime

    with tempfile.TemporaryDirectory() as folder:
        options = onnxruntime.SessionOptions()
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        options.optimized_model_filepath = str(Path(folder) / "folded.onnx")
        onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        return onnx.load(options.optimized_model_filepath)


def rewrite(path):
    """Rewrites the convolutions of an ONNX file for which it pays; returns how many."""
    model = folded(path)
    graph = model.graph
    weights = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    nodes, constants, count = [], {}, 0
    for node in graph.node:
        if not fits(node, weights):
            nodes.append(node)
            continue
        writer = rewritten(node, weights[node.input[1]])
        nodes += writer.nodes
        constants |= {c.name: c for c in writer.constants}
        count += 1
    del graph.node[:]
    graph.node.extend(nodes)
    used = {name for node in nodes for name in node.input}
    kept = [i for i in graph.initializer if i.name in used] + list(constants.values())
    del graph.initializer[:]
    graph.initializer.extend(kept)
    onnx.checker.check_model(model)
    onnx.save(model, str(path))
    return count
