"""Trains the compact STCN on clips of a few frames, from random initialisation.

    python -m maskvos_train.train.stcn --data data/train --scenes data/scenes --segment checkpoints/segment.pt \
        --flow checkpoints/flow.pt --run runs/stcn --minutes 120

As published (reference section 1.1): the second frame is segmented from the first and its true masks, each later one
also from the masks that were predicted before it; time runs backwards in half of the clips. In half of the batches
memory holds all frames, in the others the first and the last, as in the plugin between two memories. Memory positions
move as the flow network says, as in the plugin, and so does the last mask. In half of the clips this flow is wrong, and
a few masks are lost, so that the network learns to use its memory, too. Microscopy comes from the same clips as the
other networks', scenes of anything from `make_scenes`. What the masks are: see stcn_sampler."""

import torch
from torch.nn import functional as F

from ..data.shards import SceneShards, Shards
from ..networks.compact_stcn import CompactStcn
from ..networks.flow import FlowNet
from ..networks.memory import affinity, flow_confidence, grid_positions, move_positions, warp_masks
from ..networks.segment import SegmentNet
from .losses import propagation_loss
from .run import device, load, parser, start
from .stcn_sampler import batch

UNKNOWN, LOST = 0.1, 0.05  # shares of the masks that are not carried


def aggregate(prob):
    """(B, K, H, W) of the objects alone -> log-odds (B, K + 1, H, W), the background first."""
    p = torch.cat([(1 - prob).prod(1, keepdim=True), prob], 1).clamp(1e-5, 1 - 1e-5)
    return torch.logit(p)


class Propagation:
    """The network over a batch of clips, every object of every clip a row of one batch."""

    def __init__(self, net, exists, motion):
        self.net, self.exists, self.motion = (
            net,
            exists,
            motion,
        )  # exists: (B, K, 1, 1); motion: (B, 2, H, W) to each next frame
        self.memories, self.values = [], []

    def repeated(self, x):
        return x.repeat_interleave(self.exists.shape[1], 0)

    def forget(self):
        """All but the first frame."""
        del self.memories[1:], self.values[1:]

    def remember(self, time, frame, key, f8, masks):
        b, k = masks.shape[:2]
        others = (masks.sum(1, keepdim=True) - masks).flatten(0, 1)[:, None]
        value = self.net.value(self.repeated(frame), self.repeated(f8), masks.flatten(0, 1)[:, None], others)
        self.memories.append((key, time, grid_positions(*key.shape[2:]).to(key).expand(b, -1, -1)))
        self.values.append(value.view(b, k, value.shape[1], -1))

    def segment(self, time, carried, key, f8, f4, f2):
        """Log-odds (B, K + 1, H, W); absent objects never win. carried: masks (B, K, H, W)."""
        self.memories = [(k, t, move_positions(positions, self.motion[time - 1])) for k, t, positions in self.memories]
        weights = affinity(self.net, key, self.memories, time).softmax(1)
        readout = (torch.cat(self.values, 3) @ weights[:, None]).flatten(0, 1).unflatten(2, key.shape[2:])
        logit = self.net.decode(readout, carried.flatten(0, 1)[:, None], *(self.repeated(x) for x in (f8, f4, f2)))
        prob = logit.sigmoid().view(*self.exists.shape[:2], *logit.shape[2:]) * self.exists
        return aggregate(prob)


def grey(frames):
    """Of colours (..., 3, H, W): (..., 1, H, W)."""
    return (frames * frames.new_tensor([0.299, 0.587, 0.114]).view(3, 1, 1)).sum(-3, keepdim=True)


def disturbed_warp(masks, first, second, flow):
    """Masks carried from the first grey frame to the second by a flow that is wrong in half of the clips; some of them
    unknown, some lost."""
    b, k = masks.shape[:2]
    amount = 2.5 * torch.rand(b, 1, 1, 1, device=flow.device) * (torch.rand(b, 1, 1, 1, device=flow.device) < 0.5)
    error = F.interpolate(torch.randn(b, 2, 6, 6, device=flow.device) * amount, size=flow.shape[2:], mode="bicubic")
    flow = flow + error
    carried, chance = (
        warp_masks(masks, flow, flow_confidence(first, second, flow)),
        torch.rand(b, k, 1, 1, device=flow.device),
    )
    return torch.where(chance < UNKNOWN, 0.5, torch.where(chance < UNKNOWN + LOST, torch.zeros_like(carried), carried))


def jaccard(logits, masks):
    """Mean over objects that are there."""
    found = F.one_hot(logits.argmax(1), logits.shape[1]).permute(0, 3, 1, 2)[:, 1:] > 0
    inter, union = (found & (masks > 0)).sum((2, 3)), (found | (masks > 0)).sum((2, 3))
    there = masks.sum((2, 3)) > 0
    return ((inter / union.clamp(min=1)) * there).sum() / there.sum().clamp(min=1)


def motion(net, shades):
    """Flow (B, 2, H, W) from each grey frame of clips (B, T, 1, H, W) to the next, as the plugin's network sees it."""
    with torch.no_grad():
        return [net(shades[:, t], shades[:, t + 1]) for t in range(shades.shape[1] - 1)]


def begun(segment):
    net = CompactStcn()
    net.features.adopt(load(SegmentNet, segment)[0])
    return net


def main():
    options = parser(__doc__, "stcn", minutes=120, batch=4)
    options.add_argument("--scenes", required=True)
    options.add_argument("--segment", required=True, help="weights of the MaskVOS network to begin a new run with")
    options.add_argument("--flow", required=True, help="weights of the flow network")
    args = options.parse_args()
    run, rng = start(args, lambda: begun(args.segment))
    if args.compile:
        for part in (run.model.features, run.model.value_encoder, run.model.decoder):
            part.compile()
    flow = load(FlowNet, args.flow)[0].to(device())
    shards, scenes = Shards(args.data), SceneShards(args.scenes)
    more = True
    while more:
        frames, masks = batch(rng, shards, scenes, args.batch, args.size)
        features = [x.unflatten(0, frames.shape[:2]) for x in run.model.key(frames.flatten(0, 1))]
        length, sparse = frames.shape[1], rng.random() < 0.5
        keys = [[x[:, t] for x in features] for t in range(length)]
        shades = grey(frames)
        film = Propagation(run.model, (masks[:, 0].sum((2, 3)) > 0).float()[:, :, None, None], motion(flow, shades))
        hardest = 1.0 - 0.75 * min(1.0, max(0.0, run.share() - 0.15) / 0.4)
        parts, scores, given = {"entropy": 0.0, "dice": 0.0}, [], masks[:, 0]
        for t in range(1, length):
            key, f8 = keys[t - 1][:2]
            if sparse:
                film.forget()
            film.remember(t - 1, frames[:, t - 1], key, f8, given)
            logits = film.segment(
                t, disturbed_warp(given, shades[:, t - 1], shades[:, t], film.motion[t - 1]), *keys[t]
            )
            entropy, dice = propagation_loss(logits, masks[:, t], hardest)
            parts = {"entropy": parts["entropy"] + entropy, "dice": parts["dice"] + dice}
            scores.append(jaccard(logits, masks[:, t]).item())
            given = logits.detach().softmax(1)[:, 1:]
        error = sum(parts.values()) / (length - 1)
        copied = jaccard(torch.cat([0.5 - masks[:, 0].sum(1, keepdim=True), masks[:, 0]], 1), masks[:, -1])
        more = run.update(
            error,
            {
                "loss": error.item(),
                **{k: v.item() / (length - 1) for k, v in parts.items()},
                "j first": scores[0],
                "j last": scores[-1],
                "copied": copied.item(),
            },
        )
        run.log()
        if run.step % 500 == 0 or not more:
            run.save()
            shards.refresh()
            scenes.refresh()


if __name__ == "__main__":
    main()
