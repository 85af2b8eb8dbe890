"""The plugin's command line, from Python: a process for every call.

labels, report = Launcher("../target/maskvos/bin/maskvos").propagate(frames, frames_first_labels, "--memory", "every")
"""

import json
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import tifffile


class Launcher:
    def __init__(self, path):
        self.path = path

    def simulate(self, movie, truth, **options):
        """Writes a movie and its truth; options as `maskvos simulate` has them."""
        arguments = [f"--{key.replace('_', '-')}={value}" for key, value in options.items()]
        subprocess.run(
            [self.path, "simulate", "-o", movie, "--truth", truth, *arguments],
            check=True,
            stderr=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )

    def segment(self, frames, *options):
        """frames (T, H, W) or (T, H, W, 3). Labels (T, H, W) and the report."""
        return self._labels("segment", frames, None, *options)

    def propagate(self, frames, first, *options):
        """The same with labels of the first frame (H, W)."""
        return self._labels("propagate", frames, first, *options)

    def run(self, *arguments):
        """On files. The report."""
        done = subprocess.run(
            [self.path, *arguments, "--json"], check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        return json.loads(done.stdout)

    def _labels(self, command, frames, first, *options):
        with tempfile.TemporaryDirectory() as folder:
            movie, annotation, out = (Path(folder) / name for name in ("movie.tif", "first.tif", "labels.tif"))
            tifffile.imwrite(movie, frames, imagej=True, metadata={"axes": "TYXS" if frames.ndim == 4 else "TYX"})
            if first is not None:
                annotate(annotation, first)
                options = "--annotations", annotation, *options
            report = self.run(command, movie, "-o", out, *options)
            return tifffile.imread(out).reshape(frames.shape[:3]).astype(np.int32), report


def annotate(path, labels):
    """Writes labels of a frame as the command line takes them."""
    tifffile.imwrite(path, labels.astype(np.uint16), imagej=True)
