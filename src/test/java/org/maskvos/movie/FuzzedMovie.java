package org.maskvos.movie;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.maskvos.files.InputException;
import org.maskvos.io.MovieOpener;
import org.maskvos.movie.omezarr.OmeZarrMovie;

/**
 * Reads what a fuzzer made, as a movie: in little time, it is read, or refused in one
 * sentence that names it.
 */
public final class FuzzedMovie {

	/** Of wall time, generously: other processes want the processor too. */
	private static final long MOST_SECONDS = 20;

	/** Reads something. */
	public interface Reading {

		void run() throws IOException;
	}

	private FuzzedMovie() {}

	/** Reads the first and the last frame of a movie; the guard that hides what readers throw is not asked. */
	public static void read(final Path file) {
		read(file, () -> {
			try (Movie movie = Files.isDirectory(file) ? new OmeZarrMovie(file, MovieOptions.defaults()) : MovieOpener
				.openFile(file, MovieOptions.defaults()))
			{
				movie.frame(0);
				movie.frame(movie.info().frames() - 1);
			}
		});
	}

	/** @param file that is to be named */
	public static void read(final Path file, final Reading reading) {
		final long start = System.nanoTime();
		try {
			reading.run();
		}
		catch (final InputException exc) {
			assertSentence(exc.getMessage(), file);
		}
		catch (final IOException exc) {
			throw new UncheckedIOException(exc);
		}
		final double seconds = (System.nanoTime() - start) * 1e-9;
		assertTrue(seconds < MOST_SECONDS, seconds + " s");
	}

	/** Puts what a fuzzer made into a file. */
	public static Path write(final Path file, final byte[] content) {
		try {
			return Files.write(file, content);
		}
		catch (final IOException exc) {
			throw new UncheckedIOException(exc);
		}
	}

	// -- Helper methods --

	private static void assertSentence(final String message, final Path file) {
		assertTrue(message.startsWith(file.toString()), message);
		assertTrue(message.endsWith(".") && message.lines().count() == 1 && message.length() < 600, message);
		assertTrue(!message.contains("Exception") && !message.contains("null"), message);
	}
}
