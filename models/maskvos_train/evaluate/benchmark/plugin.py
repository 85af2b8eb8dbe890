"""Movies through the plugin's command line, many in one process.

from maskvos_train.evaluate.benchmark.plugin import Plugin
"""

import os
import re
import shutil
import subprocess
from pathlib import Path

import numpy as np
import tifffile

from .movies import diameters, stack

STEP = 1.05  # given diameters are rounded to powers of this: movies of a diameter share a process


class Plugin:
    """The launcher with a package; label movies lie under `out`, and stay if they are to be kept."""

    def __init__(self, launcher, model, stcn, out, threads=0, keep=False):
        self.launcher, self.out, self.keep, self.threads = str(Path(launcher).absolute()), Path(out), keep, str(threads)
        self.segment_model, self.propagate_model = (
            str(Path(m).absolute()) if Path(m).is_dir() else m for m in (model, stcn)
        )

    def segment(self, movies, what="segment", *options):
        """Movies of one frame or more, to instances; diameters estimated unless an option says something else."""
        return self._batch(movies, what, "--model", self.segment_model, *options)

    def segment_given(self, movies):
        """The same with the true median diameter given."""
        groups, found = {}, {}
        for movie in movies:
            size = np.median(diameters(movie.truth()))
            groups.setdefault(round(STEP ** round(np.log(size) / np.log(STEP)), 2), []).append(movie)
        for size, group in sorted(groups.items()):
            found.update(self.segment(group, f"given/{size}", "--object-diameter", str(size)))
        return found

    def propagate(self, movies):
        """The first frame's labels through each movie."""
        folder = movies[0].part("first").parent.absolute()
        return self._batch(
            movies, "propagate", "--mode", "propagate", "--annotations", str(folder), "--model", self.propagate_model
        )

    def _batch(self, movies, what, *options):
        source, results = self.out / what / "movies", self.out / what / "labels"
        if not self.keep:
            shutil.rmtree(self.out / what, ignore_errors=True)
        source.mkdir(parents=True, exist_ok=True)
        for movie in movies:
            if not (source / movie.path.name).exists():
                os.link(movie.path, source / movie.path.name)
        subprocess.run(
            [
                self.launcher,
                "batch",
                str(source),
                "-o",
                str(results),
                *options,
                "--threads",
                self.threads,
                *(["--resume"] if self.keep else []),
            ],
            check=True,
            stderr=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        return {movie.name: Result(results / f"{movie.name}-vos.tif") for movie in movies}


class Result:
    """A label movie and what its provenance says."""

    def __init__(self, path):
        self.path = path

    def labels(self):
        return stack(self.path).astype(np.int32)

    def note(self, key):
        with tifffile.TiffFile(self.path) as file:
            return re.search(rf"^{key}: (\S+)", file.imagej_metadata["Info"], re.M).group(1)
