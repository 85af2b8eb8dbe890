package org.maskvos.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Turns Ctrl-C (or a polite kill) into a wish to stop, and holds Java back until
 * the work has cleaned up after itself.
 */
final class Interruption implements BooleanSupplier, AutoCloseable {

	private static final int SECONDS_TO_CLEAN_UP = 20;

	private final CountDownLatch finished = new CountDownLatch(1);
	private volatile boolean asked;

	Interruption() {
		Runtime.getRuntime().addShutdownHook(new Thread(this::await, "maskvos-interruption"));
	}

	/** Whether it was asked to stop. */
	@Override
	public boolean getAsBoolean() {
		return asked;
	}

	/** The work is finished, or has cleaned up. */
	@Override
	public void close() {
		finished.countDown();
	}

	// -- Helper methods --

	private void await() {
		asked = true;
		try {
			finished.await(SECONDS_TO_CLEAN_UP, TimeUnit.SECONDS);
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}
}
