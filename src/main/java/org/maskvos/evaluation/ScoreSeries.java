package org.maskvos.evaluation;

import java.util.Arrays;

/**
 * J and F of one object in the frames where it is in truth or prediction; in
 * all others both are 1.
 */
final class ScoreSeries {

	private int count;
	private int[] frame = new int[16];
	private float[] region = new float[16];
	private float[] contour = new float[16];

	void add(final int t, final double j, final double f) {
		if (count == frame.length) {
			frame = Arrays.copyOf(frame, 2 * count);
			region = Arrays.copyOf(region, 2 * count);
			contour = Arrays.copyOf(contour, 2 * count);
		}
		frame[count] = t;
		region[count] = (float) j;
		contour[count++] = (float) f;
	}

	/** The score over the frames {@code first ... last}, inclusive. */
	ObjectScore score(final int label, final int first, final int last) {
		return new ObjectScore(label, SequenceStatistics.of(values(region, first, last)), SequenceStatistics.of(values(
			contour, first, last)));
	}

	// -- Helper methods --

	private double[] values(final float[] known, final int first, final int last) {
		final double[] values = new double[Math.max(0, last - first + 1)];
		Arrays.fill(values, 1);
		for (int k = 0; k < count; k++)
			if (frame[k] >= first && frame[k] <= last) values[frame[k] - first] = known[k];
		return values;
	}
}
