from pathlib import Path

import numpy as np
import pytest

from maskvos_train.export import adapt_golden

COMMITTED = Path(__file__).parents[2] / "src/test/resources/org/maskvos/adapt"


@pytest.mark.parametrize("name", ["targets", "adam"])
def test_committed_vectors_are_those_of_the_script(name):
    vectors = {"targets": adapt_golden.target_vectors, "adam": adapt_golden.adam_vectors}[name]()
    with np.load(COMMITTED / f"{name}.npz") as file:
        assert set(file) == set(vectors)
        for key in file:
            np.testing.assert_allclose(file[key], vectors[key], rtol=1e-6, atol=1e-6)


def test_a_step_has_the_committed_targets_and_loss():
    """The stored inputs give the stored loss, through the package's graph and weights."""
    import json

    import onnxruntime

    from maskvos_train.data.targets import targets

    package = Path(__file__).parents[1] / "packages/maskvos-compact"
    with np.load(COMMITTED / "segment-step.npz") as file:
        stored = dict(file)
    data = (package / "segment-float.onnx").read_bytes()
    feeds = {}
    for row in json.loads((package / "weights.json").read_text()):
        count = int(np.prod(row["shape"]))
        numbers = np.frombuffer(data, row["type"], count, row["offset"]).astype(np.float32)
        feeds[f"weight.{row['name']}"] = numbers.reshape(row["shape"])
    feeds["frame"] = stored["frame"][:, None] / np.float32(255)
    feeds["flow"] = stored["flow"] / np.float32(8)
    feeds["target"] = np.stack([targets(plane) for plane in stored["labels"]])
    feeds["known"] = stored["known"][:, None].astype(np.float32)
    session = onnxruntime.InferenceSession(str(package / "train-step.onnx"))
    gradients = [f"gradient.{name}" for name in stored["names"]]
    loss, parts, *found = session.run(["loss", "parts", *gradients], feeds)
    np.testing.assert_allclose(loss, stored["loss"], rtol=1e-3)
    np.testing.assert_allclose(parts, stored["parts"], rtol=1e-3, atol=1e-5)
    np.testing.assert_allclose([np.linalg.norm(g) for g in found], stored["norms"], rtol=1e-3, atol=1e-6)
