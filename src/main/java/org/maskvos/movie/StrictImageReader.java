package org.maskvos.movie;

import ij.io.FileInfo;
import ij.io.ImageReader;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * ImageJ's decoder of pixels, except that broken compressed data are an error.
 * ImageJ writes to its log window and goes on with what it has.
 */
final class StrictImageReader extends ImageReader {

	StrictImageReader(final FileInfo page) {
		super(page);
	}

	@Override
	public byte[] zipUncompress(final byte[] input) {
		final Inflater inflater = new Inflater();
		try {
			inflater.setInput(input);
			final ByteArrayOutputStream out = new ByteArrayOutputStream(4 * input.length);
			final byte[] buffer = new byte[1 << 16];
			while (!inflater.finished()) {
				final int n = inflater.inflate(buffer);
				if (n == 0 && (inflater.needsInput() || inflater.needsDictionary()))
					throw new IllegalStateException("Incomplete compressed data");
				out.write(buffer, 0, n);
			}
			return out.toByteArray();
		}
		catch (final DataFormatException exc) {
			throw new IllegalStateException("Broken compressed data", exc);
		}
		finally {
			inflater.end();
		}
	}
}
