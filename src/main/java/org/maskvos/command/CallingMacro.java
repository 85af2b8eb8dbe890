package org.maskvos.command;

import ij.IJ;
import ij.Macro;
import ij.macro.Interpreter;

/**
 * The macro that runs a command by {@code run("Label...", "key=value ...")}, or the script that does so by
 * {@link IJ#run(String, String)}. It waits in a thread of its own until the command is done.
 */
final class CallingMacro {

	private final Thread thread;

	/** @param caller thread that asked for the command; null if nobody knows */
	CallingMacro(final Thread caller) {
		thread = caller;
	}

	/** Whether there is one: else a menu, or a script by the command service, runs the command. */
	boolean exists() {
		// NB: ImageJ gives this name to threads that call run("..."). A script in
		// between has a thread of its own, and its options are not ours.
		return IJ.isMacro() && thread != null && thread.getName().startsWith("Run$_");
	}

	/** Stops it with a message, which tells the line of the macro, too; it never gets to its next line. */
	void stop(final String title, final String message) {
		apart(() -> IJ.error(title, message));
	}

	/** Stops it without a word, as the Cancel button of ImageJ's own dialogs does. */
	void stop() {
		final Interpreter macro = Interpreter.getInstance();
		// NB: Interpreter.abort() would wait for the macro, which waits for us, and end its thread by force.
		apart(() -> {
			if (macro != null) macro.abort((String) null);
			else Macro.abort();
		});
	}

	// -- Helper methods --

	/**
	 * NB: IJ.error opens a GenericDialog, and that stays closed, without a word,
	 * in a thread whose macro options can be found. In Fiji they are found in all
	 * threads that SciJava made for the macro. So it gets a thread of its own.
	 * <p>
	 * Then IJ.error marks the interpreter as done and throws "Macro canceled",
	 * which is meant for plugins that run in the macro's thread. Here it is only
	 * in the way; the macro's thread stops by itself.
	 * </p>
	 */
	private static void apart(final Runnable work) {
		final Thread other = new Thread(work, "MaskVOS error");
		other.setUncaughtExceptionHandler((t, exc) -> {
			if (!Macro.MACRO_CANCELED.equals(exc.getMessage())) IJ.handleException(exc);
		});
		other.start();
		try {
			other.join();
		}
		catch (final InterruptedException exc) {
			Thread.currentThread().interrupt();
		}
	}
}
