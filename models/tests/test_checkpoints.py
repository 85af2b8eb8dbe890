from pathlib import Path

import pytest
import torch

from maskvos_train.export import stcn_checkpoint
from maskvos_train.networks.compact_stcn import CompactStcn
from maskvos_train.networks.flow import FlowNet
from maskvos_train.networks.segment import SegmentNet
from maskvos_train.networks.stcn import Stcn
from maskvos_train.train.run import Run, keep, load
from maskvos_train.train.widen import widened

CHECKPOINTS = Path(__file__).parents[1] / "checkpoints"


@pytest.mark.parametrize(
    ("network", "name"),
    [(FlowNet, "flow"), (SegmentNet, "segment"), (SegmentNet, "fast"), (SegmentNet, "large"), (CompactStcn, "stcn")],
)
def test_committed_weights_load(network, name):
    net, about = load(network, CHECKPOINTS / f"{name}.pt")
    assert not net.training and about["steps"] > 1000
    assert all(torch.isfinite(p).all() for p in net.parameters())


def small():
    return torch.nn.Sequential(torch.nn.Conv2d(1, 6, 3), torch.nn.BatchNorm2d(6), torch.nn.Conv2d(6, 1, 1))


def stepped(run, steps):
    for _ in range(steps):
        run.update((run.model(torch.rand(2, 1, 8, 8)) - 1).square().mean(), {"loss": 1.0})


def test_a_run_goes_on_where_it_was(tmp_path):
    run = Run(tmp_path / "run", small(), minutes=1)
    stepped(run, 3)
    run.about = {"diameter": 24.0}
    run.save()
    again = Run(tmp_path / "run", small(), minutes=1)
    assert again.step == 3
    for a, b in zip(again.model.state_dict().values(), run.model.state_dict().values()):
        torch.testing.assert_close(a, b)
    for a, b in zip(again.optimizer.averages, run.optimizer.averages):
        torch.testing.assert_close(a, b)
    keep(tmp_path / "run", tmp_path / "kept.pt")
    net, about = load(small, tmp_path / "kept.pt")
    assert about == {"diameter": 24.0, "steps": 3, "minutes": 0}
    for a, b in zip(net.state_dict().values(), run.average.state_dict().values()):
        torch.testing.assert_close(a, b, rtol=1e-3, atol=1e-4)
    new = Run(tmp_path / "new", small(), minutes=1, init=tmp_path / "kept.pt")
    assert new.step == 0 and new.earlier[0] == 3


def test_wider_networks_compute_the_same():
    net = SegmentNet().eval()
    large = SegmentNet(2).eval()
    large.load_state_dict(widened(net, large))
    inputs = torch.rand(1, 1, 64, 64), torch.randn(1, 2, 64, 64)
    with torch.no_grad():
        for a, b in zip(net(*inputs), large(*inputs)):
            torch.testing.assert_close(a, b, rtol=1e-3, atol=1e-3)


def test_foreign_checkpoints_are_refused_by_name(tmp_path):
    state = Stcn().state_dict()
    key = "key_proj.key_proj.weight"
    for change, message in (
        (lambda s: s.pop(key), f"lacks {key}"),
        (lambda s: s.update(extra=torch.zeros(1)), "has the unknown extra"),
        (lambda s: s.update({key: torch.zeros(2, 2)}), f"{key} of shape"),
    ):
        wrong = dict(state)
        change(wrong)
        with pytest.raises(stcn_checkpoint.CheckpointError, match=message):
            stcn_checkpoint.load(wrong)
    (tmp_path / "text.pth").write_text("no checkpoint")
    with pytest.raises(stcn_checkpoint.CheckpointError, match=r"text\.pth"):
        stcn_checkpoint.read(tmp_path / "text.pth")
