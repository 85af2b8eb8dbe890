package org.maskvos.propagation;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Where and when the memories of a block were made.
 *
 * @param places for each position that where it was in its frame
 * @param times for each position the number of its frame
 * @param frame whether all are of one frame, each in its place
 */
record Origins(int[] places, int[] times, boolean frame) {

	static Origins of(final int time, final int positions) {
		final int[] times = new int[positions];
		Arrays.fill(times, time);
		return new Origins(IntStream.range(0, positions).toArray(), times, true);
	}

	/** @return that one position was overwritten by another one of another frame */
	Origins with(final int position, final int place, final int time) {
		places[position] = place;
		times[position] = time;
		return frame ? new Origins(places, times, false) : this;
	}
}
