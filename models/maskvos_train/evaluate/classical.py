"""The classical baseline: threshold (Otsu or local, bright, dark or edges) and watershed on the distance transform.

    python -m maskvos_train.evaluate.classical IMAGES.tif LABELS.tif [--diameter D]

prints the SEG score of the better threshold for one movie, as the accuracy table uses it.
"""

import argparse

import numpy as np
import tifffile
from scipy import ndimage
from skimage.feature import peak_local_max
from skimage.filters import sobel, threshold_local, threshold_otsu
from skimage.morphology import remove_small_holes, remove_small_objects
from skimage.segmentation import watershed

METHODS = tuple((threshold, signal) for threshold in ("otsu", "local") for signal in ("bright", "dark", "edges"))


def foreground(frame, threshold, signal, diameter):
    """Binary mask of a frame [H, W]: threshold `otsu` or `local`, on the frame, its negative, or its edges."""
    smooth = ndimage.gaussian_filter(frame.astype(np.float32), max(0.7, diameter / 24))
    if signal == "dark":
        smooth = -smooth
    elif signal == "edges":
        smooth = ndimage.gaussian_filter(sobel(smooth), max(0.7, diameter / 16))
    if np.ptp(smooth) < 1e-6:
        return np.zeros(frame.shape, bool)
    if threshold == "otsu":
        mask = smooth > threshold_otsu(smooth)
    else:
        window = 2 * int(1.5 * diameter) + 1
        mask = smooth > threshold_local(smooth, window, "gaussian", offset=-0.3 * smooth.std())
    area = np.pi / 4 * diameter**2
    mask = ndimage.binary_opening(mask, iterations=1)
    return remove_small_holes(remove_small_objects(mask, max_size=int(0.1 * area)), max_size=int(0.3 * area))


def split(mask, diameter):
    """Touching objects apart: watershed of the smoothed distance transform, seeds at least 0.35 diameters from each
    other."""
    depth = ndimage.gaussian_filter(ndimage.distance_transform_edt(mask), max(0.5, diameter / 24))
    peaks = peak_local_max(
        depth, min_distance=max(2, int(0.35 * diameter)), labels=ndimage.label(mask)[0], exclude_border=False
    )
    seeds = np.zeros(mask.shape, np.int32)
    seeds[tuple(peaks.T)] = np.arange(1, len(peaks) + 1)
    return watershed(-depth, seeds, mask=mask).astype(np.int32)


def guess_diameter(frame):
    """Median size of the pieces that Otsu's threshold leaves, px, between 6 and a third of the frame."""
    pieces = ndimage.label(frame > threshold_otsu(frame))[0] if np.ptp(frame) > 0 else np.zeros(frame.shape, int)
    area = np.bincount(pieces.ravel())[1:]
    area = area[area > 20]
    return float(np.clip(np.sqrt(4 * np.median(area) / np.pi), 6, min(frame.shape) / 3)) if len(area) else 20.0


def segment_with(frame, diameter, threshold, signal):
    """Instance labels int32 [H, W] of one method; diameter 0 = guess it."""
    diameter = diameter or guess_diameter(frame)
    return split(foreground(frame, threshold, signal, diameter), diameter)


def segment(frame, diameter=0.0):
    """Instance labels without looking at the truth: of all methods the one whose objects are closest to the diameter in
    size.

    For the accuracy table use `best_of_movie`, which is kinder to the baseline.
    """
    diameter = diameter or guess_diameter(frame)
    best, cost = None, np.inf
    for method in METHODS:
        labels = segment_with(frame, diameter, *method)
        area = np.bincount(labels.ravel())[1:]
        if len(area):
            miss = np.abs(np.log(np.sqrt(4 * area / np.pi) / diameter)).mean()
            if miss < cost:
                best, cost = labels, miss
    return best if best is not None else np.zeros(frame.shape, np.int32)


def seg_score(truth, result):
    """CTC SEG over a movie: mean Jaccard index of every true object with the result that covers more than half of
    it."""
    scores = []
    for t, r in zip(truth, result):
        pairs = np.zeros((int(t.max()) + 1, int(r.max()) + 1), np.int64)
        np.add.at(pairs, (t.ravel(), r.ravel()), 1)
        at, ar = pairs.sum(1), pairs.sum(0)
        for i in np.flatnonzero(at):
            if i == 0:
                continue
            j = int(pairs[i, 1:].argmax()) + 1 if pairs.shape[1] > 1 else 0
            hit = pairs[i, j] if j else 0
            scores.append(hit / (at[i] + ar[j] - hit) if 2 * hit > at[i] else 0.0)
    return float(np.mean(scores)) if scores else 1.0


def best_of_movie(frames, truth, diameter=0.0):
    """(SEG, method) of the method that scores best against the truth of this movie: frames, truth [T, H, W]."""
    found = [(seg_score(truth, [segment_with(f, diameter, *m) for f in frames]), "-".join(m)) for m in METHODS]
    return max(found)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("images")
    parser.add_argument("labels")
    parser.add_argument("--diameter", type=float, default=0.0)
    a = parser.parse_args()
    score, method = best_of_movie(tifffile.imread(a.images), tifffile.imread(a.labels).astype(np.int32), a.diameter)
    print(f"SEG {score:.3f} ({method})")


if __name__ == "__main__":
    main()
