package org.maskvos.labels;

import java.util.Arrays;

/**
 * From which probability on a pixel is foreground: {@code foregroundThreshold},
 * but objects that are expected last (hysteresis, Canny 1986). They keep all of
 * their pixels but a {@code lostShare}, those of least probability, as far as
 * these have at least {@code keptThreshold}.
 */
final class ForegroundThresholds {

	/** of the histogram of probabilities of an object */
	private static final int BINS = 64;

	/** of the background, then of the objects that are expected */
	private final float[] thresholds;
	private final int[] expected;

	/**
	 * @param foreground probabilities, row major
	 * @param expectation null if there is none
	 */
	ForegroundThresholds(final float[] foreground, final Expectation expectation, final SplitOptions options) {
		expected = expectation == null ? null : expectation.labels();
		thresholds = new float[expectation == null ? 1 : expectation.objects() + 1];
		thresholds[0] = options.foregroundThreshold();
		if (expectation == null) return;
		final int[][] histograms = new int[thresholds.length][BINS];
		for (int i = 0; i < expected.length; i++)
			histograms[expected[i]][Math.min(BINS - 1, (int) (foreground[i] * BINS))]++;
		for (int k = 1; k < thresholds.length; k++) {
			final float kept = quantile(histograms[k], options.lostShare());
			thresholds[k] = Math.max(options.keptThreshold(), Math.min(options.foregroundThreshold(), kept));
		}
	}

	/** Of a pixel. */
	float at(final int pixel) {
		return thresholds[expected == null ? 0 : expected[pixel]];
	}

	// -- Helper methods --

	/** The lower edge of the bin below which there is no more than a share. */
	private static float quantile(final int[] histogram, final float share) {
		final float limit = share * Arrays.stream(histogram).sum();
		int bin = 0;
		for (int count = 0; bin < BINS - 1 && (count += histogram[bin]) <= limit;)
			bin++;
		return (float) bin / BINS;
	}
}
