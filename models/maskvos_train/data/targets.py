"""What the segmentation network is asked to predict, from an instance mask."""

import cv2
import numpy as np
from scipy import ndimage
from skimage.segmentation import find_boundaries

from .clip import CANONICAL_DIAMETER


def targets(labels, canonical=CANONICAL_DIAMETER):
    """labels (H, W) int -> float32 (4, H, W): foreground, boundary, distance, size.

    boundary: the inner edge of every object. distance: to the edge, as a fraction of the object's
    largest. size: log2(equivalent diameter / canonical), 0 in the background.
    """
    labels = labels.astype(np.int32)
    foreground = labels > 0
    boundary = find_boundaries(labels, mode="inner")
    inside = cv2.distanceTransform((foreground & ~boundary).astype(np.uint8), cv2.DIST_L2, 5)
    distance = (inside + 1.0) * foreground
    size = np.zeros(labels.shape, np.float32)
    if foreground.any():
        ids = np.arange(labels.max() + 1)
        largest = ndimage.maximum(distance, labels, ids)
        area = np.bincount(labels.ravel(), minlength=len(ids)).astype(np.float64)
        distance = distance / np.maximum(largest, 1.0)[labels]
        diameter = np.sqrt(4.0 * np.maximum(area, 1.0) / np.pi)
        size = np.log2(diameter / canonical)[labels] * foreground
    return np.stack([foreground, boundary, distance, size]).astype(np.float32)
