package org.maskvos.movie;

import java.io.IOException;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

import org.maskvos.files.InputException;

/**
 * A movie by whatever reader, whose failures are sentences: a damaged file may lead a
 * reader anywhere.
 */
final class GuardedMovie implements Movie {

	/** Opens a movie. */
	interface Opening {

		Movie open() throws IOException;
	}

	private final String name;
	private final Movie movie;

	private GuardedMovie(final String name, final Movie movie) {
		this.name = name;
		this.movie = movie;
	}

	/**
	 * @param name beginning a sentence
	 * @throws MovieException if it cannot be opened, for whatever reason
	 */
	static Movie open(final String name, final Opening opening) throws MovieException {
		try {
			return new GuardedMovie(name, opening.open());
		}
		catch (final IOException | RuntimeException | OutOfMemoryError | StackOverflowError exc) {
			throw failure(name + " cannot be read", exc);
		}
	}

	// -- Movie methods --

	@Override
	public MovieInfo info() {
		return movie.info();
	}

	@Override
	public ArrayImg<FloatType, FloatArray> frame(final int t) throws IOException {
		if (t < 0 || t >= info().frames()) throw new IndexOutOfBoundsException("Frame " + t + " of " + info().frames());
		try {
			return movie.frame(t);
		}
		catch (final IOException | RuntimeException | OutOfMemoryError | StackOverflowError exc) {
			throw failure(name + ": frame " + (t + 1) + " cannot be read", exc);
		}
	}

	@Override
	public void close() throws IOException {
		movie.close();
	}

	// -- Helper methods --

	private static MovieException failure(final String what, final Throwable exc) {
		if (exc instanceof MovieException sentence) return sentence;
		if (exc instanceof InputException sentence) return new MovieException(sentence.getMessage(), sentence);
		if (exc instanceof OutOfMemoryError) return new MovieException(what +
			": it needs more memory than Java may use, or is damaged.", exc);
		final String reason = exc instanceof IOException && exc.getMessage() != null ? exc.getMessage().lines().findFirst()
			.orElse("").replaceFirst("\\.$", "") : "";
		return new MovieException(what + (reason.isEmpty() ? "; the file is damaged." : ": " + reason + "."), exc);
	}
}
