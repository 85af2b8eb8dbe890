package org.maskvos.files;

/**
 * A result that cannot be written though nothing is wrong with what was asked for: the
 * disk is full, or another process writes the same file.
 */
public final class OutputException extends InputException {

	private static final long serialVersionUID = 1L;

	public OutputException(final String message) {
		super(message);
	}

	public OutputException(final String message, final Throwable cause) {
		super(message, cause);
	}
}
