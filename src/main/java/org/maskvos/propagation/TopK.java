package org.maskvos.propagation;

import java.util.Arrays;

/**
 * The highest scores of every query among all positions that it was shown, in
 * descending order; of equal scores the first.
 */
final class TopK {

	private final int k;
	private final float[] score;
	private final int[] position;
	private final int[] count;

	/** @param k scores that are kept of a query */
	TopK(final int queries, final int k) {
		this.k = k;
		score = new float[queries * k];
		position = new int[queries * k];
		count = new int[queries];
	}

	/** Forgets everything. */
	void clear() {
		Arrays.fill(count, 0);
	}

	/** What is added to the score of a position: a log-likelihood, at most 0. */
	@FunctionalInterface
	interface Prior {

		Prior NONE = position -> 0;

		float log(int position);
	}

	/**
	 * Shows a query some scores. The prior is asked only about those that would be
	 * kept without it.
	 *
	 * @param positions of the scores, less the offset
	 */
	void offer(final int query, final float[] scores, final int[] positions, final int offset, final Prior prior) {
		final int first = query * k;
		int n = count[query];
		float least = n == k ? score[first + k - 1] : Float.NEGATIVE_INFINITY;
		for (int i = 0; i < positions.length; i++) {
			if (!(scores[i] > least) && n == k) continue;
			final float s = scores[i] + prior.log(positions[i]);
			if (!(s > least) && n == k) continue;
			if (n < k) n++;
			int at = first + n - 1;
			for (; at > first && score[at - 1] < s; at--) {
				score[at] = score[at - 1];
				position[at] = position[at - 1];
			}
			score[at] = s;
			position[at] = offset + positions[i];
			if (n == k) least = score[first + k - 1];
		}
		count[query] = n;
	}

	int count(final int query) {
		return count[query];
	}

	int position(final int query, final int rank) {
		return position[query * k + rank];
	}

	/**
	 * Softmax over the scores that are kept; the largest is subtracted first.
	 *
	 * @param weights receives {@link #count} weights in descending order
	 */
	void weights(final int query, final float[] weights) {
		final int first = query * k;
		double sum = 0;
		for (int i = 0; i < count[query]; i++)
			sum += weights[i] = (float) Math.exp(score[first + i] - score[first]);
		for (int i = 0; i < count[query]; i++)
			weights[i] /= (float) sum;
	}
}
