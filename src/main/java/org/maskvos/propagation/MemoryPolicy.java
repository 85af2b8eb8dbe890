package org.maskvos.propagation;

import org.maskvos.model.ModelException;

/** Where a remembered frame goes. */
interface MemoryPolicy {

	/** Puts a frame into the bank, over something else if the bank is full. */
	void insert(MemoryBank bank, MemoryFrame frame) throws ModelException;
}
