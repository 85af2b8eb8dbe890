package org.maskvos.command;

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

	/** Ends the command with a message, and the macro that called it. */
	void fail(final String message) {
		Failure.report(this, info().getTitle(), message, log);
	}

	LogService log() {
		return log;
	}

	// -- Initializable methods --

	@Override
	public void initialize() {
		try {
			MacroKeys.check(info(), threadService.getParent(null));
			prepare();
		}
		catch (final IllegalArgumentException exc) {
			fail(exc.getMessage());
		}
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

	// -- Helper methods --

	private CommandInfo info() {
		return commandService.getCommand(getClass());
	}
}
