"""The same MaskVOS network with twice the channels: training goes on from what the smaller one has learned.

    python -m maskvos_train.train.widen checkpoints/segment.pt runs/wide.pt

Every channel is there twice, and what read it takes a share of each (Net2Net; Chen et al. 2016). Shares are drawn
around one half, so that the copies learn different things; the outputs stay what they were.
"""

import argparse

import torch

from ..networks.segment import SegmentNet
from .run import load

SPREAD = 0.25  # of the shares around one half


def widened(small, large):
    """A state dict for large, a SegmentNet of twice the width of small, with the outputs of small."""
    out, old, root = {}, small.state_dict(), 0.5**0.5
    for name, wanted in large.state_dict().items():
        value = old[name]
        for axis in range(value.ndim):
            if value.shape[axis] == wanted.shape[axis]:
                continue
            value = value.repeat_interleave(2, axis)
            if axis == 1 and name.endswith("weight"):  # sums over channels
                share = torch.randn(value.shape[0], value.shape[1] // 2, *value.shape[2:]) * SPREAD + 0.5
                value = value * torch.stack([share, 1 - share], 2).flatten(1, 2)
        # products of twice the channels, whose scale grows by the root of two only
        if ".q." in name or "_embed.2." in name:
            value *= root
        elif ".qkv." in name:
            value[: len(value) // 3] *= root
        out[name] = value
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("old", help="weights")
    parser.add_argument("new", help="file to write")
    args = parser.parse_args()
    old, new = args.old, args.new
    torch.manual_seed(1)
    small, about = load(SegmentNet, old)
    state = torch.load(old, map_location="cpu")
    width = 2 * about.get("width", 1)
    large = SegmentNet(width).eval()
    large.load_state_dict(widened(small, large))
    with torch.no_grad():
        inputs = torch.rand(2, 1, 96, 128), torch.randn(2, 2, 96, 128)
        difference = max((a - b).abs().max().item() for a, b in zip(small(*inputs), large(*inputs)))
    print(f"largest difference of an output: {difference:.2g}")
    assert difference < 1e-3, difference
    torch.save({**state, "average": large.state_dict(), "about": {**state["about"], "width": width}}, new)


if __name__ == "__main__":
    main()
