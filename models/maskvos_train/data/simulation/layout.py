"""Where objects sit in the first frame: scattered, in clumps, packed, or as rods in colonies. Points are (x, y) px."""

import cv2
import numpy as np


def _region(rng, lo, hi, cover):
    """A smooth random mask over the box lo..hi as a function of points [n, 2] -> bool, about `cover` of the box."""
    small = cv2.resize(
        rng.standard_normal((rng.integers(2, 5), rng.integers(2, 5))).astype(np.float32),
        (32, 32),
        interpolation=cv2.INTER_CUBIC,
    )
    level = np.quantile(small, 1 - cover)

    def inside(p):
        k = np.clip(((p - lo) / (hi - lo) * 32).astype(int), 0, 31)
        return small[k[:, 1], k[:, 0]] > level

    return inside


def scattered(rng, size, margin, count, spacing):
    """Up to `count` points at least `spacing` px apart."""
    lo, hi = np.array([-margin, -margin]), np.array([size[1] + margin, size[0] + margin], float)
    points = np.empty((count, 2))
    n = 0
    for p in rng.uniform(lo, hi, (3 * count + 10, 2)):
        if n == count:
            break
        if n == 0 or ((points[:n] - p) ** 2).sum(1).min() > spacing**2:
            points[n] = p
            n += 1
    return points[:n]


def packed(rng, size, margin, spacing, jitter=0.2, cover=1.0, vacant=0.05, limit=240):
    """Jittered hexagonal packing over a random region that covers `cover` of the field."""
    lo, hi = np.array([-margin, -margin]), np.array([size[1] + margin, size[0] + margin], float)
    rows, cols = int((hi - lo)[1] / (spacing * 0.87)) + 2, int((hi - lo)[0] / spacing) + 2
    j, i = np.mgrid[:rows, :cols]
    p = np.stack([(i + 0.5 * (j % 2)).ravel() * spacing, j.ravel() * spacing * 0.87], 1) + lo
    rng.uniform()  # keeps the stream of random numbers that shards were made with
    middle = (lo + hi) / 2
    if rng.random() < 0.5:
        p = p - rng.uniform(0, spacing, 2)
    p = p + rng.standard_normal(p.shape) * jitter * spacing
    keep = rng.random(len(p)) > vacant
    if cover < 0.98:
        keep &= _region(rng, lo, hi, cover)(p)
    p = p[keep]
    if len(p) > limit:  # keep one clump rather than thinning
        centre = p[rng.integers(len(p))] * 0.5 + middle * 0.5
        p = p[np.argsort(((p - centre) ** 2).sum(1))[:limit]]
    return p


def colony(rng, size, margin, length, width, cover=0.6, limit=240, gap=0.06):
    """Rods in curved rows, domain by domain: returns points [n, 2], angles [n], lengths [n] px."""
    lo, hi = np.array([-margin, -margin]), np.array([size[1] + margin, size[0] + margin], float)
    span = (hi - lo).max()
    middle = (lo + hi) / 2
    domains = rng.integers(1, 6)
    seeds = rng.uniform(lo, hi, (domains, 2))
    region = _region(rng, lo, hi, cover)
    found, angles, lengths = [], [], []
    for k in range(domains):
        step = width * (1 + gap * rng.uniform(0, 2.5))
        rows = int(span * 1.5 / step)
        base, curl = rng.uniform(0, np.pi), rng.standard_normal() * 0.6 / span
        u, v, ls = [], [], []
        for r in range(rows):
            ll = length * np.exp(rng.standard_normal(int(span * 1.5 / length) + 3) * 0.22)
            ends = np.cumsum(ll + width * gap * rng.uniform(0, 3, len(ll))) - rng.uniform(0, length) - 0.75 * span
            u.append(ends - ll / 2)
            v.append(np.full(len(ll), (r - rows / 2) * step))
            ls.append(ll)
        u, v, ls = np.concatenate(u), np.concatenate(v), np.concatenate(ls)
        # bend the rows: a material point (u, v) turns by curl * u
        turn = curl * u
        p = np.stack([u * np.cos(turn / 2), v + u * np.sin(turn / 2)], 1)
        a = np.arctan(curl * u)
        c, s = np.cos(base), np.sin(base)
        p = p @ np.array([[c, s], [-s, c]]) + middle
        keep = (
            (((p[:, None] - seeds[None]) ** 2).sum(-1).argmin(1) == k) & region(p) & (p > lo).all(1) & (p < hi).all(1)
        )
        keep &= rng.random(len(p)) > 0.04
        found.append(p[keep])
        angles.append((a + base)[keep] + rng.standard_normal(keep.sum()) * 0.06)
        lengths.append(ls[keep])
    p, a, ls = np.concatenate(found), np.concatenate(angles), np.concatenate(lengths)
    if len(p) > limit:
        centre = p[rng.integers(len(p))]
        near = np.argsort(((p - centre) ** 2).sum(1))[:limit]
        p, a, ls = p[near], a[near], ls[near]
    return p, a, ls
