package org.maskvos.propagation;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is known of motion: where what was at a place is likely to be some frames
 * later. Cells of one kind look alike, and keys alone cannot tell them apart; but
 * they are near where they were, or where motion has taken them.
 * <p>
 * The log-density of Student's t with two degrees of freedom in the plane, up to a
 * constant: {@code -2 log(1 + d² / (2 a p²)) - log a} for a distance of d px after
 * a frames at a pace of p px in a frame. Squared scale grows with time, as that of
 * a random walk; heavy tails let things jump whose look is unmistakable. It is
 * added to the affinity. As {@code compact_stcn.py} was trained.
 */
final class Wander {

	/** Places so far beyond the frame are told apart, in positions. */
	private static final int MARGIN = 16;

	private final double pace;
	private final int stride;
	private final int columns, rows, width, height;
	private final Map<Integer, float[]> tables = new ConcurrentHashMap<>();

	/**
	 * @param pace in px of the network's frame; 0 if nothing is known of motion
	 * @param stride px per position
	 * @param columns positions along X
	 * @param rows positions along Y
	 */
	Wander(final double pace, final int stride, final int columns, final int rows) {
		this.pace = pace;
		this.stride = stride;
		this.columns = columns;
		this.rows = rows;
		width = 2 * (columns + MARGIN) - 1;
		height = 2 * (rows + MARGIN) - 1;
	}

	/** What a query adds to the scores of a block. */
	interface Likelihood {

		/**
		 * @param scores of some positions of the block
		 * @param positions of the scores
		 * @param query position in the frame in work
		 */
		void add(float[] scores, int[] positions, int query);
	}

	/**
	 * @param origins of a block
	 * @param now number of the frame in work
	 */
	Likelihood of(final Origins origins, final int now) {
		if (pace == 0) return (scores, candidates, query) -> {};
		final int positions = columns * rows;
		// NB: a table has all differences of places, so that the one with a query is a sum of two indices
		final int[] place = new int[positions];
		final float[][] tables = new float[positions][];
		boolean oneFrame = true;
		for (int p = 0; p < positions; p++) {
			place[p] = rounded(origins.y(p), rows) * width + rounded(origins.x(p), columns);
			tables[p] = p > 0 && origins.time(p) == origins.time(p - 1) ? tables[p - 1] : table(now - origins.time(p));
			oneFrame &= tables[p] == tables[0];
		}
		if (!oneFrame) return (scores, candidates, query) -> {
			final int none = none(query);
			for (int i = 0; i < candidates.length; i++)
				scores[i] += tables[candidates[i]][none + place[candidates[i]]];
		};
		final float[] table = tables[0];
		return (scores, candidates, query) -> {
			final int none = none(query);
			for (int i = 0; i < candidates.length; i++)
				scores[i] += table[none + place[candidates[i]]];
		};
	}

	// -- Helper methods --

	/** Where a table has a place that differs by none from a query, less the place. */
	private int none(final int query) {
		return (rows + MARGIN - 1 - query / columns) * width + columns + MARGIN - 1 - query % columns;
	}

	private static int rounded(final float place, final int places) {
		return Math.max(-MARGIN, Math.min(places + MARGIN - 1, Math.round(place)));
	}

	private float[] table(final int age) {
		return tables.computeIfAbsent(rounded(Math.max(1, Math.abs(age))), this::densities);
	}

	/** Ages by powers of the square root of two: few tables serve long movies. */
	private static int rounded(final int age) {
		return age <= 4 ? age : (int) Math.round(Math.pow(2, Math.round(2 * Math.log(age) / Math.log(2)) / 2.0));
	}

	private float[] densities(final int age) {
		final float[] table = new float[width * height];
		final double unit = stride * stride / (2.0 * age * pace * pace);
		for (int i = 0; i < table.length; i++) {
			final int dx = i % width - columns - MARGIN + 1, dy = i / width - rows - MARGIN + 1;
			table[i] = (float) (-2 * Math.log1p((dx * dx + dy * dy) * unit) - Math.log(age));
		}
		return table;
	}
}
