"""Label images to evaluate: 854 x 480, objects of a seventh of the height that move, and a prediction that is a little
off.

    python -m maskvos_train.evaluate.davis_masks FOLDER OBJECTS [--frames N]

writes FOLDER/truth and FOLDER/prediction, grey PNG 00000.png ...
"""

import argparse
from pathlib import Path

import cv2
import numpy as np

WIDTH, HEIGHT = 854, 480


def outline(rng):
    """Radii of a wobbly disc at 64 angles."""
    angle = np.linspace(0, 2 * np.pi, 64, endpoint=False)
    return angle, 1 + sum(rng.normal(0, 0.12 / k) * np.cos(k * angle + rng.uniform(0, 7)) for k in range(2, 7))


def write(folder, objects, frames):
    rng = np.random.default_rng(objects)
    radius = 160 if objects == 1 else 110 if objects == 2 else 70
    places, speeds = (
        rng.uniform((radius, radius), (WIDTH - radius, HEIGHT - radius), (objects, 2)),
        rng.normal(0, 3, (objects, 2)),
    )
    shapes = [outline(rng) for _ in range(objects)]
    for name in ("truth", "prediction"):
        Path(folder, name).mkdir(parents=True)
    for t in range(frames):
        speeds = np.where(
            (places < radius) & (speeds < 0) | (places > (WIDTH - radius, HEIGHT - radius)) & (speeds > 0),
            -speeds,
            speeds,
        )
        places = places + speeds
        for name, wrong in (("truth", 0), ("prediction", 1)):
            image = np.zeros((HEIGHT, WIDTH), np.uint8)
            for k, ((x, y), (angle, r)) in enumerate(zip(places, shapes)):
                r = radius * r * (1 + wrong * 0.05 * np.sin(9 * angle + t / 5))
                points = np.stack([x + 4 * wrong + r * np.cos(angle + t / 50), y + r * np.sin(angle + t / 50)], axis=1)
                cv2.fillPoly(image, [np.round(points).astype(np.int32)], k + 1)
            cv2.imwrite(str(Path(folder, name, f"{t:05d}.png")), image)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("objects", type=int)
    parser.add_argument("--frames", type=int, default=1000)
    args = parser.parse_args()
    write(args.folder, args.objects, args.frames)


if __name__ == "__main__":
    main()
