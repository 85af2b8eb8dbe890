"""Writes the bundled propagation package from the weights of a training.

python -m maskvos_train.export.compact_stcn --run checkpoints/stcn.pt --out packages/stcn-compact
"""

import argparse

from ..networks.compact_stcn import CompactStcn
from ..train.run import load
from . import stcn_package

# The diameter was chosen on the simulated movies of evaluate_stcn and the two sequences: larger frames than in training
# give finer outlines. The pace is what the network learned (11.3 px), and hardly worse than the best of five on movies
# of the benchmark's kinds.
OBJECT_DIAMETER, PACE = 32.0, 11.0
# Training leads masks further astray than movies do. Chosen on five movies of the benchmark's kinds, J with 0, 0.7,
# 1.3: 0.792, 0.801, 0.793.
TRUST = 0.7

HEAD = """\
format_version: 0.5.4
type: model
name: STCN compact
description: >-
  Propagates labelled objects through a movie, in microscopy and elsewhere. A space-time correspondence network at stride 8, on
  the features of the MaskVOS network; what looks alike is told apart by where it was.
authors:
  - name: MaskVOS developers
license: BSD-2-Clause
tags: [video-object-segmentation, tracking, propagation, microscopy, fiji]
cite:
  - text: "Cheng, Tai, Tang 2021, Rethinking space-time networks with improved memory coverage for efficient video object segmentation"
    doi: 10.48550/arXiv.2106.05210
training_data:
  description: "{steps} steps, {minutes} min in all, on simulated microscopy, moving still images (DSB2018, Usiigaci, Omnipose) and drawn scenes"
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", required=True, help="a training's folder, or its weights")
    parser.add_argument("--out", required=True, help="package folder; its name is the model's id")
    args = parser.parse_args()
    net, about = load(CompactStcn, args.run)
    net.trust = TRUST
    stcn_package.write(
        net, args.out, HEAD.format(**about), [0.0] * 3, [1.0] * 3, object_diameter=OBJECT_DIAMETER, pace=PACE
    )


if __name__ == "__main__":
    main()
