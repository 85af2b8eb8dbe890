package org.maskvos.propagation;

import java.util.Random;

import org.maskvos.model.ModelException;

/**
 * stcnbuf with pixels: when the bank is full, the positions of a frame replace as
 * many random ones of frames that are not pinned.
 */
final class RandomPixels implements MemoryPolicy {

	/** Chooses some of many. */
	interface Choice {

		/** @return {@code count} different numbers from 0 to {@code all - 1} */
		int[] of(int all, int count);
	}

	private final int capacity;
	private final Choice choice;

	/** @param capacity in frames */
	RandomPixels(final int capacity, final Random random) {
		this(capacity, (all, count) -> shuffled(random, all, count));
	}

	RandomPixels(final int capacity, final Choice choice) {
		this.capacity = capacity;
		this.choice = choice;
	}

	@Override
	public void insert(final MemoryBank bank, final MemoryFrame frame) throws ModelException {
		final int n = bank.positions();
		final int[] loose = bank.loose();
		if (bank.blocks().size() < capacity || loose.length == 0) {
			bank.append(frame, false);
			return;
		}
		final int[] targets = choice.of(loose.length * n, n);
		for (int i = 0; i < n; i++)
			targets[i] = loose[targets[i] / n] * n + targets[i] % n;
		bank.scatter(targets, frame);
	}

	// -- Helper methods --

	/** The beginning of a random permutation (Fisher and Yates). */
	private static int[] shuffled(final Random random, final int all, final int count) {
		final int[] numbers = java.util.stream.IntStream.range(0, all).toArray();
		for (int i = 0; i < count; i++) {
			final int j = i + random.nextInt(all - i);
			final int number = numbers[j];
			numbers[j] = numbers[i];
			numbers[i] = number;
		}
		return java.util.Arrays.copyOf(numbers, count);
	}
}
