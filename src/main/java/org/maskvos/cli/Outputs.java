package org.maskvos.cli;

import java.nio.file.Path;

import org.maskvos.movie.MovieException;

/** Checks of the places where results shall go, before any work is done. */
final class Outputs {

	private Outputs() {}

	/**
	 * @throws MovieException if two results would be written to the same file
	 */
	static void requireDifferent(final Path a, final Path b) throws MovieException {
		if (normal(a).equals(normal(b)))
			throw new MovieException("Two results cannot both be written to " + a + ".");
	}

	// -- Helper methods --

	private static Path normal(final Path path) {
		return path.toAbsolutePath().normalize();
	}
}
