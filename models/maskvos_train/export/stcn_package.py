"""Model packages of networks of the STCN family: key, value and decode graphs, rdf.yaml with checksums.

A network has the methods key, value and decode, a table GRAPHS of their inputs and outputs, STRIDE (px per position of
keys and values) and MULTIPLE (what the sides of frames are multiples of). The exported graphs are run beside PyTorch's
on random input before anything is written under its name."""

import hashlib
from pathlib import Path

import numpy as np
import torch
from torch import nn

OPSET = 17
TOLERANCE = 1e-4  # of the largest value, float32 against float32 of other kernels
OF_OBJECTS = {"mask", "others", "value", "readout", "carried", "logit"}
GIVEN = OF_OBJECTS | {"frame", "key"}  # all else are features that pass from key to the others


class Part(nn.Module):
    """One of the three networks, as a module."""

    def __init__(self, net, name):
        super().__init__()
        self.net, self.name = net, name

    def forward(self, *inputs):
        return getattr(self.net, self.name)(*inputs)


def tensors(net, channels, height, width, objects):
    """Every tensor of the three graphs, from a random frame and random masks."""
    values = {"frame": torch.rand(1, channels, height, width) * 4 - 2}
    values.update(
        mask=torch.rand(objects, 1, height, width),
        others=torch.rand(objects, 1, height, width),
        carried=torch.rand(objects, 1, height, width),
    )
    with torch.no_grad():
        for name, (inputs, outputs) in net.GRAPHS.items():
            result = getattr(net, name)(*(values[i] for i in inputs))
            values.update(zip(outputs, result if isinstance(result, tuple) else (result,)))
            values["readout"] = values.get("value")
    return values


def export(net, channels, out, rewrite=None):
    """Writes the three graphs; returns graph -> SHA-256. rewrite: changes a file into one that computes the same."""
    example, proof = tensors(net, channels, 64, 96, 2), tensors(net, channels, 96, 160, 3)
    sums = {}
    for name, (inputs, outputs) in net.GRAPHS.items():
        path = out / f"{name}.onnx"
        unfinished = path.with_suffix(".part")
        torch.onnx.export(
            Part(net, name).eval(),
            tuple(example[i] for i in inputs),
            str(unfinished),
            opset_version=OPSET,
            dynamo=False,
            input_names=inputs,
            output_names=outputs,
            dynamic_axes=axes(inputs + outputs),
        )
        if rewrite:
            rewrite(unfinished)
        compare(unfinished, name, inputs, outputs, proof)
        sums[name] = hashlib.sha256(unfinished.read_bytes()).hexdigest()
        unfinished.replace(path)
    return sums


def axes(names):
    """The free sizes of tensors."""
    return {n: {0: "objects" if n in OF_OBJECTS else "batch", 2: n + "_height", 3: n + "_width"} for n in names}


def compare(path, name, inputs, outputs, expected):
    import onnxruntime

    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    found = session.run(outputs, {i: expected[i].numpy() for i in inputs})
    for output, f in zip(outputs, found):
        e = expected[output].numpy()
        difference, largest = float(np.abs(e - f).max()), float(np.abs(e).max())
        print(f"{name}: {output} differs from PyTorch by at most {difference:.2g}, in a range of {largest:.2g}")
        if not difference <= TOLERANCE * max(1.0, largest):
            raise RuntimeError(
                f"The exported graph {name} computes something else than PyTorch: {output} differs by {difference}."
            )


def write(net, out, head, mean, std, resolution=0, object_diameter=0, pace=0, rewrite=None):
    """Writes a package.

    head: rdf.yaml for people, up to config. mean, std: of the frame's colours in [0, 1]. Frames are brought to an
    object diameter or a shorter side of resolution px, where one is given. pace: see CompactStcn.motion_prior; 0 for
    none. rewrite: see export."""
    out = Path(out)
    out.mkdir(parents=True, exist_ok=True)
    net = net.eval()
    sums = export(net, len(mean), out, rewrite)
    shapes = tensors(net, len(mean), 64, 96, 2)
    lines = [
        head.rstrip(),
        "config:",
        "  maskvos:",
        "    kind: [stcn]",
        f"    object_diameter: {object_diameter}",
        "    stcn:",
        f"      stride: {net.STRIDE}",
        f"      multiple: {net.MULTIPLE}",
        f"      resolution: {resolution}",
        f"      pace: {pace}",
        f"      carried_masks: {str('carried' in net.GRAPHS['decode'][0]).lower()}",
        f"      mean: {list(mean)}",
        f"      std: {list(std)}",
        f"      value_features: {features(net, 'value', shapes)}",
        f"      decode_features: {features(net, 'decode', shapes)}",
        "    preprocessing: frame from 0 to 1, minus mean, over std; then zeros to a multiple on all sides",
        "    graphs:",
    ]
    for name, (inputs, outputs) in net.GRAPHS.items():
        lines += [
            f"      {name}:",
            f"        source: {name}.onnx",
            f"        opset: {OPSET}",
            f"        sha256: {sums[name]}",
            f"        inputs: {described(inputs, shapes)}",
            f"        outputs: {described(outputs, shapes)}",
        ]
    (out / "rdf.yaml").write_text("\n".join(lines) + "\n")


def features(net, graph, shapes):
    """name: stride, of what a graph takes from key."""
    return "{" + ", ".join(f"{n}: {64 // shapes[n].shape[2]}" for n in net.GRAPHS[graph][0] if n not in GIVEN) + "}"


def described(names, shapes):
    def one(name):
        stride = 64 // shapes[name].shape[2]
        over = f"/{stride}" if stride > 1 else ""
        return f'{name}: "{"K" if name in OF_OBJECTS else 1},{shapes[name].shape[1]},H{over},W{over}"'

    return "{" + ", ".join(one(n) for n in names) + "}"
