"""From moving objects to per-pixel fields: who owns a pixel, how deep inside, and which material point it shows."""

from dataclasses import dataclass

import cv2
import numpy as np

FAR = np.float32(40.0)


@dataclass
class Fields:
    """owner int32 [H, W] (-1 = nobody near), depth float32 [H, W] = signed distance to the owner's outline or to the
    contact with its neighbour, px, negative inside; u, v float32 [H, W] material coordinates of the owner."""

    owner: np.ndarray
    depth: np.ndarray
    u: np.ndarray
    v: np.ndarray


def rasterise(tracks, atlases, t, shape, alive, inflate=0.0, morph=None):
    """Fields of frame t. Touching objects share the pixels by smallest signed distance.

    inflate px by which objects swell into free space (tight tissues); morph [n] 0..1 weight of the second outline
    """
    h, w = shape
    best, second = np.full(shape, FAR), np.full(shape, FAR)
    owner = np.full(shape, -1, np.int32)
    u_of, v_of = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
    for i in np.flatnonzero(alive):
        a = atlases[i]
        s = tracks.stretch[t, i]
        slack = abs(tracks.bend[t, i]) * a.half_u**2 / tracks.half[i] + abs(tracks.wave[t, i]) * tracks.half[i]
        du, dv = a.half_u * s[0] * (1 + abs(tracks.shear[t, i])), (a.half_v + slack) * s[1]
        c, q = abs(np.cos(tracks.angle[t, i])), abs(np.sin(tracks.angle[t, i]))
        ex, ey = c * du + q * dv, q * du + c * dv
        cx, cy = tracks.centre[t, i]
        x0, x1 = max(int(cx - ex), 0), min(int(cx + ex) + 2, w)
        y0, y1 = max(int(cy - ey), 0), min(int(cy + ey) + 2, h)
        if x0 >= x1 or y0 >= y1:
            continue
        u, v = tracks.to_material(t, i, np.arange(x0, x1)[None], np.arange(y0, y1)[:, None])
        k = np.float32(1 / a.pitch)
        rows, cols = a.sdf.shape[:2]
        both = cv2.remap(
            a.sdf,
            u * k + np.float32(cols / 2 - 0.5),
            v * k + np.float32(rows / 2 - 0.5),
            cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_REPLICATE,
        )
        sd = both[..., 0]
        if morph is not None and morph[i] > 0:
            sd = sd + np.float32(morph[i]) * (both[..., 1] - sd)
        sd = sd * np.float32(np.sqrt(s[0] * s[1])) - np.float32(inflate)
        box = (slice(y0, y1), slice(x0, x1))
        now = best[box]
        wins = sd < now
        np.minimum(second[box], np.maximum(now, sd), out=second[box])
        np.copyto(owner[box], i, where=wins)
        np.copyto(u_of[box], u, where=wins)
        np.copyto(v_of[box], v, where=wins)
        np.minimum(now, sd, out=best[box])
    return Fields(owner, np.maximum(best, 0.5 * (best - second)), u_of, v_of)
