import json

import numpy as np
import onnx
import onnxruntime
import pytest
import torch

from maskvos_train.export import step_examples, teachable, train_step
from maskvos_train.networks.compact_stcn import CompactStcn
from maskvos_train.networks.segment import SegmentNet
from maskvos_train.train import stcn
from maskvos_train.train.losses import propagation_loss, segment_loss
from maskvos_train.train.run import load

from .test_checkpoints import CHECKPOINTS

SIZE = 64


def network(make=SegmentNet):
    return load(make, CHECKPOINTS / ("segment.pt" if make is SegmentNet else "stcn.pt"))[0]


class Step:
    """A step through ONNX Runtime."""

    def __init__(self, path):
        self.session = onnxruntime.InferenceSession(str(path))
        self.names = [o.name for o in self.session.get_outputs()]

    def __call__(self, weights, inputs):
        feeds = {**{f"weight.{k}": v for k, v in weights.items()}, **inputs}
        found = self.session.run(None, {k: v.numpy() for k, v in feeds.items()})
        return {name: torch.from_numpy(np.asarray(value)) for name, value in zip(self.names, found)}


@pytest.fixture(scope="module")
def segment(tmp_path_factory):
    torch.set_num_threads(1)
    path = tmp_path_factory.mktemp("step") / "train-step.onnx"
    train_step.write(network(), path, step_examples.segment_example(2, SIZE))
    return Step(path)


def test_the_step_is_plain_and_has_every_weight(segment):
    net = network()
    assert {n for n in segment.names if n.startswith("gradient.")} == {
        f"gradient.{k}" for k, _ in net.named_parameters()
    }
    inputs = [i.name for i in segment.session.get_inputs()]
    assert inputs == [f"weight.{k}" for k in train_step.weights(net)] + ["frame", "flow", "target", "known"]


def test_all_known_is_the_loss_of_the_training(segment):
    net, inputs = network(), step_examples.segment_example(2, SIZE, seed=3)
    inputs["known"] = torch.ones_like(inputs["known"])
    loss, parts = segment_loss(net(inputs["frame"], inputs["flow"]), inputs["target"])
    loss.backward()
    found = segment(train_step.weights(net), inputs)
    torch.testing.assert_close(found["loss"], loss.detach(), rtol=1e-4, atol=0)
    torch.testing.assert_close(found["parts"], torch.stack(list(parts.values())).detach(), rtol=1e-4, atol=1e-6)
    for name, p in net.named_parameters():
        torch.testing.assert_close(
            found[f"gradient.{name}"], p.grad, rtol=0, atol=1e-3 * max(float(p.grad.abs().max()), 1e-4)
        )


def test_the_gradient_is_the_slope_of_the_loss(segment):
    net, inputs = network(), step_examples.segment_example(2, SIZE, seed=4)
    weights = train_step.weights(net)
    found = segment(weights, inputs)
    uphill = {k: found[f"gradient.{k}"] for k in train_step.trained(net)}
    slope = sum(g.double().square().sum() for g in uphill.values())

    def loss(by):
        return segment({k: v + by * uphill[k] if k in uphill else v for k, v in weights.items()}, inputs)[
            "loss"
        ].double()

    by = 1e-3 / slope
    torch.testing.assert_close(slope, (loss(by) - loss(-by)) / (2 * by), rtol=0.02, atol=0)


def test_what_is_unknown_weighs_nothing(segment):
    net, inputs = network(), step_examples.segment_example(2, SIZE, seed=5)
    hidden = 1 - inputs["known"]
    assert hidden.sum() > 0
    other = {**inputs, "target": inputs["target"] + hidden * torch.rand_like(inputs["target"])}
    a, b = (segment(train_step.weights(net), x) for x in (inputs, other))
    for name in segment.names:
        torch.testing.assert_close(a[name], b[name], rtol=0, atol=0)
    nothing = segment(train_step.weights(net), {**inputs, "known": torch.zeros_like(hidden)})
    assert nothing["parts"][[0, 2, 3, 4]].abs().max() == 0 and torch.isfinite(nothing["loss"])


def test_steps_teach(segment):
    """A few steps of Adam with these gradients, beside the same with autograd's."""
    net, inputs = network(), step_examples.segment_example(2, SIZE, seed=6)
    weights = train_step.weights(net)
    theirs = torch.optim.Adam(net.parameters(), lr=3e-4)
    learned = {k: torch.nn.Parameter(v.clone()) for k, v in weights.items() if k in train_step.trained(net)}
    ours, losses = torch.optim.Adam(learned.values(), lr=3e-4), []
    for _ in range(4):
        found = segment({**weights, **{k: v.detach() for k, v in learned.items()}}, inputs)
        for k, v in learned.items():
            v.grad = found[f"gradient.{k}"]
        ours.step()
        theirs.zero_grad()
        loss = segment_loss(net(inputs["frame"], inputs["flow"]), inputs["target"], inputs["known"])[0]
        loss.backward()
        theirs.step()
        losses.append((float(found["loss"]), loss.item()))
    np.testing.assert_allclose(*zip(*losses), rtol=5e-3)
    assert losses[-1][0] < 0.9 * losses[0][0]


def test_a_step_of_propagation_is_a_term_of_its_training(tmp_path):
    net, inputs = network(CompactStcn), step_examples.stcn_example(SIZE)
    inputs["known"] = torch.ones_like(inputs["known"])
    inputs["pace"] = net.log_pace.detach().exp()
    train_step.write(network(CompactStcn), tmp_path / "train-step.onnx", inputs)
    found = Step(tmp_path / "train-step.onnx")(train_step.weights(net), inputs)
    masks, still = inputs["memory_masks"], torch.zeros(1, 2, SIZE, SIZE)
    film = stcn.Propagation(net, inputs["exists"][..., None, None], [still] * step_examples.MEMORIES)
    for t in range(step_examples.MEMORIES):
        frame = inputs["memory_frames"][:, t]
        film.remember(t, frame, *net.key(frame)[:2], masks[:, t])
    logits = film.segment(step_examples.MEMORIES, inputs["carried"], *net.key(inputs["frame"]))
    loss = sum(propagation_loss(logits, inputs["target"], train_step.HARDEST))
    loss.backward()
    torch.testing.assert_close(found["loss"], loss.detach(), rtol=1e-4, atol=0)
    for name, p in net.named_parameters():
        if name != "log_pace":
            torch.testing.assert_close(
                found[f"gradient.{name}"], p.grad, rtol=0, atol=2e-3 * max(float(p.grad.abs().max()), 1e-4)
            )


def test_a_taught_package_is_the_same_file_with_other_numbers(tmp_path, monkeypatch):
    (tmp_path / "rdf.yaml").write_text("config:\n  maskvos:\n    kind: [maskvos]\n    adapt:\n      old: 1\n")
    monkeypatch.setattr(train_step, "write", lambda net, path: path.write_bytes(b""))
    teachable.write(network(), tmp_path)
    path = tmp_path / "segment-float.onnx"
    rows, data = json.loads((tmp_path / "weights.json").read_text()), bytearray(path.read_bytes())
    taught = SegmentNet().eval()
    for module in taught.modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            module.running_mean.uniform_(-0.1, 0.1), module.running_var.uniform_(0.5, 2)
    state = teachable.rounded(taught).state_dict()
    assert {row["name"] for row in rows} == {k for k, v in state.items() if v.is_floating_point()}
    for row in rows:
        numbers = state[row["name"]].numpy().astype(row["type"]).tobytes()
        data[row["offset"] : row["offset"] + len(numbers)] = numbers
    path.write_bytes(data)
    onnx.checker.check_model(onnx.load(str(path)))
    inputs = torch.rand(1, 1, 64, 96), torch.randn(1, 2, 64, 96)
    found = onnxruntime.InferenceSession(str(path)).run(
        ["foreground"], dict(zip(("frame", "flow"), (x.numpy() for x in inputs)))
    )
    with torch.no_grad():
        torch.testing.assert_close(torch.from_numpy(found[0]), taught(*inputs)[0], rtol=1e-3, atol=1e-4)
    text = (tmp_path / "rdf.yaml").read_text()
    assert "old" not in text and text.count("adapt:") == 1 and "source: segment-float.onnx" in text
