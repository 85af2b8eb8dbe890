"""DAVIS 2017: J and F of each object, as the published code computes them (numpy and OpenCV); the reference for speed.

    python -m maskvos_train.evaluate.davis TRUTH PREDICTION

compares two folders of PNG label images; prints J, F and the seconds.
"""

import argparse
import time
from pathlib import Path

import cv2
import numpy as np


def boundary(mask):
    """One pixel wide: between a pixel and its right, lower and lower right neighbours."""
    east, south, both = np.zeros_like(mask), np.zeros_like(mask), np.zeros_like(mask)
    east[:, :-1] = mask[:, 1:]
    south[:-1] = mask[1:]
    both[:-1, :-1] = mask[1:, 1:]
    edge = mask ^ east | mask ^ south | mask ^ both
    edge[-1] = mask[-1] ^ east[-1]
    edge[:, -1] = mask[:, -1] ^ south[:, -1]
    edge[-1, -1] = 0
    return edge


def disk(radius):
    y, x = np.mgrid[-radius : radius + 1, -radius : radius + 1]
    return (x * x + y * y <= radius * radius).astype(np.uint8)


def contour_accuracy(truth, prediction):
    radius = int(np.ceil(0.008 * np.linalg.norm(truth.shape)))
    a, b = boundary(truth), boundary(prediction)
    near_a, near_b = (cv2.dilate(edge.astype(np.uint8), disk(radius)) for edge in (a, b))
    count_a, count_b = a.sum(), b.sum()
    if count_a == 0 or count_b == 0:
        return float(count_a == count_b)
    precision, recall = (b * near_a).sum() / count_b, (a * near_b).sum() / count_a
    return 0.0 if precision + recall == 0 else 2 * precision * recall / (precision + recall)


def region_similarity(truth, prediction):
    union = np.sum(truth | prediction)
    return 1.0 if union == 0 else np.sum(truth & prediction) / union


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("truth")
    parser.add_argument("prediction")
    args = parser.parse_args()
    begin = time.perf_counter()
    files = list(zip(sorted(Path(args.truth).glob("*.png")), sorted(Path(args.prediction).glob("*.png")), strict=True))
    objects = cv2.imread(str(files[0][0]), cv2.IMREAD_UNCHANGED).max()
    scores = []
    for a, b in files:
        truth, prediction = (cv2.imread(str(f), cv2.IMREAD_UNCHANGED) for f in (a, b))
        for k in range(1, objects + 1):
            pair = truth == k, prediction == k
            scores.append((region_similarity(*pair), contour_accuracy(*pair)))
    region, contour = np.mean(scores, axis=0)
    print(
        f"objects_J {region:.9f}  objects_F {contour:.9f}  {len(files)} frames in {time.perf_counter() - begin:.2f} s"
    )


if __name__ == "__main__":
    main()
