"""Writes a model package from trained runs: ONNX graphs, rdf.yaml with checksums.

    python -m maskvos_train.export.maskvos --flow checkpoints/flow.pt --segment checkpoints/segment.pt \
        --calibrate data/heldout --out packages/maskvos-compact

The exported graphs are run beside PyTorch's on random input before anything is written under its name. Then
the MaskVOS network's convolutions become 8-bit ones (quantise.py), in the ranges seen on the clips of --calibrate.
"""

import argparse
import hashlib
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from torch import nn

from ..data.clip import CANONICAL_DIAMETER
from ..networks.flow import FlowNet
from ..networks.segment import SegmentNet
from ..networks.unet import UNet
from ..train.run import load
from .quantise import frame_pairs, quantise

NETWORKS = {"maskvos": SegmentNet, "unet": UNet}
OPSET = 17
TOLERANCE = 2e-3  # of float32 against float32, other kernels
EIGHT_BIT_TOLERANCE = [0.3, 0.01, 0.01, 0.1]  # mean difference from float32: logit, probability, share, octaves


class Segment(nn.Module):
    """The contract's outputs: probabilities where the plugin wants them."""

    def __init__(self, net):
        super().__init__()
        self.net = net

    def forward(self, frame, flow):
        foreground, boundary, distance, size = self.net(frame, flow)
        return foreground, boundary.sigmoid(), distance.clamp(0, 1), size


def export(net, path, inputs, outputs):
    """Writes a network. inputs: name -> channels. Height, width and batch stay free."""
    names = list(inputs) + outputs
    example = tuple(torch.rand(1, c, 64, 96) for c in inputs.values())
    part = path.with_suffix(".part")
    torch.onnx.export(
        net,
        example,
        str(part),
        opset_version=OPSET,
        dynamo=False,
        input_names=list(inputs),
        output_names=outputs,
        dynamic_axes={n: {0: "batch", 2: "height", 3: "width"} for n in names},
    )
    compare(net, part, inputs, outputs)
    part.replace(path)


def compare(net, path, inputs, outputs):
    """Raises where ONNX Runtime finds something else than PyTorch. inputs: as for export."""
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    for size in ((96, 160), (32, 32)):  # 32 x 32 is the smallest tile
        random = [torch.rand(2, c, *size) for c in inputs.values()]
        with torch.no_grad():
            expected = net(*random)
        expected = expected if isinstance(expected, tuple) else (expected,)
        found = session.run(outputs, {n: r.numpy() for n, r in zip(inputs, random)})
        for name, e, f in zip(outputs, expected, found):
            difference = float(np.abs(e.numpy() - f).max())
            print(f"{path.name} {name}, {size}: largest difference from PyTorch {difference:.2g}")
            assert difference < TOLERANCE * max(1.0, float(e.abs().max())), (name, difference)


def calibrated(out, folder, canonical):
    """The MaskVOS network in 8 bits, in the ranges of one half of the clips; compared on the others."""

    def run(graph, feeds):
        session = onnxruntime.InferenceSession(str(out / f"{graph}.onnx"), providers=["CPUExecutionProvider"])
        return [session.run(None, feed) for feed in feeds]

    pairs = [{"first": first, "second": second} for first, second in frame_pairs(folder, canonical)]
    feeds = [{"frame": pair["first"], "flow": flow} for pair, (flow,) in zip(pairs, run("flow", pairs))]
    others = feeds[1::2]
    before = run("segment", others)
    quantise(out / "segment.onnx", feeds[::2])
    change = np.mean([[np.abs(a - b).mean() for a, b in zip(*both)] for both in zip(before, run("segment", others))], 0)
    print(f"segment.onnx: 8 bits change each output by {np.round(change, 4)} on the mean")
    assert (change < EIGHT_BIT_TOLERANCE).all()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--flow", required=True)
    parser.add_argument("--segment", required=True)
    parser.add_argument("--calibrate", help="folder of clips; without it all stays float32")
    parser.add_argument("--out", required=True)
    parser.add_argument(
        "--network",
        choices=NETWORKS,
        default="maskvos",
        help="unet: the baseline, to be scored through the same pipeline",
    )
    args = parser.parse_args()
    out = Path(args.out)
    out.mkdir(parents=True, exist_ok=True)
    flow, of_flow = load(FlowNet, args.flow)
    segment, of_segment = load(NETWORKS[args.network], args.segment)
    of_segment.setdefault("diameter", CANONICAL_DIAMETER)
    export(flow, out / "flow.onnx", {"first": 1, "second": 1}, ["flow"])
    export(
        Segment(segment).eval(),
        out / "segment.onnx",
        {"frame": 1, "flow": 2},
        ["foreground", "boundary", "distance", "size"],
    )
    if args.calibrate:
        calibrated(out, args.calibrate, of_segment["diameter"])
    sha = {g: hashlib.sha256((out / f"{g}.onnx").read_bytes()).hexdigest() for g in ("flow", "segment")}
    (out / "rdf.yaml").write_text(
        RDF.format(
            name=out.name.replace("maskvos-", "MaskVOS "),
            flow_sha=sha["flow"],
            segment_sha=sha["segment"],
            flow=of_flow,
            segment=of_segment,
        )
    )


RDF = """\
format_version: 0.5.4
type: model
name: {name}
description: >-
  Segments cells and organisms in two-dimensional time-lapses: appearance and optical flow, fused by a
  mask transformer, to foreground, boundary and distance maps. Small enough for a laptop without a GPU.
authors:
  - name: MaskVOS developers
license: BSD-2-Clause
documentation: README.md
tags: [segmentation, tracking, optical-flow, time-lapse, phase-contrast, fluorescence, nuclei, bacteria, fiji]
cite:
  - text: "MaskVOS: unsupervised video object segmentation with a mask transformer over appearance and flow"
    url: https://github.com/Qudk23/MaskVOS
  - text: "Sun et al. 2018, PWC-Net: CNNs for optical flow using pyramid, warping and cost volume"
    doi: 10.1109/CVPR.2018.00931
  - text: "Cheng et al. 2022, Masked-attention mask transformer for universal image segmentation"
    doi: 10.1109/CVPR52688.2022.00135
training_data:
  - "simulated movies (models/maskvos_train/data/simulation)"
  - "2018 Data Science Bowl, stage 1, corrected by K. Lopuhin and others (CC0)"
  - "Usiigaci, OIST (MIT)"
  - "Omnipose example images (MIT)"
config:
  maskvos:
    kind: [maskvos, flow]
    object_diameter: {segment[diameter]}
    training:
      flow: {{steps: {flow[steps]}, minutes: {flow[minutes]}}}
      segment: {{steps: {segment[steps]}, minutes: {segment[minutes]}}}
    preprocessing: percentiles 0.3 and 99.7 of the frame to 0 and 1, clipped; objects scaled to object_diameter
    graphs:
      flow:
        source: flow.onnx
        opset: {opset}
        sha256: {flow_sha}
        inputs: {{first: "N,1,H,W", second: "N,1,H,W"}}
        outputs: {{flow: "N,2,H,W; (dx, dy) in px from first to second"}}
      segment:
        source: segment.onnx
        opset: {opset}
        sha256: {segment_sha}
        inputs: {{frame: "N,1,H,W", flow: "N,2,H,W; vectors in px to a neighbouring frame"}}
        outputs: {{foreground: "N,1,H,W; logit", boundary: "N,1,H,W; probability", distance: "N,1,H,W; 0..1",
          size: "N,1,H/8,W/8; log2 of diameter over object_diameter"}}
""".replace("{opset}", str(OPSET))


if __name__ == "__main__":
    main()
