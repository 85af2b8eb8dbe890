package org.maskvos.command;

import ij.plugin.frame.Recorder;

import java.io.IOException;
import java.util.concurrent.CancellationException;

import org.scijava.Initializable;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.command.ContextCommand;
import org.scijava.log.LogService;
import org.scijava.plugin.Parameter;
import org.scijava.thread.ThreadService;

/**
 * What all commands do alike: check the macro's keys, and tell the user in one
 * sentence why they failed. Their outputs are opened by {@link ResultOpener}.
 * <p>
 * NB: Not a {@code DynamicCommand}, which could offer a menu of the installed
 * models: for commands that are modules themselves, SciJava's
 * {@code commandService.run} returns {@code null} instead of the future result,
 * and scripts fail.
 * </p>
 */
abstract class MaskVosCommand extends ContextCommand implements Initializable {

	@Parameter
	private LogService log;

	@Parameter
	private CommandService commandService;

	@Parameter
	private ThreadService threadService;

	/** Whether SciJava prepared the command, and so opens its outputs, too. */
	private boolean prepared;

	/** Not told yet. */
	private Failure failure;

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

	/** Last preparations before the dialog opens, which {@link #fail} prevents. */
	void prepare() {}

	/** Ends the command with a message, and the macro that called it; outputs that are set are opened before. */
	void fail(final String message) {
		end(new Failure(info().getTitle(), message, false));
	}

	/** Ends the command, and the macro that called it, because the user asked for it: nobody needs a dialog then. */
	void canceled(final String message) {
		end(new Failure(info().getTitle(), message, true));
	}

	/** Tells why the command failed, if it did. */
	void tellFailure(final boolean last) {
		if (failure == null) return;
		final Failure told = failure;
		failure = null;
		super.cancel(told.tell(macro(), log, last));
	}

	LogService log() {
		return log;
	}

	// -- Initializable methods --

	@Override
	public void initialize() {
		try {
			if (macro().exists()) MacroKeys.check(info());
			prepare();
			prepared = true;
		}
		catch (final IllegalArgumentException exc) {
			fail(exc.getMessage());
		}
	}

	// -- Cancelable methods --

	/** Called by SciJava if a dialog was canceled: nothing is recorded then, and the macro ends. */
	@Override
	public void cancel(final String reason) {
		if (!macro().exists()) Recorder.setCommand(null);
		else if (!isCanceled()) macro().stop();
		super.cancel(reason);
	}

	// -- Runnable methods --

	@Override
	public void run() {
		// NB: Nothing may escape: a macro would go on with the wrong image.
		try {
			execute();
		}
		catch (final CancellationException exc) {
			canceled("Canceled: there is no result.");
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

	// -- Helper methods --

	private void end(final Failure reason) {
		failure = reason;
		if (!prepared) tellFailure(false);
	}

	private CallingMacro macro() {
		return new CallingMacro(threadService.getParent(null));
	}

	private CommandInfo info() {
		return commandService.getCommand(getClass());
	}
}
