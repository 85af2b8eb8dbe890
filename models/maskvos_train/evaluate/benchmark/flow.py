"""End-point error of a package's flow network beside OpenCV's DIS, on the true flow of simulated movies.

    from maskvos_train.evaluate.benchmark.flow import FlowErrors

The network sees frames as the plugin shows them: each with its own contrast stretched, at the scale at which objects
have the package's diameter, or finer where only a few have room. DIS sees the same frames, unscaled and, as it may like
that better, at the network's scale."""

import re
from pathlib import Path

import cv2
import numpy as np
import onnxruntime

from ...networks.flow import FlowNet
from ..streams import dis
from .movies import diameters

ROOM, FINER = 6, 2  # the plugin's (NetworkScale)


def network_scale(side, diameter, canonical):
    """Network px per px of a movie whose shorter side and objects have so many px."""
    known = canonical / diameter
    return known * max(1.0, min(1 / known, FINER, ROOM * diameter / side))


def stretched(frame):
    low, high = np.percentile(frame, [0.3, 99.7])
    return np.clip((frame - low) / max(high - low, 1e-6), 0, 1).astype(np.float32)


class FlowErrors:
    """Called with a movie: mean errors in px over all pixels and over those of objects, by method."""

    def __init__(self, package):
        self.session = onnxruntime.InferenceSession(
            str(Path(package) / "flow.onnx"), providers=["CPUExecutionProvider"]
        )
        self.canonical = float(
            re.search(r"object_diameter: *([\d.]+)", (Path(package) / "rdf.yaml").read_text()).group(1)
        )

    def __call__(self, movie):
        at, flows = movie.flow()
        frames, truth = movie.frames().astype(np.float32), movie.truth()
        scale = network_scale(min(truth.shape[1:]), np.median(diameters(truth)), self.canonical)
        errors = {
            f"{name} {where}": [] for name in ("ours", "DIS", "DIS scaled", "no motion") for where in ("all", "objects")
        }
        for t, flow in zip(at, flows):
            first, second = stretched(frames[t]), stretched(frames[t + 1])
            estimates = {
                "ours": self.scaled(self.network, first, second, scale),
                "DIS": opencv(first, second),
                "DIS scaled": self.scaled(opencv, first, second, scale),
                "no motion": np.zeros_like(flow),
            }
            for name, estimate in estimates.items():
                error = np.linalg.norm(estimate - flow, axis=0)
                errors[f"{name} all"].append(error.mean())
                errors[f"{name} objects"].append(error[truth[t] > 0].mean() if truth[t].any() else np.nan)
        return {name: float(np.nanmean(values)) for name, values in errors.items()}

    def network(self, first, second):
        height, width = first.shape
        pad = lambda x: np.pad(x, ((0, -height % FlowNet.MULTIPLE), (0, -width % FlowNet.MULTIPLE)), mode="edge")[
            None, None
        ]
        return self.session.run(None, {"first": pad(first), "second": pad(second)})[0][0, :, :height, :width]

    @staticmethod
    def scaled(method, first, second, scale):
        """The flow of frames that are enlarged or reduced by `scale`, brought back."""
        height, width = first.shape
        size = max(round(width * scale), 16), max(round(height * scale), 16)
        shrink = lambda x: cv2.resize(x, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
        flow = method(shrink(first), shrink(second))
        return np.stack(
            [
                cv2.resize(flow[k], (width, height), interpolation=cv2.INTER_LINEAR) * (width, height)[k] / size[k]
                for k in (0, 1)
            ]
        )


def opencv(first, second):
    return np.moveaxis(dis(*((x * 255).astype(np.uint8) for x in (first, second))), -1, 0)
