package org.maskvos.movie;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

/** From ImageJ's pixel arrays to frames. */
public final class Planes {

	/** What ImageJ adds to signed 16-bit pixels. */
	public static final int SIGNED_OFFSET = 32768;

	private Planes() {
		// NB: static methods only
	}

	/**
	 * Converts one plane.
	 *
	 * @param pixels {@code byte[]}, {@code short[]} (both unsigned),
	 *          {@code float[]}, or {@code int[]} (RGB); not changed
	 * @param offset subtracted from 16-bit pixels
	 * @return axes X, Y, C
	 */
	public static ArrayImg<FloatType, FloatArray> frame(final Object pixels, final int width, final int height,
		final int offset)
	{
		final int n = width * height;
		final float[] out = new float[pixels instanceof int[] ? 3 * n : n];
		if (pixels instanceof byte[]) {
			final byte[] in = (byte[]) pixels;
			for (int i = 0; i < n; i++)
				out[i] = in[i] & 0xff;
		}
		else if (pixels instanceof short[]) {
			final short[] in = (short[]) pixels;
			for (int i = 0; i < n; i++)
				out[i] = (in[i] & 0xffff) - offset;
		}
		else if (pixels instanceof float[]) System.arraycopy(pixels, 0, out, 0, n);
		else {
			final int[] in = (int[]) pixels;
			for (int i = 0; i < n; i++) {
				out[i] = in[i] >> 16 & 0xff;
				out[n + i] = in[i] >> 8 & 0xff;
				out[2 * n + i] = in[i] & 0xff;
			}
		}
		return ArrayImgs.floats(out, width, height, out.length / n);
	}
}
