package org.maskvos.files;

import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Compressed input of which it is known how much it is at most. */
public final class Zlib {

	private Zlib() {
		// NB: static methods only
	}

	/**
	 * Undoes zlib's compression, the checksum at the end included.
	 *
	 * @param in compressed, from {@code from} on
	 * @param out filled from {@code to} on
	 * @param most bytes that may come out
	 * @return number of bytes
	 * @throws IOException if the input is damaged, ends early, or holds more; the message
	 *           says so, going on from the name of the thing
	 */
	public static int inflate(final byte[] in, final int from, final int length, final byte[] out, final int to,
		final int most) throws IOException
	{
		final Inflater inflater = new Inflater();
		try {
			inflater.setInput(in, from, length);
			final byte[] beyond = new byte[1];
			int done = 0;
			while (!inflater.finished()) {
				final int n = done < most ? inflater.inflate(out, to + done, most - done) : inflater.inflate(beyond);
				if (n == 0 && inflater.needsDictionary()) throw new IOException("its compressed data ask for a dictionary");
				if (n == 0 && inflater.needsInput()) throw early();
				if (n > 0 && done == most) throw over();
				done += n;
			}
			return done;
		}
		catch (final DataFormatException exc) {
			throw new IOException("its compressed data are damaged", exc);
		}
		finally {
			inflater.end();
		}
	}

	/** What is told of data that are not complete. */
	public static IOException early() {
		return new IOException("its data end early");
	}

	/** What is told of data that are more than there is room for. */
	public static IOException over() {
		return new IOException("its data are more than fit in");
	}
}
