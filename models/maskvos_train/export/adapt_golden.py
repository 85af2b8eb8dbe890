"""Golden vectors for the Java side of teaching: targets, losses, gradients, a step of Adam.

    python -m maskvos_train.export.adapt_golden ../src/test/resources/org/maskvos/adapt

docs/adapt-contract.md says what each array is. Seeds are fixed; inputs are stored so that they are exact.
"""

import argparse
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from ..data.clip import CANONICAL_DIAMETER, stretch
from ..data.simulation.simulator import simulate_clip
from ..data.targets import targets
from ..networks.compact_stcn import CompactStcn
from ..networks.segment import SegmentNet
from ..train.run import load
from . import step_examples, train_step
from .compact_stcn import TRUST
from .teachable import rounded

FLOW_UNIT = 8  # flow is stored in eighths of a px
RATE, BETAS, EPSILON = 3e-4, (0.9, 0.999), 1e-8
CHECKPOINTS = Path(__file__).parents[2] / "checkpoints"


def target_vectors() -> dict[str, np.ndarray]:
    """A plane with objects that touch, are cut off by the border, in pieces and of one pixel; and its maps."""
    clip = simulate_clip(np.random.default_rng(7), "phase_confluent", (64, 80), 1, 20.0)
    labels = clip.labels[0].copy()
    labels[2, 2], labels[60:62, 70:74], labels[50:52, 70:72] = 300, 301, 301
    return {"labels": labels.astype(np.uint16), "canonical": np.float32(20.0), "target": targets(labels, 20.0)}


def adam_vectors() -> dict[str, np.ndarray]:
    """Three steps of five numbers, the rate falling along a cosine over these three."""
    generator = torch.Generator().manual_seed(5)
    weight = nn.Parameter(torch.randn(5, generator=generator))
    gradients = torch.randn(3, 5, generator=generator) * torch.tensor([1e-6, 1e-3, 1.0, 100.0, 0.0])
    optimizer, rows = torch.optim.Adam([weight], lr=RATE, betas=BETAS, eps=EPSILON), [weight.detach().clone()]
    rates = [RATE * 0.5 * (1 + np.cos(np.pi * k / 3)) for k in range(3)]
    for rate, gradient in zip(rates, gradients):
        optimizer.param_groups[0]["lr"], weight.grad = rate, gradient
        optimizer.step()
        rows.append(weight.detach().clone())
    return {"gradients": gradients.numpy(), "rates": np.float32(rates), "weights": torch.stack(rows).numpy()}


def segment_inputs() -> tuple[dict[str, np.ndarray], dict[str, Tensor]]:
    """What is stored, and the inputs of a step that it stands for."""
    size, stored, inputs = step_examples.CROP, {k: [] for k in ("frame", "flow", "labels", "known")}, []
    for k in range(step_examples.BATCH):
        rng = np.random.default_rng([11, k])
        clip = simulate_clip(rng, step_examples.KINDS[k], (size, size), 2, CANONICAL_DIAMETER)
        flow = np.clip(np.round(clip.flow[0] * FLOW_UNIT), -127, 127).astype(np.int8) * (k != 3)  # one without motion
        known = np.ones((size, size), np.uint8)
        known[: 60 * (k % 2)] = 0
        frame, labels = stretch(clip.frames)[0], clip.labels[0].astype(np.uint16)
        for name, value in zip(stored, (frame, flow, labels, known)):
            stored[name].append(value)
        whole = frame[None] / np.float32(255), flow / np.float32(FLOW_UNIT), targets(labels), known[None]
        inputs.append([torch.from_numpy(np.asarray(x, np.float32)) for x in whole])
    names = "frame", "flow", "target", "known"
    return {k: np.stack(v) for k, v in stored.items()}, {n: torch.stack(x) for n, x in zip(names, zip(*inputs))}


def taught(net: nn.Module, function: object, inputs: dict[str, Tensor]) -> dict[str, np.ndarray]:
    """Loss, parts, the norm of each trained weight's gradient, and the loss after one step of Adam."""
    weights = train_step.weights(net)
    loss, parts, gradients = function(weights, *inputs.values())
    learned = {name: nn.Parameter(weights[name].clone()) for name in gradients}
    optimizer = torch.optim.Adam(learned.values(), lr=RATE, betas=BETAS, eps=EPSILON)
    for name, gradient in gradients.items():
        learned[name].grad = gradient
    optimizer.step()
    moved = {**weights, **{name: value.detach() for name, value in learned.items()}}
    return {
        "loss": loss.numpy(),
        "parts": parts.numpy(),
        "names": np.array(list(gradients)),
        "norms": np.float32([g.norm() for g in gradients.values()]),
        "loss_after": function(moved, *inputs.values())[0].numpy(),
    }


def segment_vectors() -> dict[str, np.ndarray]:
    net = rounded(load(SegmentNet, CHECKPOINTS / "segment.pt")[0])
    stored, inputs = segment_inputs()
    return {**stored, **taught(net, train_step.segment_step(net), inputs)}


def stcn_vectors() -> dict[str, np.ndarray]:
    net = rounded(load(CompactStcn, CHECKPOINTS / "stcn.pt")[0])
    net.trust = TRUST
    inputs = step_examples.stcn_example(seed=12)
    stored = {
        "frames": torch.cat([inputs["memory_frames"][0, :, 0], inputs["frame"][:, 0]]).mul(255).round().byte().numpy(),
        "memory_masks": (inputs["memory_masks"][0] > 0.5).byte().numpy(),
        "carried": (inputs["carried"][0] > 0.5).byte().numpy(),
        "target": inputs["target"][0].byte().numpy(),
        "known": inputs["known"][0, 0].byte().numpy(),
    }
    return {**stored, **taught(net, train_step.stcn_step(net), inputs)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path, help="folder")
    out = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    vectors = {
        "targets": target_vectors,
        "adam": adam_vectors,
        "segment-step": segment_vectors,
        "stcn-step": stcn_vectors,
    }
    for name, make in vectors.items():
        np.savez_compressed(out / f"{name}.npz", **make())


if __name__ == "__main__":
    main()
