package org.maskvos.propagation;

import org.maskvos.model.ModelException;

/** The last frames, in a ring. */
final class Recent implements MemoryPolicy {

	private final int capacity;
	private int next;

	/** @param capacity in frames */
	Recent(final int capacity) {
		this.capacity = capacity;
	}

	@Override
	public void insert(final MemoryBank bank, final MemoryFrame frame) throws ModelException {
		if (bank.blocks().size() < capacity) bank.append(frame, false);
		else bank.replace(next++ % capacity, frame);
	}
}
