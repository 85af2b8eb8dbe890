"""Trains the segmentation network on clips with instance masks.

    python -m maskvos_train.train.segment --data data/train --run runs/segment --minutes 120

The flow it sees is the exact one made worse, and, once --flow names a trained flow run, what that network finds (read
again every 500 steps, since both may be in training). Each stream is now and then absent, so that either alone still
says something."""

from pathlib import Path

import torch

from ..data.clip import CANONICAL_DIAMETER
from ..data.shards import Shards
from ..networks.flow import FlowNet
from ..networks.segment import SegmentNet
from .losses import segment_loss
from .run import device, load, parser, start
from .segment_sampler import Sampler


def main():
    options = parser(__doc__, "segment", minutes=120, batch=8)
    options.add_argument("--flow", help="run folder of a flow network whose estimates are mixed in")
    options.add_argument(
        "--diameter",
        type=float,
        default=CANONICAL_DIAMETER,
        help="of the objects that it is to know best, px; clips are zoomed to it",
    )
    options.add_argument(
        "--width", type=int, default=1, help="2: twice the channels; --init wants weights of that width (widen.py)"
    )
    options.add_argument(
        "--bfloat16",
        action="store_true",
        help="convolutions in bfloat16: twice as fast where the processor multiplies its matrices (AMX)",
    )
    args = options.parse_args()
    run, rng = start(args, lambda: SegmentNet(args.width))
    run.about = {"diameter": args.diameter, "width": args.width}
    if args.compile:
        run.model.compile()
    shards = Shards(args.data, canonical=args.diameter)
    sampler = Sampler(shards, rng, args.diameter)
    more = True
    while more:
        if args.flow and run.step % 500 == 0 and (Path(args.flow) / "last.pt").exists():
            sampler.flow_net = load(FlowNet, args.flow)[0].to(device())
        frames, flows, truth = sampler.batch(args.batch, args.size)
        with torch.autocast(device().type, torch.bfloat16, enabled=args.bfloat16):
            outputs = run.model(frames, flows)
        error, parts = segment_loss([output.float() for output in outputs], truth)
        more = run.update(error, {"loss": error.item(), **{k: v.item() for k, v in parts.items()}})
        run.log()
        if run.step % 500 == 0 or not more:
            run.save()
            shards.refresh()


if __name__ == "__main__":
    main()
