import numpy as np
import pytest
import torch


@pytest.fixture(autouse=True)
def one_thread():
    torch.set_num_threads(1)
    torch.manual_seed(0)


@pytest.fixture
def rng():
    return np.random.default_rng(0)


@pytest.fixture
def labels():
    """Two touching squares of 12 x 12 px and one that the border cuts off, in 40 x 48 px."""
    plane = np.zeros((40, 48), np.int32)
    plane[5:17, 5:17], plane[5:17, 17:29], plane[30:40, 40:48] = 1, 2, 7
    return plane
