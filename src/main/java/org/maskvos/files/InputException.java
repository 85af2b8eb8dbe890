package org.maskvos.files;

import java.io.IOException;

/** Input that cannot be used. The message is one sentence for the user and names the thing. */
public class InputException extends IOException {

	private static final long serialVersionUID = 1L;

	public InputException(final String message) {
		super(message);
	}

	public InputException(final String message, final Throwable cause) {
		super(message, cause);
	}
}
