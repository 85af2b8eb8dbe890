"""Adds to a package what is needed to teach it: the step of a training, and graphs in float32 whose weights have names.

    python -m maskvos_train.export.teachable --segment checkpoints/segment.pt --package packages/maskvos-compact
    python -m maskvos_train.export.teachable --stcn checkpoints/stcn.pt --package packages/stcn-compact

Writes NAME-float.onnx for each graph that is taught, train-step.onnx, weights.json, and the section adapt of rdf.yaml.
A taught package is these graphs with other numbers at the same places: weights.json says where each weight lies in
which file. Matrices are stored in 16 bits and computed in 32.
"""

import argparse
import hashlib
import json
import warnings
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn
from torch.onnx import TrainingMode

from ..networks.compact_stcn import CompactStcn
from ..networks.segment import SegmentNet
from ..train.run import load
from . import maskvos, stcn_package, step_examples, train_step
from .compact_stcn import TRUST

OPSET = 17
MODEL_GRAPH, GRAPH_INITIALIZER, TENSOR_NAME, TENSOR_RAW = 7, 5, 8, 9  # fields of onnx.proto
PREFIX = "net."  # what the modules of graphs put before the names of weights


def graph(
    module: nn.Module, inputs: dict[str, Tensor], outputs: list[str], axes: dict[str, dict[int, str]], path: Path
) -> None:
    """Writes a module as it is, nothing folded, with its weights under their names; matrices as halves."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            module.eval(), tuple(inputs.values()), str(path), opset_version=OPSET, dynamo=False, dynamic_axes=axes,
            input_names=list(inputs), output_names=outputs, do_constant_folding=False, training=TrainingMode.PRESERVE,
        )  # fmt: skip
    model = onnx.load(str(path))
    onnx.save(halved(model), str(path))


def halved(model: onnx.ModelProto) -> onnx.ModelProto:
    """Initialisers without the prefix, matrices among them as halves, which become floats when the graph is loaded."""
    casts, weights = [], []
    for weight in model.graph.initializer:
        array, name = numpy_helper.to_array(weight), weight.name
        stored = name.removeprefix(PREFIX)
        if array.ndim > 1 and array.dtype == np.float32:
            array = array.astype(np.float16)
            casts.append(helper.make_node("Cast", [stored], [name], name=f"{name}/float", to=TensorProto.FLOAT))
        else:
            rename(model.graph, name, stored)
        weights.append(numpy_helper.from_array(array, stored))
    nodes = [*casts, *model.graph.node]
    del model.graph.initializer[:], model.graph.node[:]
    model.graph.initializer.extend(weights)
    model.graph.node.extend(nodes)
    onnx.checker.check_model(model)
    return model


def rename(graph: onnx.GraphProto, old: str, new: str) -> None:
    for node in graph.node:
        for k, name in enumerate(node.input):
            if name == old:
                node.input[k] = new


def places(path: Path) -> dict[str, tuple[int, int]]:
    """Where in an ONNX file the numbers of each initialiser are: name -> first byte, and the one behind the last."""
    data, found = path.read_bytes(), {}
    graph = next(place for number, *place in fields(data, 0, len(data)) if number == MODEL_GRAPH)
    for number, *place in fields(data, *graph):
        if number == GRAPH_INITIALIZER:
            parts = {number: place for number, *place in fields(data, *place)}
            if TENSOR_RAW in parts:
                found[data[slice(*parts[TENSOR_NAME])].decode()] = tuple(parts[TENSOR_RAW])
    return found


def fields(data: bytes, at: int, end: int) -> Iterator[tuple[int, int, int]]:
    """The fields of a protocol buffer: number, and where the contents are."""

    def varint(at: int) -> tuple[int, int]:
        value = shift = 0
        while True:
            byte = data[at]
            value, shift, at = value | (byte & 127) << shift, shift + 7, at + 1
            if byte < 128:
                return value, at

    while at < end:
        key, at = varint(at)
        kind = key & 7
        if kind == 2:
            length, at = varint(at)
        else:
            length = {0: varint(at)[1] - at, 1: 8, 5: 4}[kind]
        yield key >> 3, at, at + length
        at += length


def listed(net: nn.Module, graphs: dict[str, Path]) -> list[dict]:
    """What weights.json says of every weight, in the order of the step's inputs."""
    where = {name: (graph, *place) for graph, path in graphs.items() for name, place in places(path).items()}
    taught, rows = train_step.trained(net), []
    for name, value in train_step.weights(net).items():
        graph, begin, end = where[name]
        size = (end - begin) // max(value.numel(), 1)
        kind = {2: "float16", 4: "float32"}[size]
        rows.append({"name": name, "shape": list(value.shape), "graph": graph, "offset": begin, "type": kind,
                     "trained": name in taught})  # fmt: skip
    return rows


def segment_graphs(net: SegmentNet, out: Path) -> dict[str, Path]:
    inputs = {"frame": torch.rand(1, 1, 64, 96), "flow": torch.rand(1, 2, 64, 96)}
    outputs = ["foreground", "boundary", "distance", "size"]
    axes = {n: {0: "batch", 2: "height", 3: "width"} for n in [*inputs, *outputs]}
    path = out / "segment-float.onnx"
    module = maskvos.Segment(net).eval()
    graph(module, inputs, outputs, axes, path)
    maskvos.compare(module, path, {"frame": 1, "flow": 2}, outputs)
    return {"segment": path}


def stcn_graphs(net: CompactStcn, out: Path) -> dict[str, Path]:
    net.trust = TRUST
    example, proof, paths = stcn_package.tensors(net, 3, 64, 96, 2), stcn_package.tensors(net, 3, 96, 160, 3), {}
    for name, (inputs, outputs) in net.GRAPHS.items():
        paths[name] = out / f"{name}-float.onnx"
        axes = stcn_package.axes(inputs + outputs)
        graph(stcn_package.Part(net, name), {i: example[i] for i in inputs}, outputs, axes, paths[name])
        stcn_package.compare(paths[name], name, inputs, outputs, proof)
    return paths


def rounded(net: nn.Module) -> nn.Module:
    """With weights that halves can hold: finer than the 8 bits of the shipped graph."""
    with torch.no_grad():
        for weight in net.parameters():
            if weight.ndim > 1:
                weight.copy_(weight.half())
    return net


def write(net: nn.Module, package: Path) -> None:
    """Adds the files to a package, and the section adapt at the end of its rdf.yaml."""
    rounded(net)
    segments = isinstance(net, SegmentNet)
    graphs = segment_graphs(net, package) if segments else stcn_graphs(net, package)
    rows = ",\n".join(json.dumps(row) for row in listed(net, graphs))
    (package / "weights.json").write_text(f"[\n{rows}\n]\n")
    train_step.write(net, package / "train-step.onnx")
    rdf = package / "rdf.yaml"
    text = rdf.read_text().split("\n    adapt:\n")[0].rstrip("\n")
    sizes = (
        {"batch": step_examples.BATCH, "crop": step_examples.CROP}
        if segments
        else {"crop": step_examples.CROP, "memories": step_examples.MEMORIES, "masks": step_examples.MASKS}
    )
    lines = [text, "    adapt:", *(f"      {key}: {value}" for key, value in sizes.items()), "      graphs:"]
    for name, path in {**graphs, "train_step": package / "train-step.onnx"}.items():
        lines += [f"        {name}:", f"          source: {path.name}", f"          opset: {OPSET}",
                  f"          sha256: {sha256(path)}"]  # fmt: skip
    weights = package / "weights.json"
    lines += ["      weights:", f"        source: {weights.name}", f"        sha256: {sha256(weights)}"]
    rdf.write_text("\n".join(lines) + "\n")


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--segment", help="weights of the MaskVOS network")
    parser.add_argument("--stcn", help="weights of the compact STCN")
    parser.add_argument("--package", type=Path, required=True, help="folder with the rdf.yaml of the same weights")
    args = parser.parse_args()
    if bool(args.segment) == bool(args.stcn):
        parser.error("either --segment or --stcn")
    net = load(SegmentNet, args.segment)[0] if args.segment else load(CompactStcn, args.stcn)[0]
    write(net, args.package)


if __name__ == "__main__":
    main()
