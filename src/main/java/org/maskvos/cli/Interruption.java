package org.maskvos.cli;

import java.util.function.BooleanSupplier;

import org.maskvos.files.Leftovers;

import sun.misc.Signal;

/**
 * Turns Ctrl-C, or a polite kill, into a wish to stop. Java goes on until the work has
 * cleaned up after itself. Work that is stuck, or takes longer than {@link #GRACE}, is
 * ended: what is unfinished is removed, and Java halted. A second signal does that at
 * once.
 * <p>
 * NB: not a shutdown hook. Java runs all hooks at the same time, and ONNX
 * Runtime's own frees what a running network still uses.
 * </p>
 */
final class Interruption implements BooleanSupplier {

	/** What is told to who stopped a run. */
	static final String CANCELED = "Canceled; nothing was left under the final names.";

	/** By convention of Unix shells. */
	private static final int EXIT_CODE_OF_SIGNAL = 128;

	/** So long the work may take to stop, and then removing what is unfinished, in ms: below five seconds together. */
	private static final long GRACE = 3500, REMOVAL = 1000;

	private volatile int signal;

	Interruption() {
		for (final String name : new String[] { "INT", "TERM" })
			Signal.handle(new Signal(name), received -> received(received.getNumber()));
	}

	/** Whether it was asked to stop. */
	@Override
	public boolean getAsBoolean() {
		return signal != 0;
	}

	/**
	 * @param code of the finished work
	 * @return the same, or 130 after Ctrl-C and 143 after a polite kill that the
	 *         work heeded
	 */
	int exitCode(final int code) {
		return signal == 0 || code == 0 ? code : EXIT_CODE_OF_SIGNAL + signal;
	}

	// -- Helper methods --

	private synchronized void received(final int number) {
		final long grace = signal == 0 ? GRACE : 0;
		signal = number;
		try {
			daemon("watchdog", () -> end(grace, number));
		}
		catch (final OutOfMemoryError e) {
			Runtime.getRuntime().halt(EXIT_CODE_OF_SIGNAL + number);
		}
	}

	/** NB: a disk that does not answer, or an error output that nobody reads, must not stop the end. */
	private static void end(final long grace, final int number) {
		try {
			Thread.sleep(grace);
			daemon("removal", () -> {
				Leftovers.delete();
				System.err.println("maskvos: " + CANCELED);
			}).join(REMOVAL);
		}
		catch (final InterruptedException | OutOfMemoryError e) {
			// NB: then without
		}
		finally {
			Runtime.getRuntime().halt(EXIT_CODE_OF_SIGNAL + number);
		}
	}

	private static Thread daemon(final String name, final Runnable task) {
		final Thread thread = new Thread(task, "MaskVOS " + name);
		thread.setDaemon(true);
		thread.start();
		return thread;
	}
}
