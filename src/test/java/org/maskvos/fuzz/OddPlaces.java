package org.maskvos.fuzz;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Results that shall go where they cannot, or must not. */
final class OddPlaces implements Family {

	/** Prepares a place; returns its path. */
	private interface Place {

		String of(Bench bench, String name) throws Exception;
	}

	/** A call that writes to a place. */
	private interface Writing {

		List<String> to(Bench bench, String place) throws Exception;
	}

	/** What the sentence says of a place, where it is not the usual name. */
	private static final Map<String, String> SAID = Map.of("no-name", "out", "device", "/dev/full", "may-newline", "a",
		"long", "xxx", "may-almost-long", "xxx");

	@Override
	public List<Case> cases() {
		final List<Case> cases = new ArrayList<>();
		final Map<String, Writing> files = files(), folders = folders();
		places().forEach((place, made) -> {
			files.forEach((name, writing) -> add(place, made, name, writing, cases));
			folders.forEach((name, writing) -> add(place, made, name, writing, cases));
		});
		inputs(cases);
		streams(cases);
		return cases;
	}

	private static void add(final String place, final Place made, final String name, final Writing writing,
		final List<Case> cases)
	{
		final boolean folder = name.endsWith("/");
		final String file = name.substring(name.indexOf(' ') + 1).replace("/", "");
		final boolean batch = name.startsWith("batch"), any = folder && !name.startsWith("zarr") || name.startsWith(
			"overlay");
		final boolean open = place.startsWith("may-") || folder && place.matches("folder|folder-full|link-to-folder") ||
			any && place.equals("wrong-suffix") || batch && place.matches("no-folder|no-name");
		final String said = SAID.getOrDefault(place, file);
		cases.add(Case.of("place-" + place + "-" + name.replaceAll("[ /.]", "_"), open ? Expected.either(said, "out")
			: Expected.anyFailure(said, "-o", "--tr"), bench -> writing.to(bench, made.of(bench, file))));
	}

	private static Map<String, Place> places() {
		final Map<String, Place> places = new LinkedHashMap<>();
		places.put("no-folder", (bench, name) -> bench.out("none/" + name));
		places.put("folder", (bench, name) -> Files.createDirectories(bench.out().resolve(name)).toString());
		places.put("folder-full", (bench, name) -> {
			Files.createDirectories(bench.out().resolve(name));
			Files.writeString(bench.out().resolve(name).resolve("precious.txt"), "x");
			return bench.out(name);
		});
		places.put("below-file", (bench, name) -> {
			Files.writeString(bench.out().resolve("f"), "x");
			return bench.out("f/" + name);
		});
		places.put("no-name", (bench, name) -> bench.out() + "/");
		places.put("wrong-suffix", (bench, name) -> bench.out(name + ".xyz"));
		places.put("long", (bench, name) -> bench.out("x".repeat(260) + name));
		places.put("may-almost-long", (bench, name) -> bench.out("x".repeat(250 - name.length()) + name));
		places.put("nul", (bench, name) -> bench.out("a\u0000" + name));
		places.put("device", (bench, name) -> "/dev/full");
		places.put("below-device", (bench, name) -> "/dev/full/" + name);
		places.put("root-proc", (bench, name) -> "/proc/" + name);
		places.put("may-link-to-device", (bench, name) -> link(bench, name, "/dev/full"));
		places.put("may-link-loop", (bench, name) -> link(bench, name, name));
		places.put("may-link-nowhere", (bench, name) -> link(bench, name, "nowhere/x"));
		places.put("may-link-to-input", (bench, name) -> {
			bench.write("precious.tif", "x");
			return link(bench, name, bench.in("precious.tif"));
		});
		places.put("link-to-folder", (bench, name) -> {
			Files.createDirectories(bench.out().resolve("dir"));
			return link(bench, name, "dir");
		});
		places.put("may-pipe", (bench, name) -> {
			Bench.pipe(bench.out().resolve(name));
			return bench.out(name);
		});
		places.put("may-part-links-elsewhere", (bench, name) -> {
			bench.write("precious.tif", "x");
			for (final String part : new String[] { "." + name + ".part", "." + name + ".0123456789abcdef.part", "." + name +
				".0123456789abcdef.old", "." + name + ".lock" })
				link(bench, part, bench.in("precious.tif"));
			return bench.out(name);
		});
		places.put("may-part-is-folder", (bench, name) -> {
			Files.createDirectories(bench.out().resolve("." + name + ".0123456789abcdef.part/x"));
			return bench.out(name);
		});
		places.put("may-old-is-folder", (bench, name) -> {
			Files.createDirectories(bench.out().resolve("." + name + ".0123456789abcdef.old/x"));
			return bench.out(name);
		});
		places.put("may-lock-is-folder", (bench, name) -> {
			Files.createDirectories(bench.out().resolve("." + name + ".lock/x"));
			return bench.out(name);
		});
		places.put("may-lock-is-pipe", (bench, name) -> {
			Bench.pipe(bench.out().resolve("." + name + ".lock"));
			return bench.out(name);
		});
		places.put("may-newline", (bench, name) -> bench.out("a\nb" + name));
		places.put("may-unicode", (bench, name) -> bench.out("\u7d30\u80de " + name));
		places.put("may-dots", (bench, name) -> bench.out("./" + name));
		return places;
	}

	private static String link(final Bench bench, final String name, final String target) throws Exception {
		Files.createSymbolicLink(bench.out().resolve(name), Path.of(target));
		return bench.out(name);
	}

	/** What writes a file: command and usual name. */
	private static Map<String, Writing> files() {
		final Map<String, Writing> files = new LinkedHashMap<>();
		files.put("propagate l.tif", (bench, place) -> Calls.propagate(Calls.scene(bench, "m.tif"), Calls.scene(bench,
			"a.tif"), place));
		files.put("tracks t.csv", (bench, place) -> {
			final List<String> call = new ArrayList<>(Calls.propagate(Calls.scene(bench, "m.tif"), Calls.scene(bench,
				"a.tif"), bench.out("l.tif")));
			call.addAll(List.of("--tracks", place));
			return call;
		});
		files.put("simulate m.tif", (bench, place) -> simulate("-o", place));
		files.put("truth g.tif", (bench, place) -> simulate("-o", bench.out("m.tif"), "--truth", place));
		files.put("table t.csv", (bench, place) -> List.of("export", Calls.scene(bench, "m.tif"), "-o", place, "--format",
			"table"));
		files.put("rois r.zip", (bench, place) -> List.of("export", Calls.scene(bench, "m.tif"), "-o", place, "--format",
			"rois"));
		files.put("overlay o.avi", (bench, place) -> List.of("export", Calls.scene(bench, "m.tif"), "-o", place, "--format",
			"overlay", "--movie", Calls.scene(bench, "movie.tif")));
		return files;
	}

	/** What makes a folder. */
	private static Map<String, Writing> folders() {
		final Map<String, Writing> folders = new LinkedHashMap<>();
		folders.put("zarr l.zarr/", (bench, place) -> Calls.propagate(Calls.scene(bench, "m.tif"), Calls.scene(bench,
			"a.tif"), place));
		folders.put("davis d/", (bench, place) -> List.of("export", Calls.scene(bench, "m.tif"), "-o", place, "--format",
			"davis"));
		folders.put("ctc c/", (bench, place) -> List.of("export", Calls.scene(bench, "m.tif"), "-o", place, "--format",
			"ctc"));
		folders.put("batch r/", (bench, place) -> {
			final Path movies = Calls.folderWithLabels(bench);
			return List.of("batch", movies.toString(), "-o", place, "--mode", "propagate", "--annotations", bench.in(
				"labels"), "--model", Calls.TOY, "--threads", "1");
		});
		return folders;
	}

	private static List<String> simulate(final String... more) {
		final List<String> call = new ArrayList<>(List.of("simulate", "--frames", "2", "--width", "32", "--height", "32",
			"--cells", "2", "--object-diameter", "8"));
		call.addAll(List.of(more));
		return call;
	}

	/** The input itself, by whatever way. */
	private static void inputs(final List<Case> cases) {
		final Map<String, Place> ways = new LinkedHashMap<>();
		ways.put("same", (bench, name) -> bench.in(name));
		ways.put("dots", (bench, name) -> bench.in("../in/./" + name));
		ways.put("link", (bench, name) -> link(bench, name, bench.in(name)));
		ways.put("hard-link", (bench, name) -> Files.createLink(bench.out().resolve(name), bench.in().resolve(name))
			.toString());
		ways.put("linked-folder", (bench, name) -> link(bench, "in", bench.in().toString()) + "/" + name);
		ways.forEach((name, way) -> {
			cases.add(Case.of("place-input-" + name + "-propagate", Expected.refused("m.tif"), bench -> {
				final String movie = Calls.scene(bench, "m.tif"), labels = Calls.scene(bench, "a.tif");
				return Calls.propagate(movie, labels, way.of(bench, "m.tif"));
			}));
			cases.add(Case.of("place-input-" + name + "-annotations", Expected.refused("a.tif"), bench -> {
				final String movie = Calls.scene(bench, "m.tif"), labels = Calls.scene(bench, "a.tif");
				return Calls.propagate(movie, labels, way.of(bench, "a.tif"));
			}));
			cases.add(Case.of("place-input-" + name + "-export", Expected.refused("m.csv"), bench -> List.of("export", bench
				.write("m.csv", TiffBytes.imagej().encode()), "-o", way.of(bench, "m.csv"), "--format", "table")));
			cases.add(Case.of("place-input-" + name + "-segment", Expected.refused("m.tif"), bench -> {
				final String movie = Calls.scene(bench, "m.tif");
				return List.of("segment", movie, "-o", way.of(bench, "m.tif"));
			}));
		});
		cases.add(Case.of("place-input-tracks-of-export", Expected.refused("t.csv"), bench -> List.of("export", Calls.scene(
			bench, "m.tif"), "-o", bench.write("t.csv", "1 0 2 0\n"), "--format", "table", "--tracks", bench.in("t.csv"))));
		cases.add(Case.of("place-two-results", Expected.refused("l.tif"), bench -> {
			final List<String> call = new ArrayList<>(Calls.propagate(Calls.scene(bench, "m.tif"), Calls.scene(bench,
				"a.tif"), bench.out("l.tif")));
			call.addAll(List.of("--tracks", bench.out("./l.tif")));
			return call;
		}));
		cases.add(Case.of("place-two-results-simulate", Expected.refused("m.tif"), bench -> simulate("-o", bench.out(
			"m.tif"), "--truth", bench.out("../out/m.tif"))));
		cases.add(Case.of("place-among-frames", Expected.refused("frames"), bench -> {
			for (int t = 0; t < 3; t++)
				bench.write("frames/" + t + ".png", Pngs.scene(t));
			return Calls.propagate(bench.in("frames"), Calls.scene(bench, "a.tif"), bench.in("frames/l.tif"));
		}));
		cases.add(Case.of("place-batch-in-itself", Expected.refused("movies"), bench -> {
			final Path movies = Calls.folderWithLabels(bench);
			return List.of("batch", movies.toString(), "-o", movies + "/../movies", "--mode", "propagate", "--annotations",
				bench.in("labels"), "--model", Calls.TOY);
		}));
		cases.add(Case.of("place-zarr-over-other-folder", Expected.refused("l.zarr"), bench -> {
			bench.write("l.zarr/precious.txt", "x");
			return Calls.propagate(Calls.scene(bench, "m.tif"), Calls.scene(bench, "a.tif"), bench.in("l.zarr"));
		}));
		cases.add(Case.of("place-zarr-over-image", Expected.refused("m.zarr"), bench -> Calls.propagate(Zarrs.two(bench,
			"m.zarr"), Calls.scene(bench, "a.tif"), bench.in("m.zarr"))));
	}

	/** Standard output that takes nothing. */
	private static void streams(final List<Case> cases) {
		final Map<String, Case.Setup> calls = new LinkedHashMap<>();
		calls.put("evaluate", bench -> Calls.evaluate(bench, Calls.scene(bench, "m.tif")));
		calls.put("evaluate-json", bench -> {
			final List<String> call = new ArrayList<>(Calls.evaluate(bench, Calls.scene(bench, "m.tif")));
			call.add("--json");
			return call;
		});
		calls.put("models", bench -> List.of("models", "info", "maskvos-fast"));
		calls.put("help", bench -> List.of("segment", "--help"));
		calls.put("version", bench -> List.of("--version"));
		calls.forEach((name, call) -> cases.add(Case.of("place-stdout-full-" + name, Expected.failed("output"), bench -> {
			bench.standardOutput("/dev/full");
			return call.arguments(bench);
		})));
	}
}
