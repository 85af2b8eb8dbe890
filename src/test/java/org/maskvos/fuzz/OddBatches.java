package org.maskvos.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.maskvos.cli.CommandLineDoor;

/** Folders with a good movie and something odd; manifests and records of earlier runs that are damaged. */
final class OddBatches implements Family {

	/** Adds what is odd to the folder of the movies, or to the results. */
	private interface Change {

		void of(Bench bench) throws Exception;
	}

	@Override
	public List<Case> cases() throws Exception {
		final List<Case> cases = new ArrayList<>();
		movies(cases);
		results(cases);
		labels(cases);
		records(cases);
		elsewhere(cases);
		return cases;
	}

	/** Beside the good movie, which must be labelled in any case. */
	private static void movies(final List<Case> cases) {
		final Map<String, Change> bad = new LinkedHashMap<>();
		bad.put("empty", bench -> bench.write("movies/odd.tif", ""));
		bad.put("text", bench -> bench.write("movies/odd.tif", "no image"));
		bad.put("noise", bench -> bench.write("movies/odd.tif", Mutations.noise(2000, 7)));
		bad.put("cut", bench -> bench.write("movies/odd.tif", Mutations.cuts(TiffBytes.imagej().encode(), 3).get(1)
			.bytes()));
		bad.put("no-avi", bench -> bench.write("movies/odd.avi", "RIFF"));
		bad.put("pipe", bench -> Bench.pipe(bench.in().resolve("movies/odd.tif")));
		bad.put("link-nowhere", bench -> link(bench, "movies/odd.tif", "nowhere"));
		bad.put("link-loop", bench -> link(bench, "movies/odd.tif", "odd.tif"));
		bad.put("link-device", bench -> link(bench, "movies/odd.tif", "/dev/zero"));
		bad.put("bad-frame", bench -> {
			bench.write("movies/odd/0.png", Pngs.scene(0));
			bench.write("movies/odd/1.png", "x");
		});
		bad.put("dictionary-frame", bench -> {
			bench.write("movies/odd/0.png", Pngs.scene(0));
			bench.write("movies/odd/1.png", Pngs.file(Pngs.header(32, 24, 8, 0, 0, 0, 0), Pngs.chunk("IDAT", new byte[] {
				0x78, 0x20, 0, 0, 0, 1, 5 })));
		});
		bad.put("no-zarr", bench -> bench.write("movies/odd.zarr/.zattrs", "{"));
		bad.put("zarr-chunk", bench -> {
			Zarrs.two(bench, "movies/odd.zarr");
			bench.write("movies/odd.zarr/0/2/0/0", "x");
		});
		bad.put("no-labels", bench -> {
			Calls.scene(bench, "movies/odd.tif");
			Files.delete(bench.in().resolve("labels/odd.tif"));
		});
		bad.put("line-break", bench -> bench.write("movies/odd\nb.tif", "x"));
		bad.put("line-break-good", bench -> {
			Calls.scene(bench, "movies/odd\nb.tif");
			bench.write("labels/odd\nb.tif", "x");
		});
		bad.forEach((name, change) -> {
			cases.add(one("movie-" + name, Expected.failed("odd"), change));
			cases.add(Case.of("batch-movie-" + name + "-segment", Expected.anyFailure("odd"), bench -> {
				Calls.folderWithLabels(bench);
				change.of(bench);
				Files.delete(bench.in().resolve("movies/good.tif"));
				bench.write("movies/other.tif", "x");
				return List.of("batch", bench.in("movies"), "-o", bench.out("results"), "--model", "maskvos-fast");
			}));
		});
		final Map<String, Change> odd = new LinkedHashMap<>();
		odd.put("cyclic-folder", bench -> link(bench, "movies/odd", "../movies"));
		odd.put("empty-folder", bench -> bench.folder("movies/odd"));
		odd.put("hidden", bench -> bench.write("movies/.m.tif", "x"));
		odd.put("text-file", bench -> bench.write("movies/readme.txt", "x"));
		odd.put("many-folders", bench -> bench.folder("movies" + "/a".repeat(500)));
		odd.put("upper", bench -> {
			Calls.scene(bench, "movies/GOOD.tif");
			Calls.scene(bench, "labels/GOOD.tif");
		});
		odd.forEach((name, change) -> cases.add(one("movie-" + name, Expected.either("good", "odd"), change)));
		// NB: what an earlier run made of a movie is no movie
		cases.add(one("movie-earlier-result", Expected.done(), bench -> run(Calls.propagate(bench.in("movies/good.tif"),
			bench.in("labels/good.tif"), bench.in("movies/good-vos.tif")))));
		for (final String folder : new String[] { "none", "file", "empty", "loop", "pipe" })
			cases.add(Case.of("batch-folder-" + folder, Expected.refused(folder), bench -> {
				switch (folder) {
					case "file" -> bench.write("file", "x");
					case "empty" -> bench.folder("empty");
					case "loop" -> link(bench, "loop", "loop");
					case "pipe" -> Bench.pipe(bench.in().resolve("pipe"));
					default -> {}
				}
				return List.of("batch", bench.in(folder), "-o", bench.out("results"));
			}));
		int n = 0;
		for (final String pattern : new String[] { "[", "{", "*.{tif", "**", "**/**/**/*", "../*", "/", "\\", "", " ",
			"*.nothing", "good.tif", "a".repeat(5000), "?".repeat(3000), "*a".repeat(40), "\u0000" })
			cases.add(Case.of("batch-pattern-" + n++, Expected.either("pattern", "good", "no movie"), bench -> {
				final List<String> call = new ArrayList<>(Calls.batch(bench, Calls.folderWithLabels(bench), bench.in().resolve(
					"labels")));
				call.addAll(List.of("--pattern", pattern));
				return call;
			}));
	}

	/** What lies where results shall go. */
	private static void results(final List<Case> cases) {
		final Map<String, Change> odd = new LinkedHashMap<>();
		odd.put("labels-folder", bench -> Files.createDirectories(bench.out().resolve("results/good-vos.tif/x")));
		odd.put("labels-empty-folder", bench -> Files.createDirectories(bench.out().resolve("results/good-vos.tif")));
		odd.put("table-folder", bench -> Files.createDirectories(bench.out().resolve("results/good-vos.csv/x")));
		odd.put("record-folder", bench -> Files.createDirectories(bench.out().resolve("results/good-vos.json/x")));
		odd.put("part-folder", bench -> Files.createDirectories(bench.out().resolve("results/.good-vos.tif.part/x")));
		odd.put("manifest-folder", bench -> Files.createDirectories(bench.out().resolve("results/manifest.json/x")));
		odd.put("summary-folder", bench -> Files.createDirectories(bench.out().resolve("results/batch.csv/x")));
		odd.put("lock-folder", bench -> Files.createDirectories(bench.out().resolve("results/.maskvos.lock/x")));
		odd.put("lock-pipe", bench -> Bench.pipe(Files.createDirectories(bench.out().resolve("results")).resolve(
			".maskvos.lock")));
		odd.put("manifest-pipe", bench -> Bench.pipe(Files.createDirectories(bench.out().resolve("results")).resolve(
			"manifest.json")));
		odd.put("record-pipe", bench -> Bench.pipe(Files.createDirectories(bench.out().resolve("results")).resolve(
			"good-vos.json")));
		odd.put("record-link", bench -> {
			bench.write("precious.json", "x");
			Files.createSymbolicLink(Files.createDirectories(bench.out().resolve("results")).resolve("good-vos.json"), bench
				.in().resolve("precious.json"));
		});
		odd.put("record-part-link", bench -> {
			bench.write("precious.json", "x");
			Files.createSymbolicLink(Files.createDirectories(bench.out().resolve("results")).resolve(".good-vos.json.part"),
				bench.in().resolve("precious.json"));
		});
		odd.put("lock-link", bench -> {
			bench.write("precious.json", "x");
			Files.createSymbolicLink(Files.createDirectories(bench.out().resolve("results")).resolve(".maskvos.lock"), bench
				.in().resolve("precious.json"));
		});
		odd.forEach((name, change) -> {
			cases.add(one("results-" + name, Expected.either("good", "results"), change));
			cases.add(Case.of("batch-results-" + name + "-resume", Expected.either("good", "results"), bench -> {
				final Path movies = Calls.folderWithLabels(bench);
				change.of(bench);
				final List<String> call = new ArrayList<>(Calls.batch(bench, movies, bench.in().resolve("labels")));
				call.add("--resume");
				return call;
			}));
			cases.add(Case.of("batch-results-" + name + "-merge", Expected.anyFailure("results"), bench -> {
				change.of(bench);
				return List.of("merge", bench.out("results"));
			}));
		});
	}

	private static void labels(final List<Case> cases) {
		final Map<String, Change> bad = new LinkedHashMap<>();
		bad.put("text", bench -> bench.write("labels/odd.tif", "x"));
		bad.put("pipe", bench -> {
			Files.delete(bench.in().resolve("labels/odd.tif"));
			Bench.pipe(bench.in().resolve("labels/odd.tif"));
		});
		bad.put("two", bench -> bench.write("labels/odd.zip", "x"));
		bad.put("empty-folder", bench -> {
			Files.delete(bench.in().resolve("labels/odd.tif"));
			bench.folder("labels/odd");
		});
		bad.put("bad-zip", bench -> {
			Files.delete(bench.in().resolve("labels/odd.tif"));
			bench.write("labels/odd.zip", "PK");
		});
		bad.put("bomb", bench -> {
			Files.delete(bench.in().resolve("labels/odd.tif"));
			bench.write("labels/odd.zip", Bombs.zip("a.roi", 300));
		});
		bad.put("link-loop", bench -> {
			Files.delete(bench.in().resolve("labels/odd.tif"));
			link(bench, "labels/odd.tif", "odd.tif");
		});
		bad.forEach((name, change) -> cases.add(one("labels-" + name, Expected.failed("odd"), bench -> {
			Calls.scene(bench, "movies/odd.tif");
			change.of(bench);
		})));
	}

	/** Manifest and record with one value that is another. */
	private static void records(final List<Case> cases) throws IOException {
		final Path folder = Files.createTempDirectory("fuzz");
		try {
			final Bench bench = new Bench(folder);
			run(Calls.batch(bench, Calls.folderWithLabels(bench), bench.in().resolve("labels")));
			for (final String file : new String[] { "manifest.json", "good-vos.json" }) {
				final String text = Files.readString(bench.out().resolve("results").resolve(file));
				final Map<String, String> all = new LinkedHashMap<>();
				JsonMutations.of(text, 9).forEach((how, changed) -> all.put(how, changed));
				JsonMutations.broken(text).forEach((how, broken) -> all.put("-" + how, broken));
				all.forEach((how, changed) -> {
					final String name = file.substring(0, file.indexOf('.')) + how;
					cases.add(Case.of("batch-json-" + name, Expected.either("good", "results"), next -> resumed(next, file,
						changed)));
					if (cases.size() % 2 == 0) cases.add(Case.of("batch-json-" + name + "-merge", Expected.either("good",
						"results"), next -> {
							resumed(next, file, changed);
							return List.of("merge", next.out("results"));
						}));
				});
			}
		}
		finally {
			Snapshot.delete(folder);
		}
	}

	/** Manifest and record that name files elsewhere. */
	private static void elsewhere(final List<Case> cases) {
		for (final String name : new String[] { "../../in/movies/good", "../../in/labels/good", "/etc/hostname", "..",
			"a/b", "", "good-vos", ".", "a\u0000b", "a\nb" })
			for (final String[] change : new String[][] { { "manifest.json", "\"name\" : \"good\"", "\"name\" : \"%s\"" }, {
				"manifest.json", "\"file\" : \"good.tif\"", "\"file\" : \"%s\"" }, { "good-vos.json", "\"good-vos.tif\"",
					"\"%s\"" }, { "good-vos.json", "\"name\" : \"good\"", "\"name\" : \"%s\"" } })
			{
				final String value = String.format(change[2], name.replace("\n", "\\n").replace("\0", "\\u0000"));
				final Case.Setup resume = bench -> {
					final List<String> call = resumed(bench, change[0], "{}");
					call.remove("--resume");
					run(call);
					final Path file = bench.out().resolve("results").resolve(change[0]);
					Files.writeString(file, Files.readString(file).replace(change[1], value));
					call.add("--resume");
					return call;
				};
				cases.add(Case.of("batch-elsewhere-" + cases.size(), Expected.either("good", "results"), resume));
				cases.add(Case.of("batch-elsewhere-" + cases.size() + "-merge", Expected.either("good", "results"), bench -> {
					resume.arguments(bench);
					return List.of("merge", bench.out("results"));
				}));
			}
	}

	/** A batch that is complete but for what was changed in one of its files. */
	private static List<String> resumed(final Bench bench, final String file, final String text) throws IOException {
		final List<String> call = new ArrayList<>(Calls.batch(bench, Calls.folderWithLabels(bench), bench.in().resolve(
			"labels")));
		run(call);
		Files.writeString(bench.out().resolve("results").resolve(file), text);
		call.add("--resume");
		return call;
	}

	/** What was done before. */
	private static void run(final List<String> call) {
		final PrintStream nowhere = new PrintStream(new ByteArrayOutputStream());
		CommandLineDoor.run(nowhere, nowhere, call.toArray(String[]::new));
	}

	private static Case one(final String name, final Expected expected, final Change change) {
		return Case.of("batch-" + name, expected, bench -> {
			final Path movies = Calls.folderWithLabels(bench);
			change.of(bench);
			return Calls.batch(bench, movies, bench.in().resolve("labels"));
		});
	}

	private static void link(final Bench bench, final String name, final String target) throws IOException {
		Files.createSymbolicLink(bench.in().resolve(name), Path.of(target));
	}
}
