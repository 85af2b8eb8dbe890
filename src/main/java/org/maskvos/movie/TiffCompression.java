package org.maskvos.movie;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * How the strips of a TIFF image are compressed. Damage is an error, never a guess:
 * data that end early, are of no sense, or give more than a strip can hold.
 */
enum TiffCompression {

	NONE {

		@Override
		void decode(final byte[] in, final byte[] out, final int size) throws IOException {
			if (in.length < size) throw early();
			System.arraycopy(in, 0, out, 0, size);
		}
	},
	LZW {

		@Override
		void decode(final byte[] in, final byte[] out, final int size) throws IOException {
			if (LzwDecoder.decode(in, out) < size) throw early();
		}
	},
	DEFLATE {

		@Override
		void decode(final byte[] in, final byte[] out, final int size) throws IOException {
			if (inflate(in, 0, in.length, out) < size) throw early();
		}
	},
	PACK_BITS {

		@Override
		void decode(final byte[] in, final byte[] out, final int size) throws IOException {
			int done = 0;
			for (int at = 0; at < in.length;) {
				if (done >= size && at == in.length - 1) return; // NB: padding
				final int n = in[at++];
				if (n == -128) continue;
				final int count = n < 0 ? 1 - n : n + 1;
				if (count > out.length - done) throw over();
				if (at + (n < 0 ? 1 : count) > in.length) throw early();
				if (n < 0) Arrays.fill(out, done, done + count, in[at++]);
				else {
					System.arraycopy(in, at, out, done, count);
					at += count;
				}
				done += count;
			}
			if (done < size) throw early();
		}
	};

	/** @throws UnsupportedTiffException if there is no decoder for a code of the specification */
	static TiffCompression of(final Path path, final long code) throws UnsupportedTiffException {
		if (code == 1) return NONE;
		if (code == 5) return LZW;
		if (code == 8 || code == 32946) return DEFLATE;
		if (code == 32773) return PACK_BITS;
		throw new UnsupportedTiffException(path, "is compressed in another way (" + code + ")");
	}

	/**
	 * Decodes a strip.
	 *
	 * @param in its bytes in the file
	 * @param out as long as a full strip: the last one may be filled up, though fewer rows
	 *          are in the image
	 * @param size bytes that there must be
	 * @throws IOException if it is damaged; the message says how
	 */
	abstract void decode(byte[] in, byte[] out, int size) throws IOException;

	/**
	 * Undoes zlib's compression, the checksum at the end included.
	 *
	 * @param out filled from its beginning
	 * @return number of bytes
	 */
	static int inflate(final byte[] in, final int from, final int length, final byte[] out) throws IOException {
		final Inflater inflater = new Inflater();
		try {
			inflater.setInput(in, from, length);
			final byte[] beyond = new byte[1];
			int done = 0;
			while (!inflater.finished()) {
				final int n = done < out.length ? inflater.inflate(out, done, out.length - done) : inflater.inflate(beyond);
				if (n == 0 && inflater.needsDictionary()) throw new IOException("its compressed data ask for a dictionary");
				if (n == 0 && inflater.needsInput()) throw early();
				if (n > 0 && done == out.length) throw over();
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

	static IOException early() {
		return new IOException("its data end early");
	}

	static IOException over() {
		return new IOException("its data are more than fit in");
	}
}
