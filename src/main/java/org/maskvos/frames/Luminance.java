package org.maskvos.frames;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

import org.maskvos.movie.Pixels;

/** Reduces frames to one plane. */
public final class Luminance {

	/** Of red, green and blue (ITU-R BT.601). */
	private static final float[] WEIGHTS = { 0.299f, 0.587f, 0.114f };

	private Luminance() {}

	/**
	 * @param frame axes X, Y, C with one or three channels
	 * @return one plane, row major; the frame's own array if it has one channel
	 */
	public static float[] of(final ArrayImg<FloatType, FloatArray> frame) {
		final float[] values = Pixels.floats(frame);
		final int n = (int) (frame.dimension(0) * frame.dimension(1));
		if (values.length == n) return values;
		final float[] plane = new float[n];
		for (int c = 0; c < WEIGHTS.length; c++)
			for (int i = 0; i < n; i++)
				plane[i] += WEIGHTS[c] * values[c * n + i];
		return plane;
	}

	/** @param planes one, which is returned, or red, green and blue */
	public static float[] of(final float[][] planes) {
		if (planes.length == 1) return planes[0];
		final float[] plane = new float[planes[0].length];
		for (int c = 0; c < WEIGHTS.length; c++)
			for (int i = 0; i < plane.length; i++)
				plane[i] += WEIGHTS[c] * planes[c][i];
		return plane;
	}
}
