"""Writes a model package from a published STCN checkpoint.

    python -m maskvos_train.export.published_stcn --checkpoint stcn.pth --out ~/.cache/maskvos/models/stcn [--gpu]

Large convolutions are written as winograd.py has them, unless the package is for a GPU.
"""

import argparse
import sys

from ..networks.stcn import IMAGE_MEAN, IMAGE_STD
from . import stcn_checkpoint, stcn_package, winograd

HEAD = """\
format_version: 0.5.4
type: model
name: {name}
description: >-
  Propagates labelled objects through a movie: keys of the frames say where memory looks like the present frame, values carry
  the masks (space-time correspondence network).
authors:
  - name: Ho Kei Cheng
  - name: Yu-Wing Tai
  - name: Chi-Keung Tang
license: {licence}
tags: [video-object-segmentation, tracking, propagation, stcn, fiji]
cite:
  - text: "Cheng, Tai, Tang 2021, Rethinking space-time networks with improved memory coverage for efficient video object segmentation"
    doi: 10.48550/arXiv.2106.05210
"""


def write_package(net, out, name, licence, gpu=False):
    stcn_package.write(
        net,
        out,
        HEAD.format(name=name, licence=licence),
        IMAGE_MEAN,
        IMAGE_STD,
        resolution=480,
        rewrite=None if gpu else winograd.rewrite,
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", required=True, help="state dict with STCN's keys, plain or nested in 'network'")
    parser.add_argument("--out", required=True, help="package folder; its name is the model's id")
    parser.add_argument("--name", default="STCN", help="for people")
    parser.add_argument("--licence", default="LicenseRef-as-the-checkpoint", help="SPDX id of the weights' licence")
    parser.add_argument(
        "--gpu", action="store_true", help="convolutions as they are: faster on GPUs, slower on CPUs, and less memory"
    )
    args = parser.parse_args()
    try:
        net = stcn_checkpoint.load(stcn_checkpoint.read(args.checkpoint), args.checkpoint)
    except stcn_checkpoint.CheckpointError as e:
        sys.exit(f"export_stcn: {e}")
    write_package(net, args.out, args.name, args.licence, args.gpu)


if __name__ == "__main__":
    main()
