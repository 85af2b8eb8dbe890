package org.maskvos.annotation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.maskvos.files.Titles;
import org.maskvos.io.FolderMovie;
import org.maskvos.io.LabelMovie;
import org.maskvos.io.LabelMovies;
import org.maskvos.movie.MovieException;
import org.maskvos.movie.MovieInfo;
import org.maskvos.movie.Pixels;

/** Label images in a folder, each for the frame that its name says. */
final class AnnotationFolder {

	private static final Pattern NUMBER = Pattern.compile("(\\d+)(?!.*\\d)");

	private AnnotationFolder() {}

	/**
	 * @param movie if it is a folder too, frames and labels belong together that
	 *          have the same name, or else the same last number in it; else this
	 *          number counts from 1, or from 0 if there is one
	 * @param frame 1-based, of a single file without a number
	 * @return 0-based frame to ids
	 */
	static NavigableMap<Integer, int[]> planes(final Path folder, final Path movie, final MovieInfo info, final int frame)
		throws IOException
	{
		final List<Path> files = FolderMovie.images(folder);
		final Map<String, Integer> names = movie != null && Files.isDirectory(movie) ? names(movie) : Map.of();
		final boolean byName = files.stream().allMatch(file -> names.containsKey(stem(file)));
		final Map<Integer, Integer> numbers = numbers(names);
		final boolean byNumber = files.stream().allMatch(file -> numbers.containsKey(number(stem(file))));
		final int first = files.stream().anyMatch(file -> number(stem(file)) == 0) ? 0 : 1;
		final NavigableMap<Integer, int[]> planes = new TreeMap<>();
		for (final Path file : files) {
			final int t = byName ? names.get(stem(file)) : byNumber ? numbers.get(number(stem(file))) : number(file, files
				.size(), frame + first - 1) - first;
			if (t < 0 || t >= info.frames()) throw new MovieException(file + " is named after frame " + (t + 1) +
				", but the movie has frames 1 to " + info.frames() + ".");
			try (LabelMovie labels = LabelMovies.open(file)) {
				if (labels.info().frames() > 1) throw new MovieException(file + " holds " + labels.info().frames() +
					" images; the files of a folder must be single frames.");
				AnnotationFiles.requireSize(file.toString(), labels.info(), info);
				AnnotationFiles.put(planes, t, Pixels.ints(labels.frame(0)));
			}
		}
		return planes;
	}

	// -- Helper methods --

	private static Map<String, Integer> names(final Path movie) throws IOException {
		final Map<String, Integer> names = new HashMap<>();
		for (final Path file : FolderMovie.images(movie))
			names.put(stem(file), names.size());
		return names;
	}

	/** The frames of a movie by the last number in their names. */
	private static Map<Integer, Integer> numbers(final Map<String, Integer> names) {
		final Map<Integer, Integer> numbers = new HashMap<>();
		names.forEach((name, t) -> {
			if (number(name) >= 0) numbers.put(number(name), t);
		});
		return numbers;
	}

	private static String stem(final Path file) {
		return Titles.withoutSuffix(Titles.of(file));
	}

	/** @return -1 if there is none */
	private static int number(final String name) {
		final Matcher matcher = NUMBER.matcher(name);
		return matcher.find() && matcher.group(1).length() < 9 ? Integer.parseInt(matcher.group(1)) : -1;
	}

	private static int number(final Path file, final int files, final int other) throws MovieException {
		final int number = number(stem(file));
		if (number >= 0) return number;
		if (files == 1) return other;
		throw new MovieException(file + " has no number in its name that says which frame it labels.");
	}
}
