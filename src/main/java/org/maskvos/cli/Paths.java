package org.maskvos.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import org.maskvos.movie.MovieException;

import picocli.CommandLine.TypeConversionException;

/** Checks of the paths that were given, before any work is done. */
final class Paths {

	private Paths() {}

	/** @throws TypeConversionException if this system cannot have such a path; the message says why */
	static Path of(final String text) {
		// NB: Java's empty path is the folder where the program was started
		if (text.isEmpty()) throw new TypeConversionException("'' is no path: it is empty");
		try {
			return Path.of(text);
		}
		catch (final InvalidPathException e) {
			// NB: characters that Java could not read arrive as this one
			throw new TypeConversionException(text.indexOf('\uFFFD') < 0 ? "'" + text + "' is no path: " + e.getReason()
				: "'" + text + "' has characters that are not in this system's character set, " + System.getProperty(
					"sun.jnu.encoding") + "; set LC_ALL=C.UTF-8");
		}
	}

	/**
	 * @throws MovieException if two results would be written to the same file
	 */
	static void requireDifferent(final Path a, final Path b) throws MovieException {
		if (normal(a).equals(normal(b))) throw new MovieException("Two results cannot both be written to " + a + ".");
	}

	// -- Helper methods --

	private static Path normal(final Path path) {
		return path.toAbsolutePath().normalize();
	}
}
