package org.maskvos.propagation;

import java.util.Random;
import java.util.function.IntUnaryOperator;

import org.maskvos.model.ModelException;

/**
 * stcnbuf with whole frames: when the bank is full, a frame replaces a random one
 * that is not pinned. The ages of what is left are distributed exponentially.
 */
final class RandomFrames implements MemoryPolicy {

	private final int capacity;
	private final IntUnaryOperator choice;

	/** @param capacity in frames */
	RandomFrames(final int capacity, final Random random) {
		this(capacity, random::nextInt);
	}

	/** @param choice one of so many */
	RandomFrames(final int capacity, final IntUnaryOperator choice) {
		this.capacity = capacity;
		this.choice = choice;
	}

	@Override
	public void insert(final MemoryBank bank, final MemoryFrame frame) throws ModelException {
		final int[] loose = bank.loose();
		// NB: beside many pinned frames there is always room for one that changes.
		if (bank.blocks().size() < capacity || loose.length == 0) bank.append(frame, false);
		else bank.replace(loose[choice.applyAsInt(loose.length)], frame);
	}
}
