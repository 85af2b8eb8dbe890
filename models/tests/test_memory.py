import torch

from maskvos_train.networks.compact_stcn import CompactStcn
from maskvos_train.networks.memory import affinity, flow_confidence, grid_positions, move_positions, warp_masks


def test_masks_move_with_the_flow():
    masks = torch.zeros(1, 2, 12, 16)
    masks[0, 0, 3:6, 2:7], masks[0, 1, 8:10, 9:14] = 1, 1
    flow = torch.tensor([2.0, -1.0]).view(1, 2, 1, 1).expand(1, 2, 12, 16)
    moved = warp_masks(masks, flow, torch.ones(1, 1, 12, 16))
    torch.testing.assert_close(moved[:, :, :-1, 2:], masks[:, :, 1:, :-2], rtol=0, atol=0.011)
    assert (moved[:, :, :, :2] == 0.5).all(), "nothing arrives there"
    torch.testing.assert_close(warp_masks(masks, flow, torch.zeros(1, 1, 12, 16)), torch.full_like(masks, 0.5))


def test_positions_move_with_the_flow():
    positions = grid_positions(2, 3)[None]
    assert positions[0, 0].tolist() == [4.0, 4.0] and positions[0, -1].tolist() == [20.0, 12.0]
    flow = torch.zeros(1, 2, 16, 24)
    flow[0, 0, 4, 4], flow[0, 1, 12, 20] = 5.0, -7.0
    moved = move_positions(positions, flow)
    assert moved[0, 0].tolist() == [9.0, 4.0] and moved[0, -1].tolist() == [20.0, 5.0]


def test_confidence_is_high_where_the_flow_explains_the_change():
    first = torch.rand(1, 1, 24, 24)
    second = torch.roll(first, 2, 3)
    right, wrong = torch.zeros(1, 2, 24, 24), torch.zeros(1, 2, 24, 24)
    right[:, 0] = 2.0
    inside = slice(6, 18)
    assert flow_confidence(first, second, right)[0, 0, inside, inside].min() > 0.95
    assert flow_confidence(first, second, wrong)[0, 0, inside, inside].max() < 0.7


def test_memory_is_read_where_keys_agree_and_motion_allows():
    net = CompactStcn().eval()
    key = torch.zeros(1, 32, 2, 4)
    with torch.no_grad():
        scores = affinity(net, key, [(key, 0, grid_positions(2, 4)[None])], 1)
    assert scores.shape == (1, 8, 8)
    assert (scores[0].argmax(0) == torch.arange(8)).all(), "equal keys: the nearest position wins"
