package org.maskvos.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The usual calls around an odd file. */
final class Calls {

	/** Tiny graphs that propagate by grey. */
	static final String TOY = Path.of("src", "test", "resources", "toy-stcn").toAbsolutePath().toString();

	/** One of these stands in a sentence about two files that do not fit together, of which m.tif is the odd one. */
	static final String[] NAMES = { "m.tif", "'m'", "first.tif has" };

	private Calls() {}

	/** Writes the scene as an ordinary file. */
	static String scene(final Bench bench, final String name) throws IOException {
		return bench.write(name, TiffBytes.imagej().encode());
	}

	/**
	 * A file that serves as movie and as labels, read in one of the ways that need no large network.
	 *
	 * @param n chooses the way
	 */
	static List<String> any(final Bench bench, final String file, final int n) throws IOException {
		return switch (n % 4) {
			case 0 -> evaluate(bench, file);
			case 1 -> table(bench, file);
			case 2 -> propagate(bench, file);
			default -> intensities(bench, file);
		};
	}

	/** As labels to be scored. */
	static List<String> evaluate(final Bench bench, final String labels) throws IOException {
		return List.of("evaluate", scene(bench, "truth.tif"), labels, "--threads", "1");
	}

	/** As labels to be exported. */
	static List<String> table(final Bench bench, final String labels) {
		return List.of("export", labels, "-o", bench.out("t.csv"), "--format", "table");
	}

	/** As a movie that is measured. */
	static List<String> intensities(final Bench bench, final String movie) throws IOException {
		return List.of("export", scene(bench, "truth.tif"), "-o", bench.out("t.csv"), "--format", "table", "--movie",
			movie);
	}

	/** As a movie along which labels are propagated. */
	static List<String> propagate(final Bench bench, final String movie) throws IOException {
		final TiffBytes one = TiffBytes.imagej();
		one.frames = 1;
		one.description = "";
		return propagate(movie, bench.write("first.tif", one.encode()), bench.out("l.tif"));
	}

	/** As annotations. */
	static List<String> annotations(final Bench bench, final String labels) throws IOException {
		return propagate(scene(bench, "movie.tif"), labels, bench.out("l.tif"));
	}

	static List<String> propagate(final String movie, final String annotations, final String labels) {
		return List.of("propagate", movie, "--annotations", annotations, "-o", labels, "--model", TOY, "--threads", "1");
	}

	/** By a model package. */
	static List<String> propagateBy(final Bench bench, final String model) throws IOException {
		return List.of("propagate", scene(bench, "movie.tif"), "--annotations", scene(bench, "labels.tif"), "-o", bench.out(
			"l.tif"), "--model", model, "--threads", "1");
	}

	/** As a movie that is segmented by the bundled networks. */
	static List<String> segment(final Bench bench, final String movie) {
		return List.of("segment", movie, "-o", bench.out("l.tif"), "--model", "maskvos-fast", "--object-diameter", "8",
			"--threads", "1");
	}

	/** A folder of movies, with labels for each. */
	static List<String> batch(final Bench bench, final Path movies, final Path annotations) {
		return List.of("batch", movies.toString(), "-o", bench.out("results"), "--mode", "propagate", "--annotations",
			annotations.toString(), "--model", TOY, "--threads", "1");
	}

	/** A good movie {@code good.tif} and labels for {@code good} and {@code odd}; the folder of the movies. */
	static Path folderWithLabels(final Bench bench) throws IOException {
		scene(bench, "movies/good.tif");
		scene(bench, "labels/good.tif");
		scene(bench, "labels/odd.tif");
		return Files.createDirectories(bench.in().resolve("movies"));
	}
}
