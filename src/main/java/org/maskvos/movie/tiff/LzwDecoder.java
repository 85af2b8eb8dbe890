package org.maskvos.movie.tiff;

import java.io.IOException;

import org.maskvos.files.Zlib;

/**
 * The compression by Lempel, Ziv and Welch as in TIFF: codes of 9 to 12 bits, the highest
 * bit first, which grow one code early.
 */
final class LzwDecoder {

	private static final int CLEAR = 256, END = 257, FIRST = 258, MOST = 4096;

	private LzwDecoder() {
		// NB: static methods only
	}

	/**
	 * @param in codes; the one for the end may be missing
	 * @param out filled from its beginning
	 * @return number of bytes
	 * @throws IOException if there is a code that cannot be, or more than {@code out} holds
	 */
	static int decode(final byte[] in, final byte[] out) throws IOException {
		// each code is the string of an earlier code and the byte behind it, which stand in the output
		final int[] begin = new int[MOST], length = new int[MOST];
		int next = FIRST, width = 9, done = 0, before = -1, beforeLength = 0;
		long bits = 0;
		int count = 0;
		for (int at = 0;;) {
			if (done == out.length && in.length - at < 2) return done; // NB: the rest is padding
			while (count < width && at < in.length) {
				bits = bits << 8 | in[at++] & 0xff;
				count += 8;
			}
			if (count < width) return done;
			final int code = (int) (bits >>> count - width) & (1 << width) - 1;
			count -= width;
			if (code == END) return done;
			if (code == CLEAR) {
				next = FIRST;
				width = 9;
				before = -1;
				continue;
			}
			final int start = done;
			if (code < CLEAR) {
				if (done == out.length) throw Zlib.over();
				out[done++] = (byte) code;
			}
			else {
				if (code >= next + (before < 0 ? 0 : 1) || before < 0) throw new IOException("its compressed data are damaged");
				// NB: the code that is about to be made is the last string and its own first byte
				final int from = code == next ? before : begin[code], n = code == next ? beforeLength + 1 : length[code];
				if (n > out.length - done) throw Zlib.over();
				for (int i = 0; i < n; i++)
					out[done++] = out[from + i];
			}
			if (before >= 0 && next < MOST) {
				begin[next] = before;
				length[next++] = beforeLength + 1;
				if (next + 1 >= 1 << width && width < 12) width++;
			}
			before = start;
			beforeLength = done - start;
		}
	}
}
