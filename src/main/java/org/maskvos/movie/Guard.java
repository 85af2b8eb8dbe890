package org.maskvos.movie;

import java.io.IOException;

import org.maskvos.files.InputException;

/** Makes a sentence of whatever goes wrong in a reader: a damaged file may lead it anywhere. */
public final class Guard {

	/** What may go wrong. */
	public interface Work<T> {

		T run() throws IOException;
	}

	private Guard() {
		// NB: static methods only
	}

	/**
	 * @param what cannot be read, if it goes wrong; beginning a sentence
	 * @throws MovieException if it goes wrong, for whatever reason
	 */
	public static <T> T run(final String what, final Work<T> work) throws MovieException {
		try {
			return work.run();
		}
		catch (final MovieException exc) {
			throw exc;
		}
		catch (final InputException exc) {
			throw new MovieException(exc.getMessage(), exc);
		}
		catch (final OutOfMemoryError exc) {
			throw new MovieException(what + " cannot be read: it needs more memory than Java may use, or is damaged.", exc);
		}
		catch (final IOException | RuntimeException | StackOverflowError exc) {
			final String reason = exc instanceof IOException && exc.getMessage() != null ? exc.getMessage().lines()
				.findFirst().orElse("").replaceFirst("\\.$", "") : "";
			throw new MovieException(what + (reason.isEmpty() ? " cannot be read; the file is damaged."
				: " cannot be read: " + reason + "."), exc);
		}
	}
}
