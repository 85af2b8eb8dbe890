import numpy as np
import pytest
import torch

from maskvos_train.data import make_clips
from maskvos_train.data.augmentation import crop, photometric, turn
from maskvos_train.data.real_images import MissingData, load_static
from maskvos_train.data.shards import SceneShards, Shards, zoomed
from maskvos_train.data.simulation.simulator import simulate_clip
from maskvos_train.train import stcn_sampler
from maskvos_train.train.segment_sampler import Sampler


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """One shard of four simulated clips of 96 px."""
    path = tmp_path_factory.mktemp("clips")
    job = path / "shard_00000.npz", [1, 0, 0], 4, 24.0, 96, 3, 0.0, ("phase_spread", "fluo_sparse"), None
    make_clips.make_shard(job)
    return path


def test_a_shard_is_reproducible_and_complete(folder, tmp_path):
    job = tmp_path / "again.npz", [1, 0, 0], 4, 24.0, 96, 3, 0.0, ("phase_spread", "fluo_sparse"), None
    make_clips.make_shard(job)
    with np.load(tmp_path / "again.npz") as a, np.load(folder / "shard_00000.npz") as b:
        assert set(a) == {"frames", "labels", "flow", "kind", "diameter", "parents", "canonical"}
        for name in a:
            np.testing.assert_array_equal(a[name], b[name])
        assert a["frames"].shape == (4, 3, 96, 96) and a["flow"].shape == (4, 2, 2, 96, 96)


def test_flow_of_a_simulated_clip_moves_its_labels():
    clip = simulate_clip(np.random.default_rng(3), "fluo_sparse", (96, 96), 2, 20.0, decoys=False)
    y, x = np.nonzero(clip.labels[0])
    dx, dy = clip.flow[0][:, y, x]
    u, v = np.round(x + dx).astype(int), np.round(y + dy).astype(int)
    inside = (u >= 0) & (v >= 0) & (u < 96) & (v < 96)
    same = clip.labels[1][v[inside], u[inside]] == clip.labels[0][y[inside], x[inside]]
    assert inside.sum() > 100 and same.mean() > 0.85


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(MissingData, match="dsb2018"):
        load_static(tmp_path, "dsb2018")
    with pytest.raises(MissingData, match="no clips"):
        Shards(tmp_path)
    with pytest.raises(MissingData, match="no scenes"):
        SceneShards(tmp_path)


def test_make_clips_refuses_to_leave_real_images_out(tmp_path, monkeypatch):
    arguments = ["make_clips", "--out", str(tmp_path / "out"), "--data", str(tmp_path / "nothing"), "--shards", "0"]
    monkeypatch.setattr("sys.argv", arguments)
    with pytest.raises(SystemExit, match=r"dsb2018.*--simulated-only"):
        make_clips.main()
    assert not (tmp_path / "out").exists()
    monkeypatch.setattr("sys.argv", [*arguments, "--simulated-only"])
    make_clips.main()


def test_symmetries_turn_flow_with_the_image(rng):
    frame = rng.random((1, 32, 32))
    y, x = np.mgrid[:32, :32]
    for _ in range(16):
        (turned, u, v), flow = turn(rng, [frame, x, y], np.stack([np.full((32, 32), 3.0), np.full((32, 32), -2.0)]))
        # the pixel that a vector points at shows what it pointed at before
        dx, dy = (int(flow[k, 16, 16]) for k in (0, 1))
        assert (int(u[16 + dy, 16 + dx]) - int(u[16, 16]), int(v[16 + dy, 16 + dx]) - int(v[16, 16])) == (3, -2)
        assert turned[0, 16, 16] == frame[0, v[16, 16], u[16, 16]]


def test_crops_agree(rng):
    a = np.arange(400).reshape(20, 20)
    one, two = crop(rng, (a, np.stack([a, a])), 8)
    assert one.shape == (8, 8) and (two == one).all()


def test_photometric_stays_in_range(rng):
    for _ in range(20):
        frames = photometric(rng, rng.random((2, 16, 16)))
        assert frames.dtype == np.float32 and frames.min() >= 0 and frames.max() <= 1


def test_zoom_scales_flow(rng):
    frames, labels = rng.integers(0, 255, (2, 40, 40), np.uint8), np.ones((2, 40, 40), np.uint16)
    f, n, flow = zoomed(frames, labels, np.full((1, 2, 40, 40), 4.0, np.float16), 0.5)
    assert f.shape == n.shape == (2, 20, 20) and (flow == 2.0).all() and flow.shape == (1, 2, 20, 20)


def test_segment_batches(folder, rng):
    frames, flows, maps = Sampler(Shards(folder), rng).batch(3, 64)
    assert frames.shape == (3, 1, 64, 64) and flows.shape == (3, 2, 64, 64) and maps.shape == (3, 4, 64, 64)
    assert frames.min() >= 0 and frames.max() <= 1
    assert set(maps[:, 0].unique().tolist()) <= {0.0, 1.0} and maps[:, 3].abs().max() <= 4


def test_propagation_batches(folder, rng):
    scenes = type("NoScenes", (), {"clips": []})
    frames, masks = stcn_sampler.batch(rng, Shards(folder), scenes, 2, 64)
    assert frames.shape == (2, 3, 3, 64, 64) and masks.shape == (2, 3, stcn_sampler.MASKS, 64, 64)
    assert masks.sum((3, 4))[:, 0, 0].min() > 0, "something to follow in the first frame"
    assert masks.sum(2).max() <= 1, "masks do not overlap"
    assert torch.isfinite(frames).all()


def test_daughters_stay_their_mother():
    labels = np.array([[0, 3, 5], [6, 2, 5]])
    np.testing.assert_array_equal(stcn_sampler.undivided(labels, {5: 3, 6: 5}), [[0, 3, 3], [3, 2, 3]])
