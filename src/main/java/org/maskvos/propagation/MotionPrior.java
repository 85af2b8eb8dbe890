package org.maskvos.propagation;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;

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
final class MotionPrior {

	/** Squared distances up to these, in positions, are read from tables: a logarithm for each pair would take longer than the affinity. */
	private static final int NEAR = 32 * 32, FAR = 128 * 128;
	/** Entries of the table of near ones for each squared position; far ones need one. */
	private static final int STEPS = 16;

	private final double pace;
	private final int stride;
	private final int columns;
	private final Map<Integer, Density> densities = new ConcurrentHashMap<>();

	/** @param pace in px of the network's frame; 0 if nothing is known of motion */
	MotionPrior(final double pace, final Grid grid) {
		this.pace = pace;
		stride = grid.stride();
		columns = grid.columns();
	}

	/**
	 * @param located of a block
	 * @param now number of the query frame
	 * @return for a position of the query frame, what is added to its scores
	 */
	IntFunction<TopK.Prior> of(final MemoryPositions located, final int now) {
		if (pace == 0) return query -> TopK.Prior.NONE;
		final Density[] of = new Density[located.count()];
		for (int p = 0; p < of.length; p++)
			of[p] = p > 0 && located.time(p) == located.time(p - 1) ? of[p - 1] : density(now - located.time(p));
		return query -> {
			final int x = query % columns, y = query / columns;
			return p -> {
				final float dx = located.x(p) - x, dy = located.y(p) - y;
				return of[p].log(dx * dx + dy * dy);
			};
		};
	}

	// -- Helper methods --

	private Density density(final int age) {
		return densities.computeIfAbsent(rounded(Math.max(1, Math.abs(age))), this::tabulated);
	}

	/** Ages by powers of the square root of two: few tables serve long movies. */
	private static int rounded(final int age) {
		return age <= 4 ? age : (int) Math.round(Math.pow(2, Math.round(2 * Math.log(age) / Math.log(2)) / 2.0));
	}

	private Density tabulated(final int age) {
		final double unit = stride * stride / (2.0 * age * pace * pace);
		final float[] near = new float[NEAR * STEPS], far = new float[FAR];
		for (int i = 0; i < near.length; i++)
			near[i] = Density.log(i / (double) STEPS, unit, age);
		for (int i = 0; i < far.length; i++)
			far[i] = Density.log(i, unit, age);
		return new Density(near, far, unit, age);
	}

	/** After some time. Distances are in positions. */
	private record Density(float[] near, float[] far, double unit, int age) {

		float log(final float square) {
			final int fine = (int) (square * STEPS + 0.5f), coarse = (int) (square + 0.5f);
			return fine < near.length ? near[fine] : coarse < far.length ? far[coarse] : log(square, unit, age);
		}

		static float log(final double square, final double unit, final int age) {
			return (float) (-2 * Math.log1p(square * unit) - Math.log(age));
		}
	}
}
