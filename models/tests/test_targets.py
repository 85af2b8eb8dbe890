import numpy as np

from maskvos_train.data.targets import targets


def test_maps_of_a_square(labels):
    foreground, boundary, distance, size = targets(labels, canonical=24.0)
    assert (foreground == (labels > 0)).all()
    assert boundary[5, 5:29].all() and boundary[5:17, 16:18].all(), "the outline, and both sides of where objects touch"
    assert not boundary[6:16, 6:16].any() and not boundary[4].any(), "neither inside nor in the background"
    assert distance[5, 10] < 0.3 and distance[10, 10] == 1.0, "a fraction of each object's largest"
    assert (distance[labels == 0] == 0).all()
    diameter = np.sqrt(4 * 144 / np.pi)
    np.testing.assert_allclose(size[labels == 1], np.log2(diameter / 24.0), rtol=1e-5)
    assert (size[labels == 0] == 0).all()


def test_the_canonical_diameter_moves_the_size_alone(labels):
    near, far = targets(labels, 24.0), targets(labels, 12.0)
    np.testing.assert_array_equal(near[:3], far[:3])
    np.testing.assert_allclose((far - near)[3][labels > 0], 1.0, rtol=1e-5)


def test_an_empty_frame():
    assert (targets(np.zeros((16, 16), np.uint16)) == 0).all()
