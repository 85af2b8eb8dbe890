"""Tables and pictures of a benchmark run.

    python -m maskvos_train.evaluate.benchmark.report runs/benchmark/NAME [OLDER]

prints the tables of a run again, or how it differs from an older one.
"""

import argparse
import csv
import json
from pathlib import Path

import cv2
import numpy as np

from ...data.clip import stretch
from ...data.preview import outlined
from .movies import REAL, SIMULATED
from .scores import LOSSES

COLUMNS = {  # title: key of a movie's numbers, digits
    "SEG": ("segment SEG", 3),
    "SEG, diameter given": ("given SEG", 3),
    "diameter found / true": ("diameter", 2),
    "links found": ("segment links found", 3),
    "links right": ("segment links right", 3),
    "J": ("segment J", 3),
    "propagated: copied": ("propagate copied", 3),
    "DIS": ("propagate DIS", 3),
    "ours": ("propagate ours", 3),
    "switches": ("propagate switches", 3),
    "flow error, objects: ours": ("flow ours objects", 2),
    "DIS ": ("flow DIS objects", 2),
    "all pixels: ours": ("flow ours all", 2),
    "DIS  ": ("flow DIS all", 2),
}
WHY = {
    **{name: (f"segment {name}", 3) for name in LOSSES},
    "of these, slivers": ("segment small", 3),
    "false objects": ("segment false", 2),
    "area found / true": ("segment area", 2),
    **{f"{name}, given": (f"given {name}", 3) for name in LOSSES},
    "false, given": ("given false", 2),
}


def means(rows):
    """dict kind -> mean of every number over its movies; and over kinds: simulated, real, both."""
    kinds = list(dict.fromkeys(row["kind"] for row in rows))
    keys = [key for key in dict.fromkeys(k for row in rows for k in row) if key not in ("kind", "name")]
    average = lambda values: float(np.mean(values)) if len(values) else float("nan")
    pick = lambda group, key: [v for r in group for v in [r.get(key)] if v is not None and np.isfinite(v)]
    table = {kind: {key: average(pick([r for r in rows if r["kind"] == kind], key)) for key in keys} for kind in kinds}
    for title, group in (("simulated", SIMULATED), ("real", REAL), ("all kinds", (*SIMULATED, *REAL))):
        group = [table[k] for k in kinds if k in group]
        if len(group) > 1:
            table[f"mean, {title}"] = {key: average(pick(group, key)) for key in keys}
    return table


def markdown(table, columns, counts=None, signed=False):
    number = lambda value, digits: (
        "" if value is None or not np.isfinite(value) else f"{value:{'+' if signed else ''}.{digits}f}"
    )
    lines = ["| kind | " + " | ".join(t.strip() for t in columns) + " |", "|---" * (len(columns) + 1) + "|"]
    for kind, values in table.items():
        count = f" ({counts[kind]})" if counts and kind in counts else ""
        lines.append(
            f"| {kind}{count} | "
            + " | ".join(number(values.get(key), digits) for key, digits in columns.values())
            + " |"
        )
    return "\n".join(lines)


def tables(rows):
    counts = {kind: sum(r["kind"] == kind for r in rows) for kind in {r["kind"] for r in rows}}
    table = means(rows)
    why = "Where SEG is lost: the four columns add up to 1 - SEG."
    return f"{markdown(table, COLUMNS, counts)}\n\n{why}\n\n{markdown(table, WHY)}\n"


def row(rows, about):
    """One line of the table of progress in BENCHMARK.md."""
    table = means(rows)
    simulated, real, every = (table.get(f"mean, {group}", {}) for group in ("simulated", "real", "all kinds"))
    number = lambda values, key, digits=3: f"{values.get(key, float('nan')):.{digits}f}"
    below = sum(
        values["flow ours objects"] < values["flow DIS objects"]
        for kind, values in table.items()
        if kind in SIMULATED and "flow ours objects" in values
    )
    cells = [
        about["date"],
        about["segment"],
        about["propagate"],
        *(number(v, "segment SEG") for v in (simulated, real, every)),
        number(every, "given SEG"),
        number(simulated, "segment links found"),
        number(simulated, "segment links right"),
        number(every, "propagate ours"),
        number(every, "propagate switches", 4),
        number(simulated, "flow ours objects", 2),
        number(simulated, "flow DIS objects", 2),
        str(below),
    ]
    return "| " + " | ".join(cells) + " |"


def write(out, rows, about):
    """report.md, movies.csv and movies.json."""
    out = Path(out)
    keys = list(dict.fromkeys(key for row in rows for key in row))
    with open(out / "movies.csv", "w", newline="") as file:
        writer = csv.DictWriter(file, keys)
        writer.writeheader()
        writer.writerows({k: round(v, 4) if isinstance(v, float) else v for k, v in row.items()} for row in rows)
    (out / "movies.json").write_text(json.dumps({"about": about, "movies": rows}, indent=1))
    text = "\n".join(f"- {key}: {value}" for key, value in about.items()) + f"\n\n{row(rows, about)}\n\n" + tables(rows)
    (out / "report.md").write_text(text)
    return text


def side_by_side(frame, truth, found, title, height=384):
    """True outlines left, found ones right."""
    scale = height / frame.shape[0]
    size = round(frame.shape[1] * scale), height
    grey = cv2.resize(
        stretch(frame.astype(np.float32)), size, interpolation=cv2.INTER_LINEAR if scale > 1 else cv2.INTER_AREA
    )
    enlarge = lambda labels: cv2.resize(labels.astype(np.float32), size, interpolation=cv2.INTER_NEAREST).astype(
        np.int32
    )
    picture = np.hstack(
        [outlined(grey, enlarge(truth)), np.zeros((height, 4, 3), np.uint8), outlined(grey, enlarge(found))]
    )
    cv2.putText(picture, title, (4, 14), cv2.FONT_HERSHEY_SIMPLEX, 0.45, (0, 255, 255), 1, cv2.LINE_AA)
    return picture


def sheet(pictures, columns=2, height=192):
    """All pictures on one."""
    small = [cv2.resize(p, (2 * height + 4, height), interpolation=cv2.INTER_AREA) for p in pictures]
    while len(small) % columns:
        small.append(np.zeros_like(small[0]))
    return np.vstack([np.hstack(small[i : i + columns]) for i in range(0, len(small), columns)])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run", type=Path)
    parser.add_argument("older", type=Path, nargs="?")
    args = parser.parse_args()
    new, old = (json.loads((run / "movies.json").read_text()) if run else None for run in (args.run, args.older))
    if old is None:
        print(row(new["movies"], new["about"]), tables(new["movies"]), sep="\n\n")
        return
    if new["about"]["movies"] != old["about"]["movies"]:
        print("NOT THE SAME MOVIES")
    a, b = means(new["movies"]), means(old["movies"])
    print(
        markdown(
            {kind: {key: a[kind][key] - b[kind].get(key, np.nan) for key in a[kind]} for kind in a if kind in b},
            COLUMNS,
            signed=True,
        )
    )


if __name__ == "__main__":
    main()
