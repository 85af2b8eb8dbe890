package org.maskvos.propagation;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * A window around each position: the frame is cut into squares, and the queries of
 * one look at what is now in it and in the eight around it. So the memory read of
 * large frames grows with their pixels and not with the square of them.
 */
final class LocalWindow implements SearchWindow {

	/** Of a square, in positions; also the least reach of a query. */
	static final int SIDE = 16;

	private final int columns, rows;
	/** Squares along X and Y. */
	private final int across, down;

	LocalWindow(final Grid grid) {
		columns = grid.columns();
		rows = grid.rows();
		across = (columns + SIDE - 1) / SIDE;
		down = (rows + SIDE - 1) / SIDE;
	}

	/** Whether a frame is so small that a window leaves nothing out. */
	static boolean covers(final Grid grid) {
		return grid.columns() <= 3 * SIDE && grid.rows() <= 3 * SIDE;
	}

	@Override
	public int batches() {
		return across * down;
	}

	@Override
	public int[] queries(final int batch) {
		final int x0 = batch % across * SIDE, y0 = batch / across * SIDE;
		return IntStream.range(y0, Math.min(rows, y0 + SIDE)).flatMap(y -> IntStream.range(x0, Math.min(columns, x0 + SIDE))
			.map(x -> y * columns + x)).toArray();
	}

	@Override
	public boolean everywhere() {
		return false;
	}

	@Override
	public IntFunction<int[]> candidates(final MemoryPositions located) {
		final int[] square = IntStream.range(0, columns * rows).map(p -> square(located, p)).toArray();
		// NB: counted and sorted by square, so that three squares beside each other are one stretch
		final int[] begin = new int[across * down + 1];
		for (final int s : square)
			begin[s + 1]++;
		Arrays.parallelPrefix(begin, Integer::sum);
		final int[] sorted = new int[square.length], next = begin.clone();
		for (int p = 0; p < square.length; p++)
			sorted[next[square[p]]++] = p;
		return batch -> near(batch, begin, sorted);
	}

	// -- Helper methods --

	/** What has left the frame counts to the square at its border. */
	private int square(final MemoryPositions located, final int position) {
		final int x = Math.max(0, Math.min(columns - 1, Math.round(located.x(position))));
		final int y = Math.max(0, Math.min(rows - 1, Math.round(located.y(position))));
		return y / SIDE * across + x / SIDE;
	}

	private int[] near(final int batch, final int[] begin, final int[] sorted) {
		final int x = batch % across, y = batch / across;
		return IntStream.rangeClosed(Math.max(0, y - 1), Math.min(down - 1, y + 1)).flatMap(v -> Arrays.stream(sorted,
			begin[v * across + Math.max(0, x - 1)], begin[v * across + Math.min(across - 1, x + 1) + 1])).toArray();
	}
}
