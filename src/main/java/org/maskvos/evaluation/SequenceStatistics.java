package org.maskvos.evaluation;

/**
 * What DAVIS says of a measure over the frames of a sequence.
 *
 * @param mean over the frames
 * @param recall fraction of frames with a value above 1/2
 * @param decay mean of the first quarter minus mean of the last: positive if
 *          the result gets worse
 */
public record SequenceStatistics(double mean, double recall, double decay) {

	private static final int BINS = 4;

	/**
	 * @param values of the frames in order, NaN for frames that do not count
	 * @return NaN throughout if there is none
	 */
	public static SequenceStatistics of(final double... values) {
		final int n = values.length;
		if (n == 0) return new SequenceStatistics(Double.NaN, Double.NaN, Double.NaN);
		int above = 0;
		for (final double value : values)
			if (value > 0.5) above++;
		return new SequenceStatistics(mean(values, 0, n - 1), above / (double) n, mean(values, 0, limit(n, 1)) - mean(
			values, limit(n, BINS - 1), n - 1));
	}

	/** Mean of each number over several objects. */
	public static SequenceStatistics average(final Iterable<SequenceStatistics> objects) {
		double mean = 0, recall = 0, decay = 0;
		int n = 0;
		for (final SequenceStatistics s : objects) {
			mean += s.mean;
			recall += s.recall;
			decay += s.decay;
			n++;
		}
		return new SequenceStatistics(mean / n, recall / n, decay / n);
	}

	// -- Helper methods --

	/** End of a bin; neighbouring bins share it, as in the published code. */
	private static int limit(final int n, final int bin) {
		return (int) Math.rint(1 + bin * (n - 1) / (double) BINS + 1e-10) - 1;
	}

	private static double mean(final double[] values, final int first, final int last) {
		double sum = 0;
		int n = 0;
		for (int k = first; k <= last; k++) {
			if (Double.isNaN(values[k])) continue;
			sum += values[k];
			n++;
		}
		return sum / n;
	}
}
