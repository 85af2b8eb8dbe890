import numpy as np
import torch

from maskvos_train.data.targets import targets
from maskvos_train.networks.flow import displacements
from maskvos_train.train.losses import flow_loss, propagation_loss, segment_loss


def truth_and_perfect(labels):
    truth = torch.from_numpy(targets(labels))[None]
    fg, edge, distance, size = truth.split(1, 1)
    inside = torch.nn.functional.avg_pool2d(fg, 8)
    mean_size = torch.nn.functional.avg_pool2d(size, 8) / inside.clamp(min=1e-3)
    return truth, (20 * (2 * fg - 1), 20 * (2 * edge - 1), distance, mean_size)


def test_segment_loss_vanishes_at_the_truth_and_only_there(labels):
    truth, perfect = truth_and_perfect(labels)
    total, parts = segment_loss(perfect, truth)
    assert total < 1e-3
    assert set(parts) == {"foreground", "dice", "boundary", "distance", "size"}
    for k, name in ((0, "foreground"), (0, "dice"), (1, "boundary"), (2, "distance"), (3, "size")):
        worse = [p - 3.0 if i == k else p for i, p in enumerate(perfect)]
        worse[k] = -worse[k] if k < 2 else worse[k]
        assert segment_loss(worse, truth)[1][name] > parts[name] + 0.01, name


def test_segment_loss_counts_edges_more(labels):
    truth, perfect = truth_and_perfect(labels)

    def wrong_at(y, x):
        outputs = [p.clone() for p in perfect]
        outputs[0][0, 0, y, x] *= -1
        return segment_loss(outputs, truth)[1]["foreground"]

    inside, inner_edge, outer_edge, far = (wrong_at(*at) for at in ((10, 10), (5, 10), (4, 10), (25, 20)))
    torch.testing.assert_close(inner_edge, 3 * inside)
    torch.testing.assert_close(outer_edge, 3 * far)


def test_propagation_loss_takes_the_hardest_pixels():
    masks = torch.zeros(1, 2, 8, 8)
    masks[0, 0, :4, :4] = 1
    logits = torch.zeros(1, 3, 8, 8)
    logits[:, 0] = 10.0
    logits[0, 0, :4, :4], logits[0, 1, :4, :4] = 0.0, 10.0
    entropy, dice = propagation_loss(logits, masks, 1.0)
    assert entropy < 1e-3 and dice < 1e-3
    logits[0, 0, 7, 7], logits[0, 2, 7, 7] = 0.0, 10.0  # one wrong pixel of 64
    every, quarter = (propagation_loss(logits, masks, share)[0] for share in (1.0, 0.25))
    torch.testing.assert_close(quarter, 4 * every, rtol=1e-3, atol=0)


def test_flow_loss_is_least_at_the_truth():
    truth = torch.from_numpy(np.random.default_rng(1).uniform(-3, 3, (1, 2, 32, 32)).astype(np.float32))
    truth = torch.nn.functional.interpolate(truth[:, :, ::8, ::8], scale_factor=8)
    classes, weight = displacements(4), torch.ones(1, 1, 32, 32)
    near = (1 - (truth[:, :, 4::8, 4::8].unsqueeze(2) / 8 - classes.view(1, 2, -1, 1, 1)).abs()).clamp(min=0).prod(1)
    logits = (near + 1e-9).log()
    stages = [logits, logits, *(truth[:, :, k // 2 :: k, k // 2 :: k] / k for k in (8, 4, 2)), truth]
    best = flow_loss(stages, truth, weight, classes)[0]
    for k in range(2, 6):
        worse = [s + 1 if i == k else s for i, s in enumerate(stages)]
        assert flow_loss(worse, truth, weight, classes)[0] > best + 0.05
