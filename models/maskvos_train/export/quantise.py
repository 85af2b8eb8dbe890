"""Convolutions of the MaskVOS network in 8 bits: three times as fast on processors with dot products of bytes.

Activations become uint8, one scale for a tensor, from the ranges seen on calibration clips; weights int8, one scale
for an output channel. The flow stream stays float32 (one scale does not suit slow and fast motion), and so do the maps
that are drawn at the end, and a convolution that has too few channels to gain.
Weights use 7 of their 8 bits: without dot products of bytes (AVX2 before 2021) sums of pairs would overflow.
"""

import tempfile
from pathlib import Path

import numpy as np
import onnx
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process

from ..data.shards import Shards
from ..networks.flow import FlowNet

EVERY = 3  # a third of the clips of a folder is plenty

FOLLOWERS = {"Relu", "Add", "Concat", "Resize"}  # in 8 bits behind a convolution in 8 bits
FLOAT = ("s2.0/", "motion", "predict")  # parts of the names of convolutions that stay


class Feeds(CalibrationDataReader):
    def __init__(self, feeds):
        self.feeds = iter(feeds)

    def get_next(self):
        return next(self.feeds, None)


def frame_pairs(folder, canonical):
    """First frame and the next, seen so that objects are canonical, float32 (1, 1, H, W) in [0, 1], of every third
    clip."""
    for frames, *_ in Shards(folder, canonical=canonical).clips[::EVERY]:
        h, w = (n // FlowNet.MULTIPLE * FlowNet.MULTIPLE for n in frames.shape[1:])
        yield tuple((frames[k, :h, :w] / np.float32(255))[None, None] for k in (0, 1))


def chosen(nodes):
    """Names of the nodes to compute in 8 bits."""
    names, tensors = [], set()
    for node in nodes:
        if (node.op_type == "Conv" and not any(part in node.name for part in FLOAT)) or (
            node.op_type in FOLLOWERS and tensors.intersection(node.input)
        ):
            names.append(node.name)
            tensors.update(node.output)
    return names


def quantise(path, feeds):
    """Replaces the float graph at path; feeds: its inputs on calibration clips."""
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        quant_pre_process(str(path), str(plain), skip_symbolic_shape=True)
        quantize_static(
            str(plain),
            str(path),
            Feeds(feeds),
            quant_format=QuantFormat.QDQ,
            per_channel=True,
            reduce_range=True,
            nodes_to_quantize=chosen(onnx.load(plain).graph.node),
            activation_type=QuantType.QUInt8,
            weight_type=QuantType.QInt8,
        )
