package org.maskvos.cli;

import java.util.function.BooleanSupplier;

import sun.misc.Signal;

/**
 * Turns Ctrl-C, or a polite kill, into a wish to stop. Java goes on until the work
 * has cleaned up after itself; a second signal ends it at once.
 * <p>
 * NB: not a shutdown hook. Java runs all hooks at the same time, and ONNX
 * Runtime's own frees what a running network still uses.
 * </p>
 */
final class Interruption implements BooleanSupplier {

	/** By convention of Unix shells. */
	private static final int EXIT_CODE_OF_SIGNAL = 128;

	private volatile int signal;

	Interruption() {
		for (final String name : new String[] { "INT", "TERM" })
			Signal.handle(new Signal(name), this::received);
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

	private void received(final Signal received) {
		if (signal != 0) Runtime.getRuntime().halt(EXIT_CODE_OF_SIGNAL + received.getNumber());
		signal = received.getNumber();
	}
}
