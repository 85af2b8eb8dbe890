"""Movies of 854 x 480 with exact masks of large objects, from the photographs that come with scikit-image.

Things are cut out of some photographs (GrabCut), and move, turn, grow and bend before another photograph that drifts;
or a ragged blob with the texture of a photograph, grey, grows and shrinks as a wound or an embryo does. Only for
evaluation: training never sees them."""

from pathlib import Path

import cv2
import numpy as np
from skimage import data

WIDTH, HEIGHT, FRAMES = 854, 480, 30

# photograph -> rectangle around the thing in it: x, y, width, height
THINGS = {
    "astronaut": (30, 5, 410, 500),
    "coffee": (150, 70, 330, 290),
    "chelsea": (75, 25, 330, 265),
    "rocket": (270, 40, 110, 350),
}


def photograph(name):
    """RGB."""
    return cv2.imread(str(next(Path(data.__file__).parent.glob(name + ".*g"))))[..., ::-1].copy()


def cut_out(name):
    """picture (H, W, 3), mask (H, W) of the thing in a photograph, cropped to it."""
    picture, (x, y, w, h) = photograph(name), THINGS[name]
    mask = np.zeros(picture.shape[:2], np.uint8)
    cv2.setRNGSeed(1)
    cv2.grabCut(picture, mask, (x, y, w, h), np.zeros((1, 65)), np.zeros((1, 65)), 8, cv2.GC_INIT_WITH_RECT)
    mask = cv2.morphologyEx(
        (mask & 1).astype(np.uint8), cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (9, 9))
    )
    mask = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (15, 15)))
    _, parts, stats, _ = cv2.connectedComponentsWithStats(mask)
    largest = 1 + stats[1:, cv2.CC_STAT_AREA].argmax()
    x, y, w, h = stats[largest, :4]
    return picture[y : y + h, x : x + w], (parts == largest)[y : y + h, x : x + w].astype(np.uint8)


def blob(rng, side=420):
    """A ragged shape that is textured like one photograph; grey."""
    angle = np.linspace(0, 2 * np.pi, 180, endpoint=False)
    radius = (
        0.36 * side * (1 + sum(rng.normal(0, 0.16 / k) * np.cos(k * angle + rng.uniform(0, 6.3)) for k in range(2, 9)))
    )
    outline = np.stack([side / 2 + radius * np.cos(angle), side / 2 + radius * np.sin(angle)], 1)
    mask = np.zeros((side, side), np.uint8)
    cv2.fillPoly(mask, [outline.astype(np.int32)], 1)
    texture = cv2.resize(photograph("gravel")[: side // 2, : side // 2], (side, side), interpolation=cv2.INTER_CUBIC)
    return (0.5 * texture + 60).astype(np.uint8), mask


class Trajectory:
    """How one thing goes through the movie: place, turn and size are smooth in time; it bends a little, and comes
    back."""

    def __init__(self, rng, centre, size, wild=1.0):
        self.rng, self.size = rng, size
        self.centre = np.array(centre) + rng.uniform(-20, 20, 2)
        self.speed = rng.uniform(1.5, 4, 2) * rng.choice([-1, 1], 2) * wild
        self.period = rng.uniform(25, 45, 3)
        self.phase = rng.uniform(0, 6.3, 3)
        self.turn, self.grow = rng.uniform(0.1, 0.3) * wild, rng.uniform(0.08, 0.18) * wild
        self.bend = rng.uniform(-1, 1, (2, 2, 3)) * 0.05 * size * wild

    def maps(self, t, shape):
        """For every pixel of the frame, where it is in the picture."""
        h, w = shape
        wave = np.sin(2 * np.pi * t / self.period + self.phase) - np.sin(self.phase)
        at = self.centre + self.speed * self.period[0] / 6.3 * wave[:2] * 1.5
        angle, scale = self.turn * wave[2], self.size / np.sqrt(h * w) * (1 + self.grow * wave[0])
        y, x = np.mgrid[:HEIGHT, :WIDTH].astype(np.float32)
        u, v = x - at[0], y - at[1]
        for axis, out in ((0, u), (1, v)):
            along = y if axis == 0 else x
            for k in range(3):
                drift = 2 * np.pi * t / self.period[k] * self.bend[axis, 1, k].clip(-1, 1)
                out += self.bend[axis, 0, k] * np.sin((k + 1) * 3.1 * along / self.size + drift + self.phase[k])
        c, s = np.cos(angle) / scale, np.sin(angle) / scale
        return (c * u + s * v + w / 2).astype(np.float32), (-s * u + c * v + h / 2).astype(np.float32)


def drifting(name, rng):
    """A photograph behind everything, that moves slowly as if the camera did."""
    picture = photograph(name)
    scale = max((WIDTH + 120) / picture.shape[1], (HEIGHT + 90) / picture.shape[0])
    picture = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    room = np.array([picture.shape[1] - WIDTH, picture.shape[0] - HEIGHT])
    step = rng.uniform(-1, 1, 2) * np.minimum(room, 90) / FRAMES
    return picture, room / 2 - step * FRAMES / 2, step


def movie(seed, things, background, size, grey=False, wild=1.0):
    """frames (T, H, W, 3) or (T, H, W), uint8; labels (T, H, W)."""
    rng = np.random.default_rng(seed)
    behind, begin, step = drifting(background, rng)
    places = [(WIDTH * (i + 1) / (len(things) + 1), HEIGHT * 0.5) for i in range(len(things))]
    paths = [Trajectory(rng, place, size, wild) for place in places]
    frames, labels = np.zeros((FRAMES, HEIGHT, WIDTH, 3), np.uint8), np.zeros((FRAMES, HEIGHT, WIDTH), np.int32)
    for t in range(FRAMES):
        shift = np.array([[1, 0, -(begin + t * step)[0]], [0, 1, -(begin + t * step)[1]]])
        frame = cv2.warpAffine(
            behind, shift, (WIDTH, HEIGHT), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT
        ).astype(np.float32)
        for k, ((picture, mask), path) in enumerate(zip(things, paths)):
            u, v = path.maps(t, mask.shape)
            soft = cv2.remap(mask.astype(np.float32), u, v, cv2.INTER_LINEAR, borderValue=0)
            colour = cv2.remap(picture, u, v, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
            frame += soft[..., None] * (colour - frame)
            labels[t][soft > 0.5] = k + 1
        frame *= 1 + 0.05 * np.sin(t / 5)
        frames[t] = np.clip(frame + rng.normal(0, 3, frame.shape), 0, 255)
    return (frames.mean(-1).astype(np.uint8) if grey else frames), labels


def scripts():
    """name, and the arguments of movie(), of some seeds: one thing, three, and a ragged blob."""
    for i, (name, behind, size) in enumerate(
        (
            ("astronaut", "motorcycle_left", 200),
            ("coffee", "chelsea", 160),
            ("chelsea", "rocket", 240),
            ("rocket", "ihc", 150),
        )
    ):
        yield (
            f"one: {name} before {behind}",
            lambda name=name, behind=behind, size=size, i=i: movie(10 + i, [cut_out(name)], behind, size),
        )
    for i, trio in enumerate(
        (("astronaut", "coffee", "chelsea"), ("coffee", "rocket", "astronaut"), ("chelsea", "coffee", "coffee"))
    ):
        yield (
            f"three: {', '.join(trio)} before motorcycle_left",
            lambda trio=trio, i=i: movie(20 + i, [cut_out(n) for n in trio], "motorcycle_left", 140),
        )
    for i, behind in enumerate(("brick", "grass", "gravel")):
        yield (
            f"blob before {behind}",
            lambda behind=behind, i=i: movie(
                30 + i, [blob(np.random.default_rng(i))], behind, 200 + 60 * i, grey=True, wild=1.3
            ),
        )


def movies(which=None):
    """name, frames, labels; which: indices, or all."""
    for i, (name, make) in enumerate(scripts()):
        if which is None or i in which:
            yield name, *make()
