package org.maskvos.command;

import ij.IJ;
import ij.Macro;

import java.awt.GraphicsEnvironment;

import org.scijava.Cancelable;
import org.scijava.log.LogService;

/**
 * Ends a command with one sentence for the user, such that a macro which
 * called it ends too.
 * <p>
 * How a command can fail, and what a macro makes of it (ImageJ 1.54p with
 * imagej-legacy 2.0.3):
 * </p>
 * <ul>
 * <li>an exception: a stack trace, and the macro goes on with its next
 * line;</li>
 * <li>{@link Cancelable#cancel(String)}: a dialog if there is a window, nothing
 * at all without one, and the macro goes on;</li>
 * <li>{@link IJ#error(String, String)}: the message with the macro's line
 * number, and the macro stops. A script that called {@code IJ.run} gets an
 * exception.</li>
 * </ul>
 * <p>
 * So a macro gets {@code IJ.error}; everybody else gets {@code cancel}, which
 * SciJava shows in a dialog and scripts can ask for.
 * </p>
 */
final class Failure {

	/** Characters in a line of a dialog. */
	private static final int WIDTH = 90;

	private Failure() {}

	/**
	 * Tells the user and marks the command as canceled. The caller returns from
	 * {@code run()} afterwards, with its outputs unset.
	 *
	 * @param command what failed
	 * @param title of the message
	 * @param message one sentence that says what to change
	 */
	static void report(final Cancelable command, final String title,
		final String message, final LogService log)
	{
		final boolean headless = GraphicsEnvironment.isHeadless();
		final boolean macro = IJ.isMacro();
		final String lines = headless ? message : wrap(message);
		// NB: A reason makes SciJava open a dialog. One dialog is enough.
		command.cancel(macro ? null : lines);
		if (macro) abortMacro(title, lines);
		else if (headless) log.error(title + ": " + message);
	}

	// -- Helper methods --

	/** Breaks lines: dialogs do not. */
	static String wrap(final String message) {
		return message.replaceAll("(.{1," + WIDTH + "})(\\s+|$)", "$1\n").trim();
	}

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
	private static void abortMacro(final String title, final String message) {
		final Thread thread = new Thread(() -> IJ.error(title, message), "MaskVOS error");
		thread.setUncaughtExceptionHandler((t, exc) -> {
			if (!Macro.MACRO_CANCELED.equals(exc.getMessage())) IJ.handleException(exc);
		});
		thread.start();
		try {
			thread.join();
		}
		catch (final InterruptedException exc) {
			Thread.currentThread().interrupt();
		}
	}
}
