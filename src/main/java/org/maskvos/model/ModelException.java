package org.maskvos.model;

import java.io.IOException;

/**
 * A model package or the inference engine that cannot be used. The message is
 * one sentence for the user and names the file.
 */
public class ModelException extends IOException {

	private static final long serialVersionUID = 1L;

	public ModelException(final String message) {
		super(message);
	}

	public ModelException(final String message, final Throwable cause) {
		super(message, cause);
	}
}
