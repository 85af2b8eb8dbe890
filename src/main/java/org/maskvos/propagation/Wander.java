package org.maskvos.propagation;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is known of motion: where what was at a place is likely to be some frames
 * later. Cells of one kind look alike, and keys alone cannot tell them apart; but
 * they are near where they were.
 * <p>
 * The log-density of Student's t with two degrees of freedom in the plane, up to a
 * constant: {@code -2 log(1 + d² / (2 a p²)) - log a} for a distance of d px after
 * a frames at a pace of p px in a frame. Squared scale grows with time, as that of
 * a random walk; heavy tails let things jump whose look is unmistakable. It is
 * added to the affinity. As {@code compact_stcn.py} was trained.
 */
final class Wander {

	private final double pace;
	private final int stride;
	private final int columns, rows;
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
	}

	/**
	 * Adds the log-density to the scores of all remembered positions.
	 *
	 * @param query position in the frame in work
	 * @param now number of the frame in work
	 */
	void add(final float[] scores, final int query, final Origins origins, final int now) {
		if (pace == 0) return;
		final int width = 2 * columns - 1;
		// NB: a table has all differences of places; the middle is none
		final int middle = (rows - 1 - query / columns) * width + columns - 1 - query % columns;
		if (origins.frame()) {
			final float[] table = table(now - origins.times()[0]);
			for (int y = 0; y < rows; y++)
				for (int x = 0, s = y * columns, at = middle + y * width; x < columns; x++)
					scores[s + x] += table[at + x];
		}
		else for (int p = 0; p < scores.length; p++) {
			final int place = origins.places()[p];
			scores[p] += table(now - origins.times()[p])[middle + place / columns * width + place % columns];
		}
	}

	// -- Helper methods --

	private float[] table(final int age) {
		return tables.computeIfAbsent(rounded(Math.max(1, Math.abs(age))), this::densities);
	}

	/** Ages by powers of the square root of two: few tables serve long movies. */
	private static int rounded(final int age) {
		return age <= 4 ? age : (int) Math.round(Math.pow(2, Math.round(2 * Math.log(age) / Math.log(2)) / 2.0));
	}

	private float[] densities(final int age) {
		final int width = 2 * columns - 1, height = 2 * rows - 1;
		final float[] table = new float[width * height];
		final double unit = stride * stride / (2.0 * age * pace * pace);
		for (int i = 0; i < table.length; i++) {
			final int dx = i % width - columns + 1, dy = i / width - rows + 1;
			table[i] = (float) (-2 * Math.log1p((dx * dx + dy * dy) * unit) - Math.log(age));
		}
		return table;
	}
}
