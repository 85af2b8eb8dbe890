"""Contact sheet of clips: frames, label outlines, flow colours.

python -m maskvos_train.data.preview --out sheet.png [--kinds phase_spread dic] [--per-kind 3] [--shard FILE]
"""

import argparse

import cv2
import numpy as np

from .clip import stretch
from .simulation.simulator import KINDS, simulate_clip


def flow_colours(flow, largest=None):
    """BGR uint8 picture [H, W, 3] of a flow [2, H, W]: hue = direction, value = length / largest (px)."""
    length, angle = np.hypot(flow[0], flow[1]), np.arctan2(flow[1], flow[0])
    largest = largest or max(np.percentile(length, 99.5), 0.5)
    hsv = np.stack(
        [(angle / (2 * np.pi) % 1 * 179), np.full_like(angle, 255), np.clip(length / largest, 0, 1) * 255], -1
    )
    return cv2.cvtColor(hsv.astype(np.uint8), cv2.COLOR_HSV2BGR)


def outlined(frame, labels):
    """BGR picture of a uint8 frame with the borders between labels coloured by identity."""
    edge = np.zeros(labels.shape, bool)
    edge[:, :-1] |= labels[:, :-1] != labels[:, 1:]
    edge[:-1] |= labels[:-1] != labels[1:]
    out = cv2.cvtColor(frame, cv2.COLOR_GRAY2BGR)
    colour = np.random.default_rng(1).integers(60, 256, (int(labels.max()) + 2, 3)).astype(np.uint8)
    near = np.maximum(labels, cv2.dilate(labels.astype(np.float32), np.ones((2, 2))).astype(labels.dtype))
    out[edge] = colour[near[edge]]
    return out


def row(frames, labels, flow, title):
    """One clip: frame 0, outlined 0, frame 1, outlined 1, flow 0 -> 1."""
    one = [
        cv2.cvtColor(frames[0], cv2.COLOR_GRAY2BGR),
        outlined(frames[0], labels[0]),
        cv2.cvtColor(frames[1], cv2.COLOR_GRAY2BGR),
        outlined(frames[1], labels[1]),
        flow_colours(flow[0]),
    ]
    strip = np.hstack(one)
    cv2.putText(strip, title, (4, 12), cv2.FONT_HERSHEY_SIMPLEX, 0.42, (0, 255, 255), 1, cv2.LINE_AA)
    return strip


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", default="preview.png")
    parser.add_argument("--kinds", nargs="*")
    parser.add_argument("--per-kind", type=int, default=2)
    parser.add_argument("--columns", type=int, default=2)
    parser.add_argument("--diameter", type=float, default=24.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--shard", help="show the clips of a shard instead")
    a = parser.parse_args()
    rows = []
    if a.shard:
        d = np.load(a.shard)
        for i in range(min(len(d["frames"]), 32)):
            rows.append(
                row(
                    d["frames"][i],
                    d["labels"][i].astype(np.int32),
                    d["flow"][i].astype(np.float32),
                    f"{d['kind'][i]} d={d['diameter'][i]:.0f}",
                )
            )
    else:
        for kind in a.kinds or KINDS:
            for k in range(a.per_kind):
                clip = simulate_clip(np.random.default_rng([a.seed, k, sum(map(ord, kind))]), kind, diameter=a.diameter)
                rows.append(row(stretch(clip.frames), clip.labels, clip.flow, f"{kind} d={clip.diameter():.0f}"))
    while len(rows) % a.columns:
        rows.append(np.zeros_like(rows[0]))
    cv2.imwrite(a.out, np.vstack([np.hstack(rows[i : i + a.columns]) for i in range(0, len(rows), a.columns)]))


if __name__ == "__main__":
    main()
