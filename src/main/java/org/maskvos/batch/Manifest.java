package org.maskvos.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

import org.maskvos.io.Movies;
import org.maskvos.movie.MovieException;

/**
 * The movies of a folder, in an order that is the same for every process; the
 * file {@code manifest.json} among the results.
 *
 * @param folder that holds the movies
 * @param movies one for each series of each file
 */
public record Manifest(String folder, List<MovieItem> movies) {

	private static final String FILE = "manifest.json";

	/** NB: what JSON lacks would be null. */
	public Manifest {
		Objects.requireNonNull(folder, "a folder is missing");
		for (final MovieItem movie : movies)
			Objects.requireNonNull(movie, "a movie is missing");
	}

	/**
	 * Looks what is in a folder. Files are opened only to count their series, and only
	 * those that an earlier manifest does not know as they are now.
	 *
	 * @param earlier null if there is none
	 * @throws MovieException if there is no such folder, or no movie in it
	 */
	static Manifest of(final BatchOptions options, final Manifest earlier) throws IOException {
		final List<Path> paths = FolderScan.movies(options);
		if (paths.isEmpty()) throw new MovieException(nothing(options));
		final Map<String, List<MovieItem>> known = new HashMap<>();
		if (earlier != null && earlier.folder.equals(options.folder().toString()))
			for (final MovieItem item : earlier.movies)
			known.computeIfAbsent(item.file(), file -> new ArrayList<>()).add(item);
		final List<MovieItem> movies = new ArrayList<>();
		final List<String> wishes = new ArrayList<>();
		for (final Path path : paths) {
			final String file = options.folder().relativize(path).toString().replace(path.getFileSystem().getSeparator(),
				"/");
			final Source source = source(path);
			final List<MovieItem> same = known.getOrDefault(file, List.of());
			final int count = !Names.isReadable(file) ? 1 : !same.isEmpty() && same.get(0).source().equals(source) ? same
				.size() : Movies.series(path);
			for (int series = 1; series <= count; series++) {
				movies.add(new MovieItem("", file, series, source));
				wishes.add(count == 1 ? file : Names.ofSeries(file, series));
			}
		}
		final List<String> names = Names.of(wishes);
		for (int i = 0; i < names.size(); i++)
			movies.set(i, movies.get(i).withName(names.get(i)));
		return new Manifest(options.folder().toString(), movies);
	}

	/**
	 * @return null if there is none
	 * @throws MovieException if it cannot be understood; the message names it
	 */
	static Manifest read(final Path results) throws MovieException {
		return JsonFile.read(results.resolve(FILE), Manifest.class);
	}

	/** Writes the manifest, if it is not there as it is. */
	Manifest published(final Path results, final FolderLocks locks) throws IOException {
		try (FolderLocks.Claim claim = locks.await(FILE)) {
			if (!equals(readable(results, sentence -> {}))) JsonFile.write(results.resolve(FILE), this);
		}
		return this;
	}

	/** Reads one that can be made again: if it cannot be understood, that is told, and there is none. */
	static Manifest readable(final Path results, final Consumer<String> remarks) {
		try {
			return read(results);
		}
		catch (final MovieException e) {
			remarks.accept(e.getMessage() + " It is made again.");
			return null;
		}
	}

	// -- Helper methods --

	private static Source source(final Path path) {
		try {
			return Source.of(path);
		}
		catch (final IOException | UncheckedIOException e) {
			return new Source(0, 0);
		}
	}

	private static String nothing(final BatchOptions options) throws IOException {
		final String folder = options.folder().toString();
		if (!options.pattern().isEmpty()) return folder + " holds no movie that fits the pattern " + options.pattern() +
			".";
		return FolderScan.holdsFrames(options.folder()) ? folder +
			" holds single frames: it is one movie, which needs no batch; or name the images with a pattern." : folder +
				" holds no movies.";
	}
}
