package org.maskvos.zarr;

import java.io.IOException;

/** An array that cannot be read; the message is a sentence that goes on from the name of the thing. */
public class ZarrException extends IOException {

	private static final long serialVersionUID = 1L;

	public ZarrException(final String message) {
		super(message);
	}

	public ZarrException(final String message, final Throwable cause) {
		super(message, cause);
	}
}
