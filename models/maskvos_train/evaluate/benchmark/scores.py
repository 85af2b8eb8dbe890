"""What a label movie is worth: SEG, links and J as `maskvos evaluate` has them, where SEG is lost, and identities.

from maskvos_train.evaluate.benchmark.scores import segmentation, propagation
"""

import numpy as np

LOSSES = ("missed", "split", "merged", "outline")


class Overlap:
    """Areas and intersections of the objects of a true and a found label frame; the background is row and column 0."""

    def __init__(self, truth, found):
        self.true_ids, t = np.unique(np.append(truth.ravel(), 0), return_inverse=True)
        self.found_ids, f = np.unique(np.append(found.ravel(), 0), return_inverse=True)
        shape = len(self.true_ids), len(self.found_ids)
        self.both = np.bincount(t[:-1] * shape[1] + f[:-1], minlength=shape[0] * shape[1]).reshape(shape)
        self.true_area, self.found_area = self.both.sum(1), self.both.sum(0)

    def holders(self):
        """Per true object the column of the found object that holds more than half of it, or 0."""
        if self.both.shape[1] < 2:
            return np.zeros(len(self.true_ids) - 1, int)
        best = self.both[1:, 1:].argmax(1) + 1
        return np.where(2 * self.both[np.arange(1, len(self.true_ids)), best] > self.true_area[1:], best, 0)

    def foreground(self):
        union = self.both.sum() - self.both[0, 0]
        return self.both[1:, 1:].sum() / union if union else 1.0


def segmentation(truth, found):
    """Scores of an instance movie, by name. The four losses add up to 1 - SEG: true objects of which nothing holds more
    than half, because too little is found there (missed) or it is in pieces (split); whose holder holds others, too
    (merged); whose outline differs. false: found objects that lie mostly on background, per true object; area: found
    over true, of objects found alone, geometric mean; small: share of SEG lost on objects below a tenth of the median
    area."""
    loss, true_objects, false, small, areas, jaccards = dict.fromkeys(LOSSES, 0.0), 0, 0, 0.0, [], []
    links = reproduced = predicted = right = 0
    before, true_before, found_before = {}, set(), set()
    median = np.median(np.concatenate([np.unique(plane[plane > 0], return_counts=True)[1] for plane in truth]))
    for t, f in zip(truth, found):
        o = Overlap(t, f)
        holders = o.holders()
        rows = np.arange(1, len(o.true_ids))
        jaccard = np.where(
            holders > 0, o.both[rows, holders] / (o.true_area[1:] + o.found_area[holders] - o.both[rows, holders]), 0.0
        )
        held = np.bincount(holders[holders > 0], minlength=len(o.found_ids))
        covered = o.both[1:, 1:].sum(1) * 2 > o.true_area[1:]
        alone = (holders > 0) & (held[holders] == 1)
        why = np.select([alone, holders > 0, covered], [3, 2, 1], 0)
        for k, name in enumerate(LOSSES):
            loss[name] += (1 - jaccard)[why == k].sum()
        small += (1 - jaccard)[o.true_area[1:] < 0.1 * median].sum()
        true_objects += len(rows)
        false += int((2 * o.both[0, 1:] > o.found_area[1:]).sum())
        areas.extend(np.log(o.found_area[holders[alone]] / o.true_area[1:][alone]))
        jaccards.append(o.foreground())
        now = {int(i): int(o.found_ids[h]) for i, h in zip(o.true_ids[1:], holders) if h}
        true_now, found_now = set(o.true_ids[1:].tolist()), set(o.found_ids[1:].tolist())
        kept = {now[i] for i in true_now & true_before if i in now and now[i] == before.get(i)}
        reproduced += sum(i in now and now[i] == before.get(i) for i in true_now & true_before)
        links, predicted, right = (
            links + len(true_now & true_before),
            predicted + len(found_now & found_before),
            right + len(kept),
        )
        before, true_before, found_before = now, true_now, found_now
    n = max(true_objects, 1)
    share = lambda part, whole: part / whole if whole else float("nan")
    return {
        "SEG": 1 - sum(loss.values()) / n,
        **{name: value / n for name, value in loss.items()},
        "small": small / n,
        "false": false / n,
        "area": float(np.exp(np.mean(areas))) if areas else float("nan"),
        "J": float(np.mean(jaccards)),
        "links found": share(reproduced, links),
        "links right": share(right, predicted),
    }


def worst_frame(truth, found):
    """The frame with the lowest SEG."""
    return int(np.argmin([segmentation(truth[t : t + 1], found[t : t + 1])["SEG"] for t in range(len(truth))]))


def switches(truth, found):
    """Share of the later object-frames in which an object's mask lies mostly on another true object than its own."""
    ids, wrong, count = set(np.unique(truth[0]).tolist()) - {0}, 0, 0
    for t, f in zip(truth[1:], found[1:]):
        o = Overlap(t, f)
        for i in o.true_ids[1:]:
            if int(i) not in ids:
                continue
            count += 1
            column = np.searchsorted(o.found_ids, i)
            if column < len(o.found_ids) and o.found_ids[column] == i and len(o.true_ids) > 1:
                on = o.both[1:, column]
                wrong += on.max() > 0 and o.true_ids[1 + on.argmax()] != i
    return wrong / max(count, 1)
