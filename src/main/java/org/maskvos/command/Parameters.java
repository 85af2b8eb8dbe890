package org.maskvos.command;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks of parameter values. SciJava checks nothing that comes from a macro: a
 * choice which does not exist is passed through, and a number that is none
 * arrives as {@code null}.
 * <p>
 * All methods throw an {@link IllegalArgumentException} whose message names the
 * parameter.
 * </p>
 */
final class Parameters {

	private Parameters() {}

	/** The constants of an enum as they are written in macros. */
	static <E extends Enum<E>> List<String> choices(final Class<E> type) {
		return Stream.of(type.getEnumConstants()).map(c -> c.name().toLowerCase(Locale.ROOT)).toList();
	}

	/** The constant that a word of a macro means. */
	static <E extends Enum<E>> E choice(final String name, final String value, final Class<E> type) {
		final String word = choice(name, value, choices(type));
		return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
	}

	/** One of some words, in any case. */
	static String choice(final String name, final String value, final List<String> choices) {
		final String word = value == null ? "" : value.trim();
		return choices.stream().filter(word::equalsIgnoreCase).findFirst().orElseThrow(() -> new IllegalArgumentException(
			name + " must be " + //
				choices.stream().collect(Collectors.joining(", ")) + ", not \"" + word + "\"."));
	}

	/** A whole number of a range. */
	static int whole(final String name, final Number value, final int min, final int max) {
		final double number = number(name, value, min, max);
		return (int) number;
	}

	/** A number of a range. */
	static double number(final String name, final Number value, final double min, final double max) {
		if (value != null && value.doubleValue() >= min && value.doubleValue() <= max) return value.doubleValue();
		throw new IllegalArgumentException(name + " must be a number from " + text(min) + " to " + text(max) +
			(value == null ? "." : ", not " + value + "."));
	}

	/**
	 * A file to write, or {@code null} if there is no path. It must be complete:
	 * the folder that Fiji happens to run in means nothing to its users.
	 */
	static Path file(final String name, final String path) {
		if (path == null || path.isBlank()) return null;
		final Path file = complete(name, path, "tracks.csv");
		if (Files.isDirectory(file) || file.getFileName() == null) throw new IllegalArgumentException(name +
			" must be a file, but " + file + " is a folder.");
		return file;
	}

	/** A file or folder to write; its path must be complete. */
	static Path target(final String name, final String path) {
		return complete(name, path == null ? "" : path, "labels.zip");
	}

	/** A folder, which need not exist; its path must be complete. */
	static Path folder(final String name, final String path) {
		final Path folder = complete(name, path == null ? "" : path, "movies");
		if (Files.isRegularFile(folder)) throw new IllegalArgumentException(name + " must be a folder, but " + folder +
			" is a file.");
		return folder;
	}

	// -- Helper methods --

	private static Path complete(final String name, final String path, final String example) {
		try {
			final Path complete = Path.of(path.trim());
			if (complete.isAbsolute()) return complete;
			throw new IllegalArgumentException(name + " must be a complete path, such as " + Path.of(System.getProperty(
				"user.home"), example) + ", not \"" + path + "\".");
		}
		catch (final InvalidPathException exc) {
			throw new IllegalArgumentException(name + " is no path: \"" + path + "\".");
		}
	}

	private static String text(final double number) {
		return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
	}
}
