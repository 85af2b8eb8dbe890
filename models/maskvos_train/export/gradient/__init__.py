"""Any function of PyTorch, gradients of networks among them, as one ONNX graph of plain operators.

    weights = dict(net.named_parameters())
    value_and_gradient = torch.func.grad_and_value(lambda weights, frame: loss(functional_call(net, weights, (frame,))))
    export(value_and_gradient, {"weight": weights, "frame": frame}, ["gradient", "loss"], "step.onnx")

The inference build of ONNX Runtime has neither gradients nor training: so the gradient is traced into PyTorch's own
operators (trace.py), what is left of backward operators is written in plain ones (decompositions.py), and each operator
becomes one or a few of ONNX (operators.py).
"""

from .export import export

__all__ = ["export"]
