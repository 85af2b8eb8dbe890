package org.maskvos.movie.tiff;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

import org.maskvos.files.Zlib;

/**
 * How the strips of a TIFF image are compressed. Damage is an error, never a guess:
 * data that end early, are of no sense, or give more than a strip can hold.
 */
enum TiffCompression {

		NONE {

			@Override
			void decode(final byte[] in, final byte[] out, final int size) throws IOException {
				if (in.length < size) throw Zlib.early();
				System.arraycopy(in, 0, out, 0, size);
			}
		},
		LZW
		{

			@Override
			void decode(final byte[] in, final byte[] out, final int size) throws IOException {
				if (LzwDecoder.decode(in, out) < size) throw Zlib.early();
			}
		},
		DEFLATE
		{

			@Override
			void decode(final byte[] in, final byte[] out, final int size) throws IOException {
				if (Zlib.inflate(in, 0, in.length, out, 0, out.length) < size) throw Zlib.early();
			}
		},
		PACK_BITS
		{

			@Override
			void decode(final byte[] in, final byte[] out, final int size) throws IOException {
				int done = 0;
				for (int at = 0; at < in.length;) {
					if (done >= size && at == in.length - 1) return; // NB: padding
					final int n = in[at++];
					if (n == -128) continue;
					final int count = n < 0 ? 1 - n : n + 1;
					if (count > out.length - done) throw Zlib.over();
					if (at + (n < 0 ? 1 : count) > in.length) throw Zlib.early();
					if (n < 0) Arrays.fill(out, done, done + count, in[at++]);
					else {
						System.arraycopy(in, at, out, done, count);
						at += count;
					}
					done += count;
				}
				if (done < size) throw Zlib.early();
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
}
