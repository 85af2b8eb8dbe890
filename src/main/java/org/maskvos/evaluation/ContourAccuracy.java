package org.maskvos.evaluation;

import java.util.Arrays;

/**
 * F of DAVIS: how well contours agree, the harmonic mean of precision and
 * recall of contour pixels that have a counterpart within a tolerance of
 * {@code ceil(0.008 * diagonal)} px. Perazzi et al., CVPR 2016; the contour of
 * the published code (between a pixel and its right, lower and lower right
 * neighbours) and its disk.
 * <p>
 * An instance compares the frames of one size and is used by one thread.
 * </p>
 */
final class ContourAccuracy {

	private static final double TOLERANCE = 0.008;

	private final int width, height;
	/** half length of the disk's row at each distance from its centre */
	private final int[] halfRow;
	/** a bit for each pixel, set near the contour at hand; rows begin with a new word */
	private final long[] near;
	private final int words;

	ContourAccuracy(final int width, final int height) {
		this.width = width;
		this.height = height;
		final int radius = (int) Math.ceil(TOLERANCE * Math.hypot(width, height));
		halfRow = new int[radius + 1];
		for (int dy = 0; dy <= radius; dy++)
			halfRow[dy] = (int) Math.floor(Math.sqrt(radius * radius - dy * dy));
		words = (width + 63) / 64;
		near = new long[words * height];
	}

	/**
	 * Compares two contours.
	 *
	 * @param truth null if the object is not there, or has no contour
	 * @param prediction likewise
	 * @return F in [0, 1]; 1 if both are empty
	 */
	double compare(final Contour truth, final Contour prediction) {
		if (truth == null || prediction == null) return truth == prediction ? 1 : 0;
		final double precision = covered(prediction, truth);
		final double recall = covered(truth, prediction);
		return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
	}

	// -- Helper methods --

	/** Fraction of a contour's pixels that have one of another within the tolerance. */
	private double covered(final Contour contour, final Contour other) {
		final int radius = halfRow.length - 1, n = other.spans();
		for (int i = 0; i < n; i++) {
			final int y = other.y(i), begin = other.begin(i), end = other.end(i);
			for (int row = Math.max(0, y - radius); row <= Math.min(height - 1, y + radius); row++) {
				final int half = halfRow[Math.abs(row - y)];
				mark(row * words, Math.max(0, begin - half), Math.min(width, end + half) - 1);
			}
		}
		int hits = 0;
		for (int i = 0; i < contour.spans(); i++)
			hits += count(contour.y(i) * words, contour.begin(i), contour.end(i) - 1);
		// NB: spans come from top to bottom.
		Arrays.fill(near, words * Math.max(0, other.y(0) - radius), words * Math.min(height, other.y(n - 1) + radius + 1),
			0);
		return hits / (double) contour.pixels();
	}

	/** Sets the bits from {@code first} to {@code last} of a row. */
	private void mark(final int row, final int first, final int last) {
		final int from = row + (first >> 6), to = row + (last >> 6);
		final long head = -1L << first, tail = -1L >>> ~last;
		if (from == to) {
			near[from] |= head & tail;
			return;
		}
		near[from] |= head;
		for (int i = from + 1; i < to; i++)
			near[i] = -1L;
		near[to] |= tail;
	}

	private int count(final int row, final int first, final int last) {
		final int from = row + (first >> 6), to = row + (last >> 6);
		final long head = -1L << first, tail = -1L >>> ~last;
		if (from == to) return Long.bitCount(near[from] & head & tail);
		int count = Long.bitCount(near[from] & head) + Long.bitCount(near[to] & tail);
		for (int i = from + 1; i < to; i++)
			count += Long.bitCount(near[i]);
		return count;
	}
}
