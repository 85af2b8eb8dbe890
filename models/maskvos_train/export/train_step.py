"""One step of training as a graph: weights, crops and targets in; loss and gradients out. ONNX Runtime alone runs it.

docs/adapt.md is the contract: names, shapes, ranges, and what to do with the gradients.
"""

from collections.abc import Callable
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.func import functional_call, grad_and_value

from ..networks.compact_stcn import CompactStcn
from ..networks.memory import affinity
from ..networks.segment import SegmentNet
from ..train.losses import propagation_loss, segment_loss
from ..train.stcn import aggregate
from .gradient import export
from .gradient.trace import evaluating
from .step_examples import MASKS, MEMORIES, segment_example, stcn_example

HARDEST = 0.25  # share of the pixels that its cross-entropy counts
SEGMENT_PARTS = ("foreground", "dice", "boundary", "distance", "size")
STCN_PARTS = ("entropy", "dice")


def weights(net: nn.Module) -> dict[str, Tensor]:
    """All numbers of a network: those that are trained, then the statistics of normalisation. The STCN's pace is the
    package's, and not among them."""
    named = {**dict(net.named_parameters()), **dict(net.named_buffers())}
    return {k: v.detach().contiguous() for k, v in named.items() if v.is_floating_point() and k != "log_pace"}


def trained(net: nn.Module) -> set[str]:
    return {name for name, _ in net.named_parameters() if name != "log_pace"}


def step(net: nn.Module, loss: Callable[..., tuple[Tensor, Tensor]]) -> Callable:
    """loss: of all weights and what else comes in; with its parts. The function of the same that gives loss, parts and
    the gradient of each trained weight."""
    names = trained(net)

    def function(given: dict[str, Tensor], *inputs: Tensor) -> tuple[Tensor, Tensor, dict[str, Tensor]]:
        learned = {k: v for k, v in given.items() if k in names}
        kept = {k: v for k, v in given.items() if k not in names}
        value = lambda learned: loss({**learned, **kept}, *inputs)
        gradients, (total, parts) = grad_and_value(value, has_aux=True)(learned)
        return total, parts, gradients

    return function


def segment_step(net: SegmentNet) -> Callable:
    """The function of weights, frame (N, 1, H, W), flow (N, 2, H, W), target (N, 4, H, W) and known (N, 1, H, W)."""
    evaluating(net)

    def loss(given: dict[str, Tensor], frame: Tensor, flow: Tensor, target: Tensor, known: Tensor) -> tuple:
        total, parts = segment_loss(functional_call(net, given, (frame, flow)), target, known)
        return total, torch.stack([parts[name] for name in SEGMENT_PARTS])

    return step(net, loss)


class Method(nn.Module):
    """A method of a network, for functional_call."""

    def __init__(self, net: nn.Module, name: str) -> None:
        super().__init__()
        self.net, self.name = net, name

    def forward(self, *inputs: Tensor) -> Tensor | tuple[Tensor, ...]:
        return getattr(self.net, self.name)(*inputs)


def stcn_step(net: CompactStcn) -> Callable:
    """The function of weights and the inputs of step_examples.stcn_example: a frame is segmented from T frames and
    their masks.

    It is a term of the training's loss (train.stcn), and, with masks that were propagated from the annotated frame to
    others and back, STMAE's reconstruction of it.
    """
    evaluating(net)

    def loss(
        given: dict[str, Tensor], memory_frames: Tensor, memory_masks: Tensor, positions: Tensor, age: Tensor,
        frame: Tensor, carried: Tensor, exists: Tensor, target: Tensor, known: Tensor, pace: Tensor,
    ) -> tuple:  # fmt: skip
        given = {f"net.{name}": value for name, value in {**given, "log_pace": pace.log()}.items()}
        call = lambda name, *inputs: functional_call(Method(net, name), given, inputs)
        frames = torch.cat([memory_frames, frame[:, None]], 1)
        features = [x.unflatten(0, frames.shape[:2]) for x in call("key", frames.flatten(0, 1))]
        key, f8, f4, f2 = (x[:, -1] for x in features)
        of_memory, f8_of_memory = features[0], features[1][:, :-1]
        others = memory_masks.sum(2, keepdim=True) - memory_masks
        spread = [x.flatten(0, 1).repeat_interleave(MASKS, 0) for x in (memory_frames, f8_of_memory)]
        value = call("value", *spread, *(x.flatten(0, 2)[:, None] for x in (memory_masks, others)))
        value = value.flatten(2).unflatten(0, memory_masks.shape[:3])  # (batch, T, K, channels, places)
        memories = [(of_memory[:, t], -age[t], positions[:, t]) for t in range(MEMORIES)]
        scores = affinity(Motion(net, given), key, memories, 0)
        readout = value.permute(0, 2, 3, 1, 4).flatten(3) @ scores.softmax(1)[:, None]
        readout = readout.flatten(0, 1).unflatten(2, key.shape[2:])
        shared = [x.repeat_interleave(MASKS, 0) for x in (f8, f4, f2)]
        logit = call("decode", readout, carried.flatten(0, 1)[:, None], *shared)
        prob = logit.sigmoid().view(target.shape) * exists[:, :, None, None]
        parts = propagation_loss(aggregate(prob), target, HARDEST, known)
        return sum(parts), torch.stack(parts)

    return step(net, loss)


class Motion:
    """The motion prior with weights that are given."""

    def __init__(self, net: CompactStcn, given: dict[str, Tensor]) -> None:
        self.net, self.given = net, given

    def motion_prior(self, *inputs: object) -> Tensor:
        return functional_call(Method(self.net, "motion_prior"), self.given, inputs)


def write(net: nn.Module, path: Path, example: dict[str, Tensor] | None = None) -> None:
    """Writes the step of a network (SegmentNet or CompactStcn), for inputs of the example's sizes."""
    make, inputs = (segment_step, segment_example) if isinstance(net, SegmentNet) else (stcn_step, stcn_example)
    given = {"weight": weights(net), **(example or inputs())}
    export(make(net), given, ["loss", "parts", "gradient"], path)
