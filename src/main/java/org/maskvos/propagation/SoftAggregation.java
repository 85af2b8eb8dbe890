package org.maskvos.propagation;

import java.util.List;
import org.maskvos.concurrent.Workers;

/**
 * Probabilities of objects that were segmented one by one, made to compete: the
 * background's is the product of (1 - p), and odds p / (1 - p) are normalised to
 * a sum of one (Cheng et al. 2021, section 3.4; Oh et al. 2019, section 3.3).
 */
final class SoftAggregation {

	private static final double LEAST = 1e-7;

	private SoftAggregation() {}

	/**
	 * @param objects a plane of probabilities each
	 * @param pixels of a plane
	 * @param workers share the pixels
	 * @return the background's plane, then those of the objects
	 */
	static float[][] of(final List<float[]> objects, final int pixels, final Workers workers) {
		final float[][] result = new float[objects.size() + 1][pixels];
		workers.share(pixels, (from, to) -> aggregate(objects, from, to, result));
		return result;
	}

	private static void aggregate(final List<float[]> objects, final int from, final int to, final float[][] result) {
		final double[] odds = new double[result.length];
		for (int i = from; i < to; i++) {
			double background = 1, sum = 0;
			for (int k = 1; k < odds.length; k++) {
				final double p = objects.get(k - 1)[i];
				background *= 1 - p;
				sum += odds[k] = odds(p);
			}
			sum += odds[0] = odds(background);
			for (int k = 0; k < odds.length; k++)
				result[k][i] = (float) (odds[k] / sum);
		}
	}

	private static double odds(final double p) {
		final double clamped = Math.max(LEAST, Math.min(1 - LEAST, p));
		return clamped / (1 - clamped);
	}
}
