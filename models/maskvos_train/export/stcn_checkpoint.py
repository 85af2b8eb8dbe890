"""Published STCN checkpoints into stcn_net.Stcn: nothing that is missing, extra or of another shape passes."""

import torch

from ..networks.stcn import Stcn

MASK_CONV = "value_encoder.conv1.weight"


class CheckpointError(Exception):
    """One sentence that names the file and what is wrong in it."""


def read(path):
    """A state dict from a file: plain, or nested in 'network' as training writes it."""
    try:
        state = torch.load(path, map_location="cpu", weights_only=True)
    except Exception as e:
        raise CheckpointError(f"{path} cannot be read as a PyTorch checkpoint: {str(e).splitlines()[0]}") from e
    if isinstance(state, dict) and isinstance(state.get("network"), dict):
        state = state["network"]
    if not isinstance(state, dict):
        raise CheckpointError(f"{path} holds no state dict.")
    return state


def load(state, name="the checkpoint"):
    """A network in evaluation mode with the weights of a state dict (key -> tensor).

    Checkpoints of the first training stage have no plane for the other objects: it gets weights of zero.
    """
    net = Stcn()
    state = dict(state)
    weight = state.get(MASK_CONV)
    if weight is not None and tuple(weight.shape) == (64, 4, 7, 7):
        state[MASK_CONV] = torch.cat([weight, torch.zeros(64, 1, 7, 7, dtype=weight.dtype)], 1)
    expected = net.state_dict()
    for problem, keys in (
        ("lacks", expected.keys() - state.keys()),
        ("has the unknown", state.keys() - expected.keys()),
    ):
        if keys:
            raise CheckpointError(f"{name} {problem} {listed(sorted(keys))}: it is no STCN checkpoint.")
    for key, tensor in expected.items():
        if state[key].shape != tensor.shape:
            raise CheckpointError(
                f"{name} has {key} of shape {tuple(state[key].shape)}, but STCN's has {tuple(tensor.shape)}."
            )
    net.load_state_dict(state)
    return net.eval()


def listed(keys, most=5):
    more = len(keys) - most
    return ", ".join(keys[:most]) + (f" and {more} more" if more > 0 else "")
