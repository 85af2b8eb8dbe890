"""Writes a model package from a published STCN checkpoint: key, value and decode graphs, rdf.yaml with checksums.

    python -m maskvos_train.export_stcn --checkpoint stcn.pth --out ~/.cache/maskvos/models/stcn

The exported graphs are run beside PyTorch's on random input before anything is written under its name.
"""

import argparse
import hashlib
import sys
from pathlib import Path

import numpy as np
import torch
from torch import nn

from . import stcn_checkpoint
from .stcn_net import IMAGE_MEAN, IMAGE_STD, STRIDE

OPSET = 17
TOLERANCE = 1e-4  # of the largest value, float32 against float32 of other kernels

# graph -> inputs and outputs in their order; FEATURES pass from key to the others
GRAPHS = {
    "key": (["frame"], ["key", "f16", "f16_thin", "f8", "f4"]),
    "value": (["frame", "f16", "mask", "others"], ["value"]),
    "decode": (["readout", "f16_thin", "f8", "f4"], ["logit"]),
}
OF_OBJECTS = {"mask", "others", "value", "readout", "logit"}


class Part(nn.Module):
    """One of the three networks of STCN, as a module."""

    def __init__(self, net, name):
        super().__init__()
        self.net, self.name = net, name

    def forward(self, *inputs):
        return getattr(self.net, self.name)(*inputs)


def tensors(net, height, width, objects):
    """Every tensor of the three graphs, from a random frame and random masks."""
    values = {"frame": torch.rand(1, 3, height, width) * 4 - 2}
    values.update(mask=torch.rand(objects, 1, height, width), others=torch.rand(objects, 1, height, width))
    with torch.no_grad():
        for name, (inputs, outputs) in GRAPHS.items():
            result = getattr(net, name)(*(values[i] for i in inputs))
            values.update(zip(outputs, result if isinstance(result, tuple) else (result,)))
            values["readout"] = values.get("value")
    return values


def export(net, out):
    """Writes the three graphs; returns graph -> SHA-256."""
    example, proof = tensors(net, 64, 96, 2), tensors(net, 96, 160, 3)
    sums = {}
    for name, (inputs, outputs) in GRAPHS.items():
        path = out / f"{name}.onnx"
        unfinished = path.with_suffix(".part")
        axes = {n: {0: "objects" if n in OF_OBJECTS else "batch", 2: n + "_height", 3: n + "_width"} for n in inputs + outputs}
        torch.onnx.export(Part(net, name).eval(), tuple(example[i] for i in inputs), str(unfinished), opset_version=OPSET,
                          dynamo=False, input_names=inputs, output_names=outputs, dynamic_axes=axes)
        compare(unfinished, name, inputs, outputs, proof)
        sums[name] = hashlib.sha256(unfinished.read_bytes()).hexdigest()
        unfinished.replace(path)
    return sums


def compare(path, name, inputs, outputs, expected):
    import onnxruntime
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    found = session.run(outputs, {i: expected[i].numpy() for i in inputs})
    for output, f in zip(outputs, found):
        e = expected[output].numpy()
        difference, largest = float(np.abs(e - f).max()), float(np.abs(e).max())
        print(f"{name}: {output} differs from PyTorch by at most {difference:.2g}, in a range of {largest:.2g}")
        if not difference <= TOLERANCE * max(1.0, largest):
            raise RuntimeError(f"The exported graph {name} computes something else than PyTorch: {output} differs by {difference}.")


def write_package(net, out, name, licence):
    out = Path(out)
    out.mkdir(parents=True, exist_ok=True)
    sums = export(net, out)
    (out / "rdf.yaml").write_text(RDF.format(
        name=name, licence=licence, mean=list(IMAGE_MEAN), std=list(IMAGE_STD), stride=STRIDE, opset=OPSET, **sums))


RDF = """\
format_version: 0.5.4
type: model
name: {name}
description: >-
  Propagates labelled objects through a movie: keys of the frames say where memory looks like the present frame, values carry
  the masks (space-time correspondence network).
authors:
  - name: Ho Kei Cheng
  - name: Yu-Wing Tai
  - name: Chi-Keung Tang
license: {licence}
tags: [video-object-segmentation, tracking, propagation, stcn, fiji]
cite:
  - text: "Cheng, Tai, Tang 2021, Rethinking space-time networks with improved memory coverage for efficient video object segmentation"
    doi: 10.48550/arXiv.2106.05210
config:
  maskvos:
    kind: [stcn]
    object_diameter: 0
    stcn:
      stride: {stride}
      resolution: 480
      mean: {mean}
      std: {std}
      value_features: {{f16: 16}}
      decode_features: {{f16_thin: 16, f8: 8, f4: 4}}
    preprocessing: RGB from 0 to 1, minus mean, over std; then zeros to multiples of the stride on all sides
    graphs:
      key:
        source: key.onnx
        opset: {opset}
        sha256: {key}
        inputs: {{frame: "1,3,H,W"}}
        outputs: {{key: "1,64,H/16,W/16", f16: "1,1024,H/16,W/16", f16_thin: "1,512,H/16,W/16", f8: "1,512,H/8,W/8",
          f4: "1,256,H/4,W/4"}}
      value:
        source: value.onnx
        opset: {opset}
        sha256: {value}
        inputs: {{frame: "1,3,H,W", f16: "1,1024,H/16,W/16", mask: "K,1,H,W; probability", others: "K,1,H,W; sum of the others'"}}
        outputs: {{value: "K,512,H/16,W/16"}}
      decode:
        source: decode.onnx
        opset: {opset}
        sha256: {decode}
        inputs: {{readout: "K,512,H/16,W/16", f16_thin: "1,512,H/16,W/16", f8: "1,512,H/8,W/8", f4: "1,256,H/4,W/4"}}
        outputs: {{logit: "K,1,H,W"}}
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", required=True, help="state dict with STCN's keys, plain or nested in 'network'")
    parser.add_argument("--out", required=True, help="package folder; its name is the model's id")
    parser.add_argument("--name", default="STCN", help="for people")
    parser.add_argument("--licence", default="LicenseRef-as-the-checkpoint", help="SPDX id of the weights' licence")
    args = parser.parse_args()
    try:
        net = stcn_checkpoint.load(stcn_checkpoint.read(args.checkpoint), args.checkpoint)
    except stcn_checkpoint.CheckpointError as e:
        sys.exit(f"export_stcn: {e}")
    write_package(net, args.out, args.name, args.licence)


if __name__ == "__main__":
    main()
