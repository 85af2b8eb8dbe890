package org.maskvos.propagation;

import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Where queries look in memory. Queries come in batches; those of a batch look at
 * the same positions of a block.
 */
interface SearchWindow {

	int batches();

	/** @return positions in the query frame */
	int[] queries(int batch);

	/** Whether every batch looks at all positions, in their order. */
	boolean everywhere();

	/**
	 * @param located of a block
	 * @return batch to the block's positions that it looks at
	 */
	IntFunction<int[]> candidates(MemoryPositions located);

	/**
	 * Everywhere, as published.
	 *
	 * @param positions of a frame
	 * @param most queries of a batch
	 */
	static SearchWindow everywhere(final int positions, final int most) {
		final int[] all = IntStream.range(0, positions).toArray();
		return new SearchWindow() {

			@Override
			public int batches() {
				return (positions + most - 1) / most;
			}

			@Override
			public int[] queries(final int batch) {
				return IntStream.range(batch * most, Math.min(positions, (batch + 1) * most)).toArray();
			}

			@Override
			public boolean everywhere() {
				return true;
			}

			@Override
			public IntFunction<int[]> candidates(final MemoryPositions located) {
				return batch -> all;
			}
		};
	}
}
