package org.maskvos.propagation;

/**
 * When the memories of a block were made, and where what they show is now: each
 * where it was in its frame, and from there wherever motion has taken it.
 */
final class MemoryPositions {

	private final int columns;
	/** In positions; beyond the frame if what was remembered has left it. */
	private final float[] x, y;
	/** Positions in the frames that are remembered, and their numbers. */
	private final int[] places, times;

	/** @param time number of the frame that is remembered */
	MemoryPositions(final int time, final Grid grid) {
		columns = grid.columns();
		final int positions = grid.positions();
		x = new float[positions];
		y = new float[positions];
		places = new int[positions];
		times = new int[positions];
		set(time);
	}

	/** Notes that all positions were overwritten by those of another frame. */
	void set(final int time) {
		for (int p = 0; p < times.length; p++)
			put(p, p, time);
	}

	/** Notes that a position was overwritten by one of another frame. */
	void put(final int position, final int place, final int time) {
		places[position] = place;
		times[position] = time;
		moveBack(position);
	}

	/** Positions of the block. */
	int count() {
		return times.length;
	}

	float x(final int position) {
		return x[position];
	}

	float y(final int position) {
		return y[position];
	}

	int time(final int position) {
		return times[position];
	}

	/** Moves what is remembered of a frame back to where it was, when the frame is visited again: no motion is followed without error. */
	void returnTo(final int time) {
		for (int p = 0; p < times.length; p++)
			if (times[p] == time) moveBack(p);
	}

	/** Takes everything along with the motion from one frame to the next. */
	void follow(final Motion motion) {
		for (int p = 0; p < x.length; p++) {
			final float u = x[p], v = y[p];
			x[p] += motion.dx(u, v);
			y[p] += motion.dy(u, v);
		}
	}

	// -- Helper methods --

	private void moveBack(final int position) {
		x[position] = places[position] % columns;
		y[position] = places[position] / columns;
	}
}
