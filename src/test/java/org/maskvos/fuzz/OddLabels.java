package org.maskvos.fuzz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Images that are no labels, or do not fit: as truth, prediction, annotations, and to be exported. */
final class OddLabels implements Family {

	private static final String FILE = "m.tif";
	private static final String[] FORMATS = { "ctc", "davis", "rois", "table", "overlay" };

	@Override
	public List<Case> cases() {
		final List<Case> cases = new ArrayList<>();
		final Map<String, TiffBytes.Values> values = new LinkedHashMap<>();
		values.put("nan", one(Double.NaN));
		values.put("all-nan", (x, y, t) -> Double.NaN);
		values.put("infinite", one(Double.POSITIVE_INFINITY));
		values.put("minus-infinite", one(Double.NEGATIVE_INFINITY));
		values.put("negative", one(-1));
		values.put("fraction", one(1.5));
		values.put("almost", one(Math.nextUp(1f)));
		values.put("large", one(1 << 24 | 2));
		values.put("huge", one(1e30));
		values.put("tiny", one(Float.MIN_VALUE));
		values.forEach((name, value) -> {
			all(name, floats(value), Expected.refused(FILE), cases);
			all(name + "-last-frame", floats((x, y, t) -> t == 2 ? value.at(x, y, t) : Scene.id(x, y, t)), Expected.refused(
				FILE), cases);
		});
		all("minus-zero", floats((x, y, t) -> Scene.id(x, y, t) == 0 ? -0.0 : Scene.id(x, y, t)), Expected.either(FILE),
			cases);
		all("limit", floats((x, y, t) -> Scene.id(x, y, t) * (1 << 22)), Expected.either(FILE, "'m'"), cases);
		all("grey", bytes(tiff -> tiff.values = (x, y, t) -> 1000 + (x * 37 + y * 91 + t * 17) % 2000), Expected.either(
			FILE), cases);
		all("smooth", bytes(tiff -> tiff.values = (x, y, t) -> 20 * x + y), Expected.either(FILE), cases);
		all("empty", bytes(tiff -> tiff.values = (x, y, t) -> 0), Expected.either(FILE, "no object"), cases);
		all("full", bytes(tiff -> tiff.values = (x, y, t) -> 1), Expected.either(FILE), cases);
		all("each-pixel", bytes(tiff -> tiff.values = (x, y, t) -> 1 + x + 32 * y), Expected.either(FILE, "folder"), cases);
		all("sizes", bytes(tiff -> tiff.width = 31), Expected.either(FILE, "'m'", "movie.tif"), cases);
		all("one-pixel", bytes(tiff -> {
			tiff.width = 1;
			tiff.height = 1;
			tiff.rowsPerStrip = 1;
		}), Expected.either(FILE, "'m'", "movie.tif"), cases);
		all("frames-2", bytes(tiff -> {
			tiff.frames = 2;
			tiff.description = "";
		}), Expected.either(FILE, "'m'", "movie.tif"), cases);
		all("frames-4", bytes(tiff -> {
			tiff.frames = 4;
			tiff.description = "";
		}), Expected.either(FILE, "'m'", "movie.tif"), cases);
		all("rgb", bytes(tiff -> {
			tiff.samples = 3;
			tiff.bits = 8;
			tiff.photometric = 2;
		}), Expected.refused(FILE), cases);
		all("signed", bytes(tiff -> {
			tiff.format = 2;
			tiff.values = (x, y, t) -> Scene.id(x, y, t) - 1;
		}), Expected.refused(FILE), cases);
		return cases;
	}

	/** One pixel of the first object. */
	private static TiffBytes.Values one(final double value) {
		return (x, y, t) -> x == 4 && y == 4 ? value : Scene.id(x, y, t);
	}

	private static byte[] floats(final TiffBytes.Values values) {
		return bytes(tiff -> {
			tiff.bits = 32;
			tiff.format = 3;
			tiff.values = values;
		});
	}

	private static byte[] bytes(final Consumer<TiffBytes> change) {
		final TiffBytes tiff = TiffBytes.imagej();
		change.accept(tiff);
		return tiff.encode();
	}

	private static void all(final String name, final byte[] labels, final Expected expected, final List<Case> cases) {
		final int n = cases.size();
		final String format = FORMATS[n / 4 % FORMATS.length];
		cases.add(Case.of("labels-" + name + "-prediction", expected, bench -> Calls.evaluate(bench, bench.write(FILE,
			labels))));
		cases.add(Case.of("labels-" + name + "-truth", expected, bench -> List.of("evaluate", bench.write(FILE, labels),
			Calls.scene(bench, "movie.tif"), "--threads", "2")));
		cases.add(Case.of("labels-" + name + "-annotations", expected, bench -> Calls.annotations(bench, bench.write(FILE,
			labels))));
		cases.add(Case.of("labels-" + name + "-" + format, expected, bench -> List.of("export", bench.write(FILE, labels),
			"-o", bench.out(format.equals("rois") ? "r.zip" : format.equals("table") ? "t.csv" : "folder"), "--format",
			format, "--movie", Calls.scene(bench, "movie.tif"))));
	}
}
