"""Compares the STCN network with golden vectors of the published one, and exports it with the golden weights.

python -m maskvos_train.evaluate.golden_stcn --golden ../../shared/golden [--out runs/stcn-golden]
"""

import argparse
import sys
from pathlib import Path

import numpy as np
import torch

from ..export import published_stcn, stcn_checkpoint
from ..networks.stcn import IMAGE_MEAN, IMAGE_STD
from .stcn_reference import affinity, aggregate, propagate, read

SEED, TOP_K = 106, 20


def recipe_state(golden):
    """The deterministic weights of the golden vectors."""
    sys.path.insert(0, str(golden))
    import recipe

    return {
        k: torch.from_numpy(v.copy())
        for k, v in recipe.state_dict(str(Path(golden) / "keys" / "stcn.txt"), SEED).items()
    }


def normalised(images):
    """(..., H, W, 3) uint8 -> (..., 3, H, W)."""
    x = (images.astype(np.float32) / 255 - np.float32(IMAGE_MEAN)) / np.float32(IMAGE_STD)
    return torch.from_numpy(np.moveaxis(x, -1, -3).copy())


def parts(net, g):
    """name of a golden array -> the same from our network."""
    frames = normalised(g["images"])
    masks = torch.from_numpy(g["masks"].astype(np.float32) / 255)[:, :, None]
    key, f16, thin, f8, f4 = net.key(frames[3:])
    found = {"k16": key[0], "f16_thin": thin[0], "f16": f16[0], "f8": f8[0], "f4": f4[0]}
    keys, values = [], []
    for frame, mask in zip(frames, masks):
        k, features = net.key(frame[None])[:2]
        keys.append(k[0])
        values.append(net.value(frame[None], features, mask, mask.flip(0)))
    features = net.key(frames[:1])[1]
    found["value_1obj"] = net.value(frames[:1], features, masks[0, :1], torch.zeros_like(masks[0, :1]))
    found["value_2obj"], found["mem_key"] = torch.stack(values), torch.stack(keys)
    memory = torch.cat([k.flatten(1) for k in keys], 1)
    scores = affinity(memory, key[0].flatten(1))
    found["affinity_raw"] = scores
    weight, index = scores.topk(TOP_K, 0)
    found["topk_weight"], found["topk_index"] = weight.softmax(0), index
    stored = torch.cat([v.flatten(2) for v in values], 2)
    found["readout"] = read(memory, stored, key[0].flatten(1), TOP_K).view(2, 512, *key.shape[2:])
    found["prob"] = net.decode(found["readout"], thin, f8, f4)[:, 0].sigmoid()
    found["prob_agg"] = aggregate(found["prob"])
    found["agg_out"] = aggregate(torch.from_numpy(g["agg_in"]))
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--golden", default="../../shared/golden")
    parser.add_argument("--out", help="folder of a model package with these weights")
    parser.add_argument("--checkpoint", help="file for these weights, as a published checkpoint has them")
    parser.add_argument("--only-export", action="store_true", help="without the comparison")
    args = parser.parse_args()
    state = recipe_state(Path(args.golden).resolve())
    if args.checkpoint:
        torch.save(state, args.checkpoint)
    net = stcn_checkpoint.load(state, "the golden recipe")
    good = True
    if not args.only_export:
        from check import compare  # beside the vectors

        with torch.no_grad():
            good &= compare(
                "stcn_parts.npz",
                {k: v.numpy() for k, v in parts(net, np.load(Path(args.golden) / "stcn_parts.npz")).items()},
            )
            g = np.load(Path(args.golden) / "stcn_e2e.npz")
            frames = normalised(np.repeat(g["frames"][..., None], 3, -1))
            found = torch.stack(
                list(propagate(net, frames, torch.from_numpy(g["mask"]), int(g["mem_every"]), int(g["top_k"])))
            ).numpy()
            good &= compare("stcn_e2e.npz", {"prob": found, "prob_last": found[-1], "labels": found.argmax(1)})
    if args.out:
        published_stcn.write_package(net, args.out, "STCN with the golden weights", "CC0-1.0")
    sys.exit(0 if good else "stcn_golden: some vectors differ by more than their tolerance.")


if __name__ == "__main__":
    main()
