package org.maskvos.zarr;

/** Undoes the sorting of bytes and bits by significance. */
final class Shuffle {

	private Shuffle() {}

	/**
	 * @param in all first bytes, then all second ones ... of {@code n / size} elements;
	 *          then, as they are, the bytes that are no element
	 */
	static void bytes(final byte[] in, final int n, final int size, final byte[] out, final int to) {
		final int count = n / size;
		for (int b = 0, p = 0; b < size; b++)
			for (int i = 0, q = to + b; i < count; i++, p++, q += size)
				out[q] = in[p];
		System.arraycopy(in, count * size, out, to + count * size, n - count * size);
	}

	/** @param in all lowest bits, then all second lowest ones ...; a whole number of bytes each */
	static void bits(final byte[] in, final int n, final int size, final byte[] out, final int to) {
		final int count = n / size, row = count / 8;
		for (int bit = 0; bit < 8 * size; bit++)
			for (int i = 0; i < row; i++) {
				final int eight = in[bit * row + i];
				for (int k = 0; k < 8; k++)
					out[to + (8 * i + k) * size + bit / 8] |= (byte) ((eight >> k & 1) << bit % 8);
			}
		System.arraycopy(in, count * size, out, to + count * size, n - count * size);
	}
}
