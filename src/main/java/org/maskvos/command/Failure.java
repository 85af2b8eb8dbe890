package org.maskvos.command;

import ij.IJ;

import java.awt.GraphicsEnvironment;

import org.scijava.Cancelable;
import org.scijava.log.LogService;

/**
 * Why a command has no result, or not all of it: one sentence for the user. A macro which
 * called the command ends, too.
 * <p>
 * How a command can fail, and what a macro makes of it (ImageJ 1.54p with
 * imagej-legacy 2.0.3):
 * </p>
 * <ul>
 * <li>an exception: a stack trace, and the macro goes on with its next
 * line;</li>
 * <li>{@link Cancelable#cancel(String)}: a dialog if there is a window, nothing
 * at all without one, and the macro goes on. SciJava then runs no post-processor: no
 * output is opened, and ImageJ's recorder writes a line without keys;</li>
 * <li>{@link IJ#error(String, String)}: the message with the macro's line
 * number, and the macro stops. A script that called {@code IJ.run} gets an
 * exception.</li>
 * </ul>
 * <p>
 * So a macro gets {@code IJ.error}; everybody else gets {@code cancel}, which scripts can ask for. And both come last,
 * when outputs are open and the line is recorded; see {@link FailureTeller}.
 * </p>
 *
 * @param title of the message
 * @param message one sentence that says what to change
 * @param canceled whether the user asked for it, who then needs no dialog
 */
record Failure(String title, String message, boolean canceled) {

	/** Characters in a line of a dialog. */
	private static final int WIDTH = 90;

	/**
	 * Tells the user, and ends the macro.
	 *
	 * @param last whether SciJava has nothing more to do with the command. Else it opens a dialog with the reason that
	 *          is returned.
	 * @return reason for {@link Cancelable#cancel(String)}
	 */
	String tell(final CallingMacro macro, final LogService log, final boolean last) {
		final boolean headless = GraphicsEnvironment.isHeadless();
		final String lines = headless ? message : wrap(message);
		if (canceled) {
			log.info(title + ": " + message);
			if (macro.exists()) macro.stop();
		}
		else if (macro.exists()) macro.stop(title, lines);
		else if (headless || last && IJ.getInstance() == null) log.error(title + ": " + message);
		else if (last) IJ.showMessage(title, lines);
		// NB: One dialog is enough.
		return last || !macro.exists() ? lines : null;
	}

	/** Breaks lines: dialogs do not. */
	static String wrap(final String message) {
		return message.replaceAll("(.{1," + WIDTH + "})(\\s+|$)", "$1\n").trim();
	}
}
