package org.maskvos.propagation;

import org.maskvos.model.ModelException;

/** STCN: nothing is forgotten. */
final class Unbounded implements MemoryPolicy {

	@Override
	public void insert(final MemoryBank bank, final MemoryFrame frame) throws ModelException {
		bank.append(frame, false);
	}
}
