package org.maskvos.movie;

import org.maskvos.files.InputException;

/**
 * An image that cannot be read as a movie, or a result that cannot be written.
 * The message is one sentence for the user and names the thing.
 */
public class MovieException extends InputException {

	private static final long serialVersionUID = 1L;

	public MovieException(final String message) {
		super(message);
	}

	public MovieException(final String message, final Throwable cause) {
		super(message, cause);
	}
}
