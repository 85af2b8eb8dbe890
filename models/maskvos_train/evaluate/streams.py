"""What the networks do on held-out synthetic clips: flow beside OpenCV's, and what each stream is worth.

    python -m maskvos_train.evaluate.streams --data data/heldout --flow runs/flow --segment runs/segment

Flow: end-point error in px, mean over all pixels, over object pixels, and the median over clips of the
mean over object pixels; ours, OpenCV's DIS (medium) and Farneback, and no motion. Streams: foreground
Jaccard index with both streams, with the flow zeroed, with the frame replaced by its mean; on
camouflage clips (objects of the background's own texture) and on the others. The flow is the network's
own estimate; with the true flow one sees what a better estimate would give.
"""

import argparse

import cv2
import numpy as np
import torch

from ..data.shards import Shards
from ..networks.flow import FlowNet
from ..networks.segment import SegmentNet
from ..train.run import load

VARIANTS = ("both", "no flow", "no frame", "true flow")


def opencv(method, first, second):
    a, b = ((x * 255).astype(np.uint8) for x in (first, second))
    flow = method(a, b)
    return np.moveaxis(flow, -1, 0)


def dis(a, b):
    return cv2.DISOpticalFlow_create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM).calc(a, b, None)


def farneback(a, b):
    return cv2.calcOpticalFlowFarneback(a, b, None, 0.5, 4, 15, 3, 5, 1.1, 0)


def pairs(shards):
    """First and second frame in [0, 1], true flow, labels of the first, kind; of every clip's first pair."""
    for frames, labels, flow, kind in shards.clips:
        yield frames[0] / 255.0, frames[1] / 255.0, flow[0].astype(np.float32), labels[0], kind


def tensor(x):
    return torch.from_numpy(np.ascontiguousarray(x, dtype=np.float32))[None, None]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True)
    parser.add_argument("--flow", required=True)
    parser.add_argument("--segment", required=True)
    args = parser.parse_args()
    flow_net, _ = load(FlowNet, args.flow)
    segment_net, _ = load(SegmentNet, args.segment)
    errors = {name: [] for name in ("ours", "DIS", "Farneback", "no motion")}
    jaccard = {(group, name): [] for group in ("camouflage", "others") for name in VARIANTS}
    with torch.no_grad():
        for first, second, truth, labels, kind in pairs(Shards(args.data)):
            found = flow_net(tensor(first), tensor(second))
            estimates = {
                "ours": found[0].numpy(),
                "DIS": opencv(dis, first, second),
                "Farneback": opencv(farneback, first, second),
                "no motion": np.zeros_like(truth),
            }
            objects = labels > 0
            for name, estimate in estimates.items():
                error = np.linalg.norm(estimate - truth, axis=0)
                errors[name].append((error.mean(), error[objects].mean() if objects.sum() > 50 else np.nan))
            if objects.sum() < 50:
                continue
            frame = tensor(first)
            inputs = {
                "both": (frame, found),
                "no flow": (frame, found * 0),
                "no frame": (torch.full_like(frame, float(frame.mean())), found),
                "true flow": (frame, torch.from_numpy(truth)[None]),
            }
            for name, pair in inputs.items():
                mask = segment_net(*pair)[0][0, 0].numpy() > 0
                group = "camouflage" if "camouflage" in kind else "others"
                jaccard[group, name].append((mask & objects).sum() / (mask | objects).sum())
    print("flow | all px | object px | median clip, object px")
    for name, rows in errors.items():
        rows = np.array(rows)
        print(f"{name} | {rows[:, 0].mean():.2f} | {np.nanmean(rows[:, 1]):.2f} | {np.nanmedian(rows[:, 1]):.2f}")
    print("\nforeground J | both streams | flow zeroed | appearance zeroed | both, true flow | clips")
    for group in ("camouflage", "others"):
        values = [jaccard[group, name] for name in VARIANTS]
        print(f"{group} | " + " | ".join(f"{np.mean(v):.3f}" for v in values) + f" | {len(values[0])}")


if __name__ == "__main__":
    main()
