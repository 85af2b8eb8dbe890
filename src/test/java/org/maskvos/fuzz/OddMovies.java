package org.maskvos.fuzz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Movies whose files are in order, but whose size or intensities are not what networks are made for. */
final class OddMovies implements Family {

	private static final String FILE = "m.tif";

	@Override
	public List<Case> cases() {
		final List<Case> cases = new ArrayList<>();
		intensities().forEach((name, values) -> add(name, tiff -> {
			tiff.bits = 32;
			tiff.format = 3;
			tiff.values = values;
		}, cases));
		for (final int[] size : new int[][] { { 1, 1 }, { 1, 40 }, { 40, 1 }, { 2, 2 }, { 3, 5 }, { 7, 7 }, { 2000, 2 }, {
			2, 2000 }, { 65, 63 } })
			add("size-" + size[0] + "x" + size[1], tiff -> {
				tiff.width = size[0];
				tiff.height = size[1];
				tiff.rowsPerStrip = size[1];
			}, cases);
		for (final int frames : new int[] { 1, 2, 7 })
			add("frames-" + frames, tiff -> {
				tiff.frames = frames;
				tiff.description = "";
			}, cases);
		add("signed", tiff -> {
			tiff.format = 2;
			tiff.values = (x, y, t) -> -32768 + 300 * Scene.id(x, y, t);
		}, cases);
		add("brightest", tiff -> tiff.values = (x, y, t) -> 65535, cases);
		add("binary", tiff -> tiff.bits = 1, cases);
		add("rgb", tiff -> {
			tiff.samples = 3;
			tiff.bits = 8;
			tiff.photometric = 2;
		}, cases);
		for (final String[] layout : new String[][] { { "channels=3\nimages=3", "channel" }, { "slices=3\nimages=3", "z" },
			{ "channels=3\nslices=1\nframes=1\nimages=3\nhyperstack=true", "one frame" } })
			add("layout-" + layout[1].replace(' ', '-'), tiff -> tiff.description = "ImageJ=1.54p\n" + layout[0] + "\n",
				cases);
		return cases;
	}

	private static Map<String, TiffBytes.Values> intensities() {
		final Map<String, TiffBytes.Values> all = new LinkedHashMap<>();
		all.put("zero", (x, y, t) -> 0);
		all.put("constant", (x, y, t) -> 1000);
		all.put("nan", (x, y, t) -> Double.NaN);
		all.put("nan-half", (x, y, t) -> x < 16 ? Double.NaN : Scene.id(x, y, t));
		all.put("nan-frame", (x, y, t) -> t == 1 ? Double.NaN : Scene.id(x, y, t));
		all.put("infinite", (x, y, t) -> Double.POSITIVE_INFINITY);
		all.put("infinite-some", (x, y, t) -> (x + y) % 7 == 0 ? Double.POSITIVE_INFINITY : Scene.id(x, y, t));
		all.put("minus-infinite-some", (x, y, t) -> (x + y) % 7 == 0 ? Double.NEGATIVE_INFINITY : Scene.id(x, y, t));
		all.put("negative", (x, y, t) -> -1000 - Scene.id(x, y, t));
		all.put("large", (x, y, t) -> 3e38 * Scene.id(x, y, t) / 3);
		all.put("both-ends", (x, y, t) -> Scene.id(x, y, t) > 0 ? 3e38 : -3e38);
		all.put("small", (x, y, t) -> 1e-44 * Scene.id(x, y, t));
		all.put("one-bright", (x, y, t) -> x == 5 && y == 5 ? 1e30 : Scene.id(x, y, t));
		all.put("flashing", (x, y, t) -> t % 2 == 0 ? 0 : 1e6 * Scene.id(x, y, t));
		return all;
	}

	private static void add(final String name, final Consumer<TiffBytes> change, final List<Case> cases) {
		final TiffBytes tiff = TiffBytes.imagej();
		change.accept(tiff);
		final byte[] file = tiff.encode();
		final Expected expected = Expected.either(Calls.NAMES);
		cases.add(Case.of("movie-" + name + "-segment", expected, bench -> Calls.segment(bench, bench.write(FILE, file))));
		cases.add(Case.of("movie-" + name + "-estimated", expected, bench -> List.of("segment", bench.write(FILE, file),
			"-o", bench.out("l.zarr"), "--model", "maskvos-fast", "--output", "semantic", "--tracks", bench.out("t.csv"))));
		cases.add(Case.of("movie-" + name + "-propagate", expected, bench -> {
			final TiffBytes labels = new TiffBytes();
			labels.frames = 1;
			labels.width = tiff.width;
			labels.height = tiff.height;
			labels.rowsPerStrip = tiff.height;
			labels.values = (x, y, t) -> Math.max(1, Scene.id(x, y, t));
			return Calls.propagate(bench.write(FILE, file), bench.write("first.tif", labels.encode()), bench.out("l.tif"));
		}));
		cases.add(Case.of("movie-" + name + "-overlay", expected, bench -> {
			final TiffBytes labels = TiffBytes.imagej();
			labels.width = tiff.width;
			labels.height = tiff.height;
			labels.rowsPerStrip = tiff.height;
			labels.frames = tiff.frames;
			labels.description = tiff.description;
			return List.of("export", bench.write("labels.tif", labels.encode()), "-o", bench.out("o.avi"), "--format",
				"overlay", "--movie", bench.write(FILE, file));
		}));
	}
}
