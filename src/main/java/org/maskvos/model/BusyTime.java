package org.maskvos.model;

/** The wall time during which at least one of several threads is at work. */
final class BusyTime {

	private int working;
	private long began;
	private long nanos;

	/** Before the calling thread works. */
	synchronized void begin() {
		if (working++ == 0) began = System.nanoTime();
	}

	/** After it has worked. */
	synchronized void end() {
		if (--working == 0) nanos += System.nanoTime() - began;
	}

	/** Up to now, in seconds. */
	synchronized double seconds() {
		return 1e-9 * (nanos + (working > 0 ? System.nanoTime() - began : 0));
	}
}
