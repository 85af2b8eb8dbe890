package org.maskvos.fuzz;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Folders of benchmarks and of annotated frames that are odd; OME-Zarr images into which labels shall go. */
final class OddFolders implements Family {

	/** Changes a good folder. */
	private interface Change {

		void of(Bench bench) throws Exception;
	}

	@Override
	public List<Case> cases() {
		final List<Case> cases = new ArrayList<>();
		annotations(cases);
		truths(cases);
		targets(cases);
		libraries(cases);
		return cases;
	}

	/** A folder of label images beside a folder of frames. */
	private static void annotations(final List<Case> cases) {
		for (final String name : new String[] { "0", "1", "3", "4", "00000", "frame", "-1", "1.5", "2147483647",
			"99999999999", "1 (copy)", "a1b", "\u0661", "x".repeat(200), "1\n", "1.tif" })
			for (final boolean frames : new boolean[] { false, true })
				cases.add(Case.of("folder-annotations-" + cases.size(), Expected.either("png", "labels"), bench -> {
					bench.write("labels/" + name + ".png", Pngs.scene(0));
					final String movie = frames ? frames(bench, "frames") : Calls.scene(bench, "m.tif");
					return Calls.propagate(movie, bench.in("labels"), bench.out("l.tif"));
				}));
		final Map<String, Change> odd = new LinkedHashMap<>();
		odd.put("same-number", bench -> bench.write("labels/001.png", Pngs.scene(1)));
		odd.put("bad-second", bench -> bench.write("labels/2.png", "no image"));
		odd.put("other-size", bench -> bench.write("labels/2.png", Pngs.file(Pngs.header(3, 3, 8, 0, 0, 0, 0), Pngs.chunk(
			"IDAT", TiffBytes.deflate(new byte[12])))));
		odd.put("stack", bench -> {
			Zarrs.remove(bench, "labels/1.png");
			Calls.scene(bench, "labels/1.tif");
		});
		odd.put("all-empty", bench -> bench.write("labels/1.png", Pngs.file(Pngs.header(32, 24, 8, 0, 0, 0, 0), Pngs.chunk(
			"IDAT", TiffBytes.deflate(new byte[33 * 24])))));
		odd.put("pipe", bench -> Bench.pipe(bench.in().resolve("labels/2.png")));
		odd.put("is-movie", bench -> {
			Zarrs.remove(bench, "labels/1.png");
			frames(bench, "labels");
		});
		odd.forEach((name, change) -> cases.add(Case.of("folder-annotations-" + name, Expected.either("labels"), bench -> {
			bench.write("labels/1.png", Pngs.scene(0));
			change.of(bench);
			return Calls.propagate(Calls.scene(bench, "m.tif"), bench.in("labels"), bench.out("l.tif"));
		})));
	}

	private static String frames(final Bench bench, final String folder) throws Exception {
		for (int t = 0; t < Scene.FRAMES; t++)
			bench.write(folder + "/" + t + ".png", Pngs.scene(t));
		return bench.in(folder);
	}

	/** Truth in the layout of the Cell Tracking Challenge. */
	private static void truths(final List<Case> cases) {
		final Map<String, Change> odd = new LinkedHashMap<>();
		odd.put("good", bench -> {});
		odd.put("no-table", bench -> Zarrs.remove(bench, "gt/TRA/man_track.txt"));
		odd.put("table-folder", bench -> {
			Zarrs.remove(bench, "gt/TRA/man_track.txt");
			bench.folder("gt/TRA/man_track.txt");
		});
		odd.put("table-pipe", bench -> {
			Zarrs.remove(bench, "gt/TRA/man_track.txt");
			Bench.pipe(bench.in().resolve("gt/TRA/man_track.txt"));
		});
		odd.put("table-other", bench -> bench.write("gt/TRA/man_track.txt", "7 0 2 0\n"));
		odd.put("no-frames", bench -> Zarrs.remove(bench, "gt/TRA"));
		odd.put("empty-frames", bench -> {
			Zarrs.remove(bench, "gt/TRA");
			bench.folder("gt/TRA");
		});
		odd.put("missing-frame", bench -> Zarrs.remove(bench, "gt/TRA/man_track001.tif"));
		odd.put("bad-frame", bench -> bench.write("gt/TRA/man_track001.tif", "x"));
		odd.put("seg-far", bench -> bench.write("gt/SEG/man_seg900.tif", frame(0, 32)));
		odd.put("seg-huge", bench -> bench.write("gt/SEG/man_seg999999999.tif", frame(0, 32)));
		odd.put("seg-bad", bench -> bench.write("gt/SEG/man_seg001.tif", "x"));
		odd.put("seg-size", bench -> bench.write("gt/SEG/man_seg001.tif", frame(0, 16)));
		odd.put("seg-stack", bench -> Calls.scene(bench, "gt/SEG/man_seg001.tif"));
		odd.put("seg-folder", bench -> bench.folder("gt/SEG/man_seg002.tif"));
		odd.put("seg-pipe", bench -> Bench.pipe(bench.in().resolve("gt/SEG/man_seg002.tif")));
		odd.put("seg-empty", bench -> {
			Zarrs.remove(bench, "gt/SEG");
			bench.folder("gt/SEG");
		});
		odd.put("seg-is-file", bench -> {
			Zarrs.remove(bench, "gt/SEG");
			bench.write("gt/SEG", "x");
		});
		odd.put("seg-slices", bench -> bench.write("gt/SEG/man_seg_001_002.tif", frame(1, 32)));
		odd.forEach((name, change) -> cases.add(Case.of("folder-truth-" + name, name.equals("good") ? Expected.done()
			: Expected.either("gt", "TRA", "SEG"), bench -> {
				for (int t = 0; t < Scene.FRAMES; t++)
					bench.write("gt/TRA/man_track00" + t + ".tif", frame(t, 32));
				bench.write("gt/TRA/man_track.txt", "1 0 2 0\n2 0 2 0\n3 0 2 0\n");
				bench.write("gt/SEG/man_seg001.tif", frame(1, 32));
				change.of(bench);
				return List.of("evaluate", bench.in("gt"), Calls.scene(bench, "l.tif"), "--metrics", "ctc");
			})));
	}

	private static byte[] frame(final int t, final int width) {
		final TiffBytes tiff = new TiffBytes();
		tiff.frames = 1;
		tiff.width = width;
		tiff.values = (x, y, zero) -> Scene.id(x, y, t);
		return tiff.encode();
	}

	/** Labels within an image that is odd: which may get them, or stays as it is. */
	private static void targets(final List<Case> cases) {
		final String list = "m.zarr/labels/.zattrs";
		final Map<String, String> odd = new LinkedHashMap<>();
		odd.put("none", null);
		odd.put("empty", "");
		odd.put("broken", "{\"labels\": [");
		odd.put("list", "[]");
		odd.put("no-list", "{\"labels\": 7}");
		odd.put("null-list", "{\"labels\": null}");
		odd.put("odd-names", "{\"labels\": [1, null, \"../x\", {\"a\": 1}, \"cells\"]}");
		odd.put("more", "{\"labels\": [\"other\"], \"extra\": {\"deep\": [1, 2]}}");
		odd.forEach((name, text) -> cases.add(Case.of("folder-target-list-" + name, Expected.either("m.zarr"), bench -> {
			Zarrs.two(bench, "../out/m.zarr");
			if (text != null) bench.write("../out/" + list, text);
			return labelled(bench, "m.zarr/labels/cells");
		})));
		for (final String target : new String[] { "m.zarr/labels/..", "m.zarr/labels/", "m.zarr/labels",
			"m.zarr/labels/a/b", "m.zarr/0/labels/cells", "m.zarr/labels/.hidden", "m.zarr/labels/.zattrs",
			"none.zarr/labels/cells", "m.zarr/../m.zarr/labels/cells", "m.zarr/labels/a b", "m.zarr/labels/\u7d30",
			"m.zarr/x.zarr", "x/labels/cells", ".zarr" })
			cases.add(Case.of("folder-target-" + cases.size(), Expected.either("m.zarr", "none.zarr", "x/labels", "out"),
				bench -> {
					Zarrs.two(bench, "../out/m.zarr");
					return labelled(bench, target);
				}));
	}

	private static List<String> labelled(final Bench bench, final String target) throws Exception {
		return Calls.propagate(bench.out("m.zarr"), Calls.scene(bench, "a.tif"), bench.out(target));
	}

	/** Where packages are looked for. */
	private static void libraries(final List<Case> cases) {
		final Map<String, String> odd = new LinkedHashMap<>();
		odd.put("none", "IN/none");
		odd.put("empty", "");
		odd.put("colons", ":::");
		odd.put("file", "IN/file");
		odd.put("nul", "IN/a\u0000b");
		odd.put("long", "IN/" + "x".repeat(400));
		odd.put("loop", "IN/loop");
		odd.put("root", "/");
		odd.put("device", "/dev/full");
		odd.put("proc", "/proc/self/fd");
		odd.put("many", "IN/none:".repeat(2000));
		odd.put("relative", ".");
		odd.put("http", "http://127.0.0.1:9/models");
		odd.forEach((name, value) -> {
			for (final String command : new String[] { "list", "info" })
				cases.add(Case.of("folder-library-" + name + "-" + command, Expected.either("in", "/"), bench -> {
					bench.write("file", "x");
					Files.createSymbolicLink(bench.in().resolve("loop"), Path.of("loop"));
					bench.property("maskvos.models", value.replace("IN", bench.in().toString()));
					return command.equals("list") ? List.of("models", "list") : List.of("models", "info", "maskvos-fast");
				}));
		});
	}
}
