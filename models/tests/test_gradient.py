"""Gradients through ONNX Runtime beside PyTorch's own (export compares all outputs), and beside finite differences."""

from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import torch
from torch import nn
from torch.func import functional_call, grad, grad_and_value
from torch.nn import functional as F

from maskvos_train.export.gradient import export
from maskvos_train.export.gradient.trace import evaluating
from maskvos_train.networks.compact_stcn import CompactStcn
from maskvos_train.networks.flow import FlowNet
from maskvos_train.networks.layers import Residual, conv_bn, upsample
from maskvos_train.networks.memory import affinity, grid_positions
from maskvos_train.networks.segment import QueryLayer, SegmentNet
from maskvos_train.networks.stcn import Cbam, Stcn
from maskvos_train.networks.unet import UNet
from maskvos_train.train.run import load

CHECKPOINTS = Path(__file__).parents[1] / "checkpoints"


def scalar(outputs):
    """A number that depends on all outputs, none of them alike."""
    outputs = outputs if isinstance(outputs, tuple) else (outputs,)
    return sum((o * (o + 0.3 * k).sigmoid()).mean() for k, o in enumerate(outputs))


def weights(net):
    return {name: p.detach().contiguous() for name, p in net.named_parameters()}


def exported(function, inputs, path, **how):
    """Writes the gradient of scalar(function) by all inputs, which compares it with PyTorch; returns a session."""
    both = grad_and_value(lambda *x: scalar(function(*x)), argnums=tuple(range(len(inputs))))
    names = [f"gradient.{name}" for name in inputs]

    def outputs(*x):
        gradients, value = both(*x)
        return *gradients, value

    model = export(outputs, inputs, [*names, "loss"], path, **how)
    assert {o.domain for o in model.opset_import} == {""}, "plain operators"
    return onnxruntime.InferenceSession(model.SerializeToString())


def conv(**how):
    stride, groups = how.get("stride", 1), how.get("groups", 1)
    return lambda x, w, b: F.conv2d(x, w, b, stride, how.get("padding", w.shape[2] // 2), groups=groups)


LAYERS = {
    "convolution": (conv(), [(2, 9, 7, 8), (4, 9, 3, 3), (4,)]),
    "convolution of few channels": (conv(), [(2, 3, 7, 8), (4, 3, 3, 3), (4,)]),
    "convolution with a stride": (conv(stride=2), [(2, 9, 8, 10), (4, 9, 3, 3), (4,)]),
    "convolution with a stride, odd size": (conv(stride=2), [(1, 9, 7, 9), (4, 9, 3, 3), (4,)]),
    "convolution of 7 x 7": (conv(stride=2), [(1, 3, 12, 11), (4, 3, 7, 7), (4,)]),
    "convolution of 1 x 1": (conv(), [(2, 9, 5, 6), (4, 9, 1, 1), (4,)]),
    "convolution without a border": (conv(padding=0), [(1, 9, 7, 8), (4, 9, 3, 3), (4,)]),
    "convolution in groups": (conv(groups=2), [(2, 8, 6, 6), (4, 4, 3, 3), (4,)]),
    "depthwise convolution": (conv(groups=4, stride=2), [(2, 4, 6, 8), (4, 1, 3, 3), (4,)]),
    "linear": (F.linear, [(2, 5, 6), (4, 6), (4,)]),
    "layer norm": (lambda x, w, b: F.layer_norm(x, (6,), w, b), [(2, 5, 6), (6,), (6,)]),
    "softmax": (lambda x: x.softmax(-1), [(2, 5, 6)]),
    "log softmax": (lambda x: x.log_softmax(1), [(2, 5, 6)]),
    "enlarged": (upsample, [(2, 3, 4, 5)]),
    "enlarged four times": (lambda x: upsample(x, 4), [(2, 3, 4, 5)]),
    "average pool": (lambda x: F.avg_pool2d(x, 2), [(2, 3, 4, 6)]),
    "smoothing pool": (lambda x: F.avg_pool2d(x, 3, 1, 1, count_include_pad=False), [(1, 3, 5, 6)]),
    "max pool": (lambda x: F.max_pool2d(x, 3, 2, 1), [(1, 3, 7, 8)]),
    "pixel shuffle": (lambda x: F.pixel_shuffle(x, 2), [(1, 8, 3, 4)]),
    "pixel unshuffle": (lambda x: F.pixel_unshuffle(x, 2), [(2, 3, 4, 6)]),
    "activations": (lambda x: x.relu() + x.sigmoid() + x.tanh() + x.clamp(-0.5, 0.7) + x.exp().log1p(), [(3, 7)]),
    "roots and powers": (lambda x: (x.square() + 0.1).sqrt() + (x * x + 1).rsqrt() + (x - 2) ** 3, [(3, 7)]),
    "parts": (lambda x: torch.cat([x[:, 1:3], x[:, ::2], x.split(2, 1)[1], x[:, :1]], 1), [(2, 5, 4)]),
    "pieces": (lambda x: torch.stack([x[:, 2], x.flip(1)[:, 0], x.amax(1), x.prod(1), x.cumsum(1)[:, 3]]), [(2, 4, 3)]),
    "padding": (lambda x: F.pad(x, (1, 2, 0, 3)) + F.pad(x, (1, 2, 0, 3), mode="replicate"), [(1, 2, 4, 5)]),
    "top values": (lambda x: x.topk(3, 1)[0], [(2, 9)]),
    "broadcast": (lambda a, b: a * b - a / (b * b + 1) + torch.where(a > 0, a, b), [(3, 1, 5), (4, 1)]),
    "matrix products": (lambda a, b: (a @ b).transpose(1, 2) @ a, [(2, 4, 3), (3, 6)]),
    "gather": (lambda x: x.gather(1, torch.tensor([[0, 2, 2], [1, 0, 2]])), [(2, 3)]),
    "rows": (lambda x: x[torch.tensor([2, 0, 2])] * x.index_select(1, torch.tensor([1, 1])).sum(), [(3, 4)]),
    "grid sample": (
        lambda x, g: F.grid_sample(x, g * 0.6, padding_mode="border", align_corners=True),
        [(1, 2, 6, 7), (1, 4, 5, 2)],
    ),
    "grid sample with zeros outside": (
        lambda x, g: F.grid_sample(x, g * 0.9, align_corners=False),
        [(2, 2, 6, 7), (2, 4, 5, 2)],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LAYERS)
def test_layers(name, tmp_path):
    function, shapes = LAYERS[name]
    inputs = {f"x{k}": torch.randn(shape) for k, shape in enumerate(shapes)}
    exported(function, inputs, tmp_path / "layer.onnx")


MODULES = {
    "normalised": (lambda: nn.Sequential(conv_bn(9, 6), conv_bn(6, 4, 2)), [(2, 9, 8, 8)]),
    "residual": (lambda: Residual(9), [(1, 9, 6, 6)]),
    "normalisation alone": (lambda: nn.Sequential(nn.BatchNorm2d(3), nn.ReLU()), [(2, 3, 4, 4)]),
    "attention": (lambda: QueryLayer(16), [(2, 5, 16), (2, 12, 16), (2, 1, 5, 12)]),
    "gates": (lambda: Cbam(16), [(2, 16, 8, 9)]),
}


def shaken(net):
    """As if it had been trained: normalisation that does something."""
    for module in net.modules():
        if isinstance(module, nn.BatchNorm2d):
            for tensor, low in (
                (module.running_var, 0.5),
                (module.weight, 0.5),
                (module.running_mean, -0.5),
                (module.bias, -0.5),
            ):
                nn.init.uniform_(tensor, low, low + 1)
    return net


@pytest.mark.parametrize("name", MODULES)
def test_modules_by_weights_and_inputs(name, tmp_path):
    make, shapes = MODULES[name]
    plain = shaken(make()).eval()
    net = make()
    net.load_state_dict(plain.state_dict())
    evaluating(net)
    inputs = {"weight": weights(net), **{f"x{k}": torch.randn(shape) for k, shape in enumerate(shapes)}}
    session = exported(lambda w, *x: functional_call(net, w, x), inputs, tmp_path / "module.onnx")
    # beside autograd of the module as it was, with nothing folded
    x = [v for k, v in inputs.items() if k != "weight"]
    loss = scalar(plain(*x))
    loss.backward()
    feeds = {f"x{k}": v.numpy() for k, v in enumerate(x)} | {
        f"weight.{k}": v.numpy() for k, v in inputs["weight"].items()
    }
    named = dict(plain.named_parameters())
    found = session.run(["loss", *(f"gradient.weight.{k}" for k in named)], feeds)
    np.testing.assert_allclose(found[0], loss.item(), rtol=1e-5)
    for f, p in zip(found[1:], named.values()):
        np.testing.assert_allclose(f, p.grad, rtol=1e-3, atol=1e-4 * max(float(p.grad.abs().max()), 1e-4))


@pytest.mark.parametrize(
    "name", ["convolution with a stride", "enlarged", "layer norm", "grid sample", "smoothing pool"]
)
def test_finite_differences(name, tmp_path):
    function, shapes = LAYERS[name]
    inputs = {f"x{k}": torch.randn(shape) for k, shape in enumerate(shapes)}
    session = exported(function, inputs, tmp_path / "layer.onnx")
    feeds = {k: v.numpy() for k, v in inputs.items()}
    value = lambda x: scalar(function(*(torch.from_numpy(v) for v in x.values()))).item()
    doubles = {k: v.astype(np.float64) for k, v in feeds.items()}
    for key in feeds:
        slope = session.run([f"gradient.{key}"], feeds)[0]
        direction = np.random.default_rng(1).standard_normal(slope.shape)
        ahead, behind = ({**doubles, key: doubles[key] + s * 1e-5 * direction} for s in (1, -1))
        difference = (value(ahead) - value(behind)) / 2e-5
        np.testing.assert_allclose((slope * direction).sum(), difference, rtol=2e-3, atol=1e-6)


def test_a_wrong_translation_is_noticed(tmp_path, monkeypatch):
    from maskvos_train.export.gradient.operators import OPERATORS

    operator = torch.ops.aten.sigmoid.default
    monkeypatch.setitem(OPERATORS, operator, lambda g, out, x: g.node("Tanh", [x.name]))
    with pytest.raises(RuntimeError, match="something else"):
        export(torch.sigmoid, {"x": torch.randn(4)}, ["y"], tmp_path / "wrong.onnx")
    assert not (tmp_path / "wrong.onnx").exists()


def test_an_unknown_operator_is_named(tmp_path):
    with pytest.raises(NotImplementedError, match=r"aten\.erfinv"):
        export(torch.erfinv, {"x": torch.rand(4)}, ["y"], tmp_path / "unknown.onnx")


def trained(make):
    """With the committed weights, where there are some: in random networks rounding decides too often."""
    name = {SegmentNet: "segment", FlowNet: "flow", CompactStcn: "stcn"}.get(make)
    return load(make, CHECKPOINTS / f"{name}.pt")[0] if name else shaken(make())


@pytest.mark.parametrize("make", [SegmentNet, UNet, FlowNet])
def test_networks_by_their_inputs(make, tmp_path):
    net = evaluating(trained(make))
    second = 1 if make is FlowNet else 2
    inputs = {"first": torch.rand(1, 1, 64, 64), "second": torch.randn(1, second, 64, 64).clamp(-1, 1)}
    exported(net, inputs, tmp_path / "network.onnx")


def propagated(net, weight, mask, frame, carried):
    """Mask -> memory -> the mask read again; all of the compact STCN."""
    call = lambda name, *x: functional_call(Method(net, name), {f"net.{k}": v for k, v in weight.items()}, x)
    key, f8, f4, f2 = call("key", frame)
    value = call("value", frame, f8, mask, mask.flip(0))
    where = grid_positions(*key.shape[2:])[None]
    scores = affinity(net, key, [(key, 0, where)], 1)
    readout = value.flatten(2) @ scores.softmax(1)
    return call("decode", readout.view(value.shape), carried, f8, f4, f2)


class Method(nn.Module):
    def __init__(self, net, name):
        super().__init__()
        self.net, self.name = net, name

    def forward(self, *x):
        return getattr(self.net, self.name)(*x)


def test_propagation_by_weights_and_mask(tmp_path):
    net = evaluating(trained(CompactStcn))
    inputs = {"weight": weights(net), "mask": torch.rand(2, 1, 32, 64), "frame": torch.rand(1, 3, 32, 64)}
    function = lambda w, mask, frame: propagated(net, w, mask, frame, mask)
    exported(function, inputs, tmp_path / "propagation.onnx")


def test_the_gradient_by_a_mask_for_any_size(tmp_path):
    """What the cycle correction needs: weights constant, objects, height and width free."""
    net = evaluating(trained(CompactStcn))

    def slope(mask, frame):
        def value(mask):
            _key, f8, f4, f2 = net.key(frame)
            return scalar(net.decode(net.value(frame, f8, mask, mask.flip(0)), mask, f8, f4, f2))

        return grad(value)(mask)

    def example(objects, height, width):
        return {"mask": torch.rand(objects, 1, height, width), "frame": torch.rand(1, 3, height, width)}

    axes = {"mask": {0: "objects", 2: "height", 3: "width"}, "frame": {2: "height", 3: "width"}}
    proofs = [example(2, 64, 32), example(1, 96, 64)]
    export(slope, example(3, 96, 224), ["gradient"], tmp_path / "mask.onnx", axes, proofs)


def test_the_published_network_by_a_mask(tmp_path):
    net = evaluating(shaken(Stcn()))

    def slope(mask, frame):
        _key, f16, thin, f8, f4 = net.key(frame)
        return grad(lambda m: scalar(net.decode(net.value(frame, f16, m, m.flip(0)), thin, f8, f4)))(mask)

    inputs = {"mask": torch.rand(2, 1, 32, 48), "frame": torch.randn(1, 3, 32, 48)}
    export(slope, inputs, ["gradient"], tmp_path / "published.onnx")
