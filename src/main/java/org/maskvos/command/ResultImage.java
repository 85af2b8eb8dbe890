package org.maskvos.command;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.macro.Interpreter;

import java.awt.GraphicsEnvironment;

import org.scijava.thread.ThreadService;

/**
 * Opens a result image so that it is the active image afterwards: in a window,
 * in batch mode, and in a macro without any window.
 * <p>
 * SciJava alone does not do that: without a window it only prints an
 * {@link ImagePlus} output. And {@link ImagePlus#show()} alone, called from a
 * command, notes the image as the current one of <em>this</em> thread. The thread
 * belongs to a pool: the next command that happens to get it would take this
 * result for its input, whatever image the macro selected. The macro itself,
 * in its own thread, would not see the result as active.
 * </p>
 */
final class ResultImage {

	private ResultImage() {}

	/**
	 * Opens an image and makes it the active one. A script without a window has
	 * no use for that: it asks the command for its outputs, and nobody would ever
	 * close the image.
	 */
	static void show(final ImagePlus image, final ThreadService threads) {
		final boolean batch = Interpreter.isBatchMode();
		if (GraphicsEnvironment.isHeadless() && !(batch && IJ.isMacro())) return;
		image.show();
		WindowManager.setTempCurrentImage(null);
		if (!batch || Interpreter.getInstance() == null) return;
		// NB: The interpreter clears the current image of its thread when it ends.
		final Thread macro = threads.getParent(null);
		if (macro != null) WindowManager.setTempCurrentImage(macro, image);
	}
}
