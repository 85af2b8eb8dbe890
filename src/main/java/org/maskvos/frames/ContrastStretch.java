package org.maskvos.frames;

import java.util.Arrays;

/**
 * Brings raw frames of any bit depth to [0, 1]. Each frame's own percentiles
 * decide, so that drifting light and bleaching do not matter; but the range never
 * falls far below what the movie has shown, so that an empty frame stays dark
 * instead of becoming loud noise.
 */
public final class ContrastStretch implements Contrast {

	private static final double LOW = 0.003, HIGH = 0.997;
	private static final int SAMPLE = 1 << 14;
	/** A frame's range is at least this share of the largest so far... */
	private static final double FLOOR = 0.25;
	/** ...which is forgotten at this rate per frame. */
	private static final double FORGET = 0.99;

	private double largestRange;

	@Override
	public void apply(final float[] plane, final float[] out) {
		final int step = Math.max(1, plane.length / SAMPLE | 1);
		final float[] sample = new float[(plane.length + step - 1) / step];
		for (int i = 0, k = 0; i < plane.length; i += step)
			sample[k++] = plane[i];
		Arrays.sort(sample);
		final float low = sample[(int) Math.round(LOW * (sample.length - 1))];
		final double high = sample[(int) Math.round(HIGH * (sample.length - 1))];
		largestRange = Math.max(high - low, largestRange * FORGET);
		final double range = Math.max(high - low, FLOOR * largestRange);
		final float gain = range > 0 ? (float) Math.min(Float.MAX_VALUE, 1 / range) : 0;
		for (int i = 0; i < plane.length; i++)
			out[i] = Math.min(1, Math.max(0, (plane[i] - low) * gain));
	}
}
