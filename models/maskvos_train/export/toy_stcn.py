"""An STCN of no weights, for tests of what is around it: a place is recognised by its grey and where it is.

    python -m maskvos_train.export.toy_stcn ../src/test/resources/toy-stcn

Key: mean grey of 4 x 4 px, steeply weighted, and the place, weakly: the best match is the same grey nearby. Value:
the object's share of the place. Decode: the share read from memory, enlarged.
"""

import argparse

import torch
from torch import nn
from torch.nn import functional as F

from . import stcn_package

HEAD = """\
format_version: 0.5.4
type: model
name: Toy
description: Recognises places by their grey and where they are; for tests.
authors:
  - name: MaskVOS developers
license: CC0-1.0
"""
GREY, PLACE = 60.0, 0.25


class ToyStcn(nn.Module):
    STRIDE, MULTIPLE = 4, 8
    GRAPHS = {
        "key": (["frame"], ["key", "grey"]),
        "value": (["frame", "mask", "others"], ["value"]),
        "decode": (["readout", "grey"], ["logit"]),
    }

    def key(self, frame):
        grey = F.avg_pool2d(frame, 4)
        ones = torch.ones_like(grey)
        return torch.cat([GREY * grey, PLACE * ones.cumsum(2), PLACE * ones.cumsum(3)], 1), grey

    def value(self, frame, mask, others):
        return F.avg_pool2d(torch.cat([mask, others], 1) + 0 * frame.mean(1, keepdim=True), 4)

    def decode(self, readout, grey):
        share = readout[:, :1] + 0 * grey
        return 16 * (F.interpolate(share, scale_factor=4, mode="bilinear", align_corners=False) - 0.5)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", help="package folder")
    stcn_package.write(ToyStcn(), parser.parse_args().out, HEAD, mean=[0.0], std=[1.0])


if __name__ == "__main__":
    main()
