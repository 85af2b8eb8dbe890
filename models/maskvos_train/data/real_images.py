"""Loaders for the real images and sequences; the folder is given by the caller, nothing is downloaded.

Static images are for training (with held-out ones marked); the two labelled sequences are for evaluation only.
"""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import cv2
import numpy as np
import tifffile

DEFAULT_DATA = Path(__file__).resolve().parents[3] / ".." / "shared" / "data"
SEQUENCES = ("seq_c2c12", "seq_epidermis_nuclei")  # never used for training
HELD_OUT = {"dsb2018": 64, "usiigaci_static": 4, "bacteria_omnipose": 0}


@dataclass
class Static:
    """One still image: image float32 [H, W] (luminance), labels int32 [H, W], its set, and whether it is held out."""

    image: np.ndarray
    labels: np.ndarray
    dataset: str
    name: str
    heldout: bool

    def bright(self):
        """Whether the objects are darker than what is around them: stained tissue, bright field."""
        inside = self.labels > 0
        return bool(inside.any() and self.image[inside].mean() < self.image[~inside].mean())


def luminance(picture):
    """Any image array -> float32 [H, W]; colour as read by OpenCV (BGR, or BGRA whose alpha is dropped)."""
    picture = picture.astype(np.float32)
    if picture.ndim == 2:
        return picture
    if picture.shape[2] in (2, 4):
        picture = picture[..., :-1]
    if picture.shape[2] == 1:
        return picture[..., 0]
    return picture[..., :3] @ np.array([0.114, 0.587, 0.299], np.float32)


def _order(name):
    return sha256(name.encode()).hexdigest()


class MissingData(Exception):
    """One sentence that names the folder."""


def folder_of(data, dataset):
    """The folder of one set. Raises MissingData where it is not there."""
    folder = Path(data) / dataset
    if not folder.is_dir():
        raise MissingData(f"There is no folder {folder} with the images of {dataset}: see models/DATA.md.")
    return folder


def load_static(data=DEFAULT_DATA, dataset="dsb2018"):
    """All images of one set, in the order of their names. The held-out ones are those with the smallest hash of their
    name. Raises MissingData where its folder is not there."""
    folder = folder_of(data, dataset)
    images = sorted(p for p in (folder / "images").iterdir() if not p.name.startswith("."))
    held = set(sorted((p.stem for p in images), key=_order)[: HELD_OUT.get(dataset, 0)])
    out = []
    for path in images:
        truth = next((folder / "labels").glob(path.stem + ".*"))
        labels = cv2.imread(str(truth), cv2.IMREAD_UNCHANGED)
        out.append(
            Static(
                luminance(cv2.imread(str(path), cv2.IMREAD_UNCHANGED)),
                labels.astype(np.int32),
                dataset,
                path.stem,
                path.stem in held,
            )
        )
    return out


def load_wounds(data=DEFAULT_DATA):
    """Scratch assays: list of Static whose labels are binary (1 = wound)."""
    out = []
    for s in load_static(data, "scratch_wound"):
        s.labels = (s.labels if s.labels.ndim == 2 else s.labels.max(-1)) > 0
        s.labels = s.labels.astype(np.int32)
        out.append(s)
    return out


def load_sequence(name, data=DEFAULT_DATA):
    """Evaluation only: frames float32 [T, H, W] and tracked labels int32 [T, H, W] of `seq_c2c12` or
    `seq_epidermis_nuclei`."""
    folder = folder_of(data, name)
    frames, labels = (tifffile.imread(folder / file) for file in ("images.tif", "labels_tracked.tif"))
    return frames.astype(np.float32), labels.astype(np.int32)
