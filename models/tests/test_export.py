"""Exports compare themselves with PyTorch before they write: here it is seen that they do, and what they write."""

import hashlib
import re

import onnx
import onnxruntime
import pytest
import torch
from onnx import helper, numpy_helper

from maskvos_train.export import maskvos, quantise, stcn_package, winograd
from maskvos_train.networks.segment import SegmentNet


def test_segment_graph_and_what_becomes_8_bits(tmp_path):
    net, path = maskvos.Segment(SegmentNet().eval()), tmp_path / "segment.onnx"
    outputs = ["foreground", "boundary", "distance", "size"]
    maskvos.export(net.eval(), path, {"frame": 1, "flow": 2}, outputs)
    session = onnxruntime.InferenceSession(str(path))
    inputs = {"frame": torch.rand(1, 1, 64, 32).numpy(), "flow": torch.zeros(1, 2, 64, 32).numpy()}
    shapes = [o.shape for o in session.run(outputs, inputs)]
    assert shapes == [(1, 1, 64, 32)] * 3 + [(1, 1, 8, 4)]
    names = quantise.chosen(onnx.load(path).graph.node)
    assert len(names) > 20 and not any(part in name for name in names for part in ("motion", "predict"))


class Shifted(torch.nn.Module):
    """Computes something else at each call, so that no export of it is right."""

    def forward(self, frame):
        return frame + torch.rand(1).item()


def test_a_wrong_graph_is_not_written(tmp_path):
    with pytest.raises(AssertionError):
        maskvos.export(Shifted().eval(), tmp_path / "wrong.onnx", {"frame": 1}, ["out"])
    assert not (tmp_path / "wrong.onnx").exists()


def test_a_propagation_package(tmp_path):
    from maskvos_train.export.toy_stcn import HEAD, ToyStcn

    stcn_package.write(ToyStcn(), tmp_path, HEAD, mean=[0.0], std=[1.0], object_diameter=32.0, pace=11.0)
    rdf = (tmp_path / "rdf.yaml").read_text()
    for name in ("key", "value", "decode"):
        sha = hashlib.sha256((tmp_path / f"{name}.onnx").read_bytes()).hexdigest()
        assert f"sha256: {sha}" in rdf
    assert "pace: 11.0" in rdf and "carried_masks: false" in rdf
    assert re.search(r'key: \{frame: "1,1,H,W"\}|inputs: \{frame: "1,1,H,W"\}', rdf)


def test_winograd_computes_the_same(tmp_path):
    channels, path = winograd.LEAST, tmp_path / "conv.onnx"
    weight = torch.randn(channels, channels, 3, 3).numpy() * 0.02
    tensor = lambda name: helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, ["n", channels, "h", "w"])
    graph = helper.make_graph(
        [helper.make_node("Conv", ["x", "weight"], ["y"], pads=[1] * 4, kernel_shape=[3, 3], name="conv")],
        "one",
        [tensor("x")],
        [tensor("y")],
        [numpy_helper.from_array(weight, "weight")],
    )
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8), str(path))
    x = torch.randn(1, channels, 9, 14).numpy()
    before = onnxruntime.InferenceSession(str(path)).run(None, {"x": x})[0]
    assert winograd.rewrite(path) == 1
    after = onnxruntime.InferenceSession(str(path)).run(None, {"x": x})[0]
    assert abs(before - after).max() < 1e-4 * abs(before).max()
