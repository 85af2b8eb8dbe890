package org.maskvos.command;

import ij.ImagePlus;

import java.io.IOException;
import java.util.concurrent.CancellationException;

import org.scijava.command.DynamicCommand;
import org.scijava.log.LogService;
import org.scijava.module.MethodCallException;
import org.scijava.plugin.Parameter;
import org.scijava.thread.ThreadService;

/**
 * What all commands do alike: tell the user in one sentence why they failed,
 * and open their results.
 */
abstract class MaskVosCommand extends DynamicCommand {

	@Parameter
	private LogService log;

	@Parameter
	private ThreadService threadService;

	/**
	 * Does the work.
	 *
	 * @throws IllegalArgumentException if a parameter is wrong; the message names
	 *           it
	 * @throws IOException if the movie, the model or a file cannot be used; the
	 *           message names it
	 * @throws CancellationException if the user asked to stop
	 */
	abstract void execute() throws IOException;

	/** Ends the command with a message, and the macro that called it. */
	void fail(final String message) {
		Failure.report(this, getInfo().getTitle(), message, log);
	}

	/**
	 * Opens an output. SciJava need not do it again; scripts still get it by
	 * {@code getOutput}.
	 */
	void show(final String output, final ImagePlus image) {
		ResultImage.show(image, threadService);
		resolveOutput(output);
	}

	LogService log() {
		return log;
	}

	// -- Module methods --

	/** Runs before the dialog. */
	@Override
	public void initialize() throws MethodCallException {
		try {
			MacroKeys.check(getInfo(), threadService.getParent(null));
		}
		catch (final IllegalArgumentException exc) {
			fail(exc.getMessage());
			return;
		}
		super.initialize();
	}

	// -- Runnable methods --

	@Override
	public void run() {
		// NB: Nothing may escape: a macro would go on with the wrong image.
		try {
			execute();
		}
		catch (final CancellationException exc) {
			fail("Canceled: there is no result.");
		}
		catch (final IllegalArgumentException | IOException exc) {
			log.debug(exc);
			fail(exc.getMessage());
		}
		catch (final OutOfMemoryError exc) {
			fail("Not enough memory: raise it in Edit > Options > Memory & Threads..., or use a smaller movie.");
		}
		catch (final RuntimeException | LinkageError exc) {
			log.error(exc);
			fail("Unexpected error, please report it: " + exc);
		}
	}
}
