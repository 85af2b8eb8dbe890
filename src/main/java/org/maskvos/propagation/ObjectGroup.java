package org.maskvos.propagation;

import java.util.ArrayList;
import java.util.List;

import org.maskvos.model.ModelException;

/**
 * Objects that were annotated first in the same frame, and their memory: it
 * begins with that frame, because before it nothing is known of them.
 */
final class ObjectGroup implements AutoCloseable {

	private final MaskSlots slots;
	private final MemoryPolicy policy;
	private final MemoryBank bank;
	private final MemoryBank last;
	private Recent recent;

	ObjectGroup(final MaskSlots slots, final MemoryPolicy policy, final Grid grid) {
		this.slots = slots;
		this.policy = policy;
		bank = new MemoryBank(grid);
		last = new MemoryBank(grid);
	}

	MaskSlots slots() {
		return slots;
	}

	/** All that is remembered. */
	List<MemoryBank.Block> blocks() {
		final List<MemoryBank.Block> blocks = new ArrayList<>(bank.blocks());
		blocks.addAll(last.blocks());
		return blocks;
	}

	/** Remembers a frame for ever. */
	void pin(final MemoryFrame frame) throws ModelException {
		bank.append(frame, true);
	}

	/** Remembers a frame as the policy has it. */
	void remember(final MemoryFrame frame) throws ModelException {
		policy.insert(bank, frame);
	}

	/** Remembers a frame among the last ones. */
	void rememberRecent(final MemoryFrame frame, final int capacity) throws ModelException {
		if (recent == null) recent = new Recent(capacity);
		recent.insert(last, frame);
	}

	/** Takes an object's values along to another slot, in all that is remembered. */
	void move(final MaskSlots.Move move) {
		blocks().forEach(block -> block.move(move));
	}

	@Override
	public void close() {
		bank.close();
		last.close();
	}
}
