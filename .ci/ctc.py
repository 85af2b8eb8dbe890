"""Called by ctc in a folder with movie.tif, truth.tif, segmented.tif and segmented.txt."""
import json
import os
import shutil
import subprocess
import sys
import warnings
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import tifffile
from ctc_metrics.scripts.evaluate import evaluate_sequence
from ctc_metrics.scripts.validate import validate_sequence

COUNTS = ["AOGM_NS", "AOGM_FN", "AOGM_FP", "AOGM_ED", "AOGM_EA", "AOGM_EC"]
SCORES = ["SEG", "DET", "TRA", "LNK", "AOGM", *COUNTS]
maskvos, data = sys.argv[1], Path(sys.argv[2])
# py-ctcmetrics prints what it does, and warns of empty frames
ours, sys.stdout = sys.stdout, open(os.devnull, "w")
warnings.simplefilter("ignore")


def run(*arguments):
	done = subprocess.run([maskvos, *map(str, arguments)], capture_output=True, text=True)
	assert done.returncode == 0, (arguments, done.stderr)
	return done.stdout


def export(labels, tracks, folder):
	run("export", labels, "-o", folder, "--format", "ctc", *(["--tracks", tracks] if tracks else []))
	return validate_sequence(str(folder), 1)["Valid"]


# -- Movies with every difficulty --


def discs(frames, size, rng, cells):
	"""A label movie of discs that move, divide, leave for a while and come back; and who the parents are."""
	yx, movie = np.mgrid[:size, :size], np.zeros((frames, size, size), np.uint32)
	live = {i + 1: rng.uniform(8, size - 8, 2) for i in range(cells)}
	parents, last = {}, cells
	for t in range(frames):
		for label, centre in list(live.items()):
			if t > 1 and label in live and rng.random() < .1:
				del live[label]
				for side in (-5, 5):
					last += 1
					live[last], parents[last] = centre + [side, rng.uniform(-2, 2)], label
		for label in live:
			live[label] = np.clip(live[label] + rng.normal(0, 1.5, 2), 4, size - 4)
			if rng.random() > .12:
				movie[t][((yx - live[label][:, None, None]) ** 2).sum(0) < 25] = label
	return movie, {c: p for c, p in parents.items() if (movie == p).any()}


def spoiled(truth, parents, rng):
	"""What a tracker might make of it: merged, cut, missed, exchanged, invented and moved objects, wrong parents."""
	movie, parents = truth.copy(), dict(parents)
	new = int(truth.max()) + 1
	for label in np.unique(truth[truth > 0]):
		if rng.random() < .2:
			later = movie[rng.integers(1, len(movie) + 1) :]
			later[later == label] = new
			parents[new] = label
			new += 1
	for frame in movie:
		labels = np.unique(frame[frame > 0])
		for label in labels:
			draw, where = rng.random(), frame == label
			if draw < .08:
				frame[where] = rng.choice(labels)
			elif draw < .14:
				frame[where] = 0
			elif draw < .2:
				frame[where & (np.arange(frame.shape[1]) % 11 < rng.integers(3, 9))] = new
				new += rng.random() < .5
			elif draw < .25:
				other = rng.choice(labels)
				frame[where], frame[frame == other] = other, label
		if rng.random() < .3:
			y, x = rng.integers(0, frame.shape[0] - 5, 2)
			frame[y : y + 5, x : x + 5] = new
			new += 1
	if rng.random() < .5:
		movie = np.roll(movie, rng.integers(-3, 4), 2)
	lives = frames_of(movie)
	for label in lives:
		if rng.random() < .25:
			parents[label] = int(rng.choice(list(lives)))
		elif rng.random() < .2:
			parents.pop(label, None)
	return movie, {c: p for c, p in parents.items() if c in lives and p in lives and lives[p][1] < lives[c][0]}


def frames_of(movie):
	"""The first and the last frame of each label."""
	lives = {}
	for t, frame in enumerate(movie):
		for label in np.unique(frame[frame > 0]).tolist():
			lives[label] = lives.get(label, (t, t))[0], t
	return lives


def save(name, movie, parents):
	"""As ImageJ would, and a table of whole objects."""
	path = Path(name + ".tif")
	wide = movie.max() > 65535
	tifffile.imwrite(path, movie.astype(np.float32 if wide else np.uint16), imagej=True, metadata=dict(axes="TYX"))
	path.with_suffix(".txt").write_text("".join(f"{i} {a} {b} {parents.get(i, 0)}\n" for i, (a, b) in frames_of(movie).items()))
	return path, path.with_suffix(".txt")


# -- Valid folders --


def valid_cases():
	rng = np.random.default_rng(3)
	movie, parents = discs(12, 64, rng, 6)
	for i in range(4):
		yield f"spoiled{i}", *spoiled(movie, parents, rng)
	yield "gaps", movie, parents
	yield "one-frame", movie[:1], {}
	yield "empty-frames", np.concatenate([0 * movie[:3], movie, 0 * movie[:2]]), parents
	merged = np.where(movie == 2, 1, movie)
	merged[:6] = movie[:6]
	yield "merge", merged, parents
	# a mother that keeps her number; parents as no table should have them
	yield "mother-goes-on", movie, {**parents, int(movie[-1].max()): 1}
	yield "nonsense", movie, {i: int(rng.integers(0, 40)) for i in range(40)}
	yield "foreign", movie * 797 % 65521, {c * 797 % 65521: p * 797 % 65521 for c, p in parents.items()}
	yield "large", movie * 65_000, {c * 65_000: p * 65_000 for c, p in parents.items()}
	many = np.zeros((1002, 4, 4), np.uint32)
	many[::2, 1] = 5
	yield "thousand-frames", many, {}


def check_valid(case):
	name, movie, parents = case
	labels, table = save(name, movie, parents)
	assert export(labels, table, Path(name)) == 1, name
	# nothing is lost: the same objects in the same places
	folder = sorted(Path(name).glob("*.tif"))
	assert len(folder) == len(movie), name
	for frame, file in zip(movie, folder):
		exported = tifffile.imread(file)
		pairs = np.unique(np.stack([frame.ravel(), exported.ravel()]), axis=1)
		assert len(set(pairs[0])) == len(set(pairs[1])) == pairs.shape[1] and (pairs[:, 0] == 0).all() or (frame > 0).all(), name
	return name


# -- The same scores --


def add_empty_frame(folder, name):
	tifffile.imwrite(folder / name, 0 * tifffile.imread(next(folder.glob("*.tif"))))


def compare(case):
	"""Scores of the exported folders, and of the label movies with their tables, beside the challenge's."""
	name, truth, prediction = case
	(a, a_table), (b, b_table) = save(name + "-truth", *truth), save(name + "-result", *prediction)
	gt, result = Path(name + "_GT"), Path(name + "_RES")
	(gt / "SEG").mkdir(parents=True)
	assert export(a, a_table, gt / "TRA") == 1 and export(b, b_table, result) == 1, name
	(gt / "TRA/res_track.txt").rename(gt / "TRA/man_track.txt")
	for file in sorted((gt / "TRA").glob("mask*.tif")):
		shutil.copy(file, gt / "SEG" / file.name.replace("mask", "man_seg"))
		file.rename(file.with_name(file.name.replace("mask", "man_track")))
	found = [json.loads(run("evaluate", *arguments, "--metrics", "ctc", "--json")) for arguments in (
		(gt, result), (a, b, "--truth-tracks", a_table, "--prediction-tracks", b_table))]
	names = list(SCORES)
	if len(truth[0]) == 1:
		# nothing to link, of which py-ctcmetrics makes an error; an empty frame changes no count
		names.remove("LNK")
		add_empty_frame(gt / "TRA", "man_track001.tif")
		add_empty_frame(result, "mask001.tif")
		assert all(scores["LNK"] is None for scores in found), name
	expected = evaluate_sequence(str(result), str(gt), ["Valid", *(n for n in names if not n.startswith("AOGM"))], 1)
	worst = max(abs(scores[n] - expected[n]) for scores in found for n in names)
	assert worst < 1e-6, (name, *({n: scores[n] for n in names} for scores in [*found, expected]))
	return [found[0][n] for n in SCORES]


def compared_cases():
	rng = np.random.default_rng(5)
	for i in range(36):
		truth = discs(int(rng.integers(2, 12)), 64, rng, int(rng.integers(2, 9)))
		yield f"random{i}", truth, spoiled(*truth, rng)
	for i in range(3):
		truth = discs(1, 64, rng, 8)
		yield f"single{i}", truth, spoiled(*truth, rng)
	yield "perfect", truth, truth
	for file in data.glob("*/labels_tracked.tif"):  # and what .ci/real made of these movies
		for result in Path("..").glob(f"maskvos-*-{file.parent.name}.tif"):
			yield result.stem, (tifffile.imread(file), {}), (tifffile.imread(result), {})


# -- All --

shown = Path("segmented.txt").read_text()
assert export("segmented.tif", "segmented.txt", Path("segmented")) == 1
assert Path("segmented/res_track.txt").read_text() == shown, "segment --tracks writes the table of the folder"
for movie in sorted(data.glob("*/labels_tracked.tif")):
	assert export(movie, None, Path(movie.parent.name)) == 1, movie
	print(movie.parent.name, "valid", file=ours)
with ThreadPoolExecutor(2) as pool:
	print("valid:", *pool.map(check_valid, valid_cases()), file=ours)
	scores = list(pool.map(compare, compared_cases()))
print(len(scores), "movies scored as py-ctcmetrics does; the largest of each:", file=ours)
print(*(f"{name} {max(s[i] for s in scores if s[i] is not None):.3f}" for i, name in enumerate(SCORES)), file=ours)
assert all(max(s[i] for s in scores if s[i] is not None) > 0 for i in range(len(SCORES))), "a count that never occurred"
