package org.maskvos.command;

import ij.IJ;

import java.util.concurrent.atomic.AtomicBoolean;

import org.maskvos.vos.Progress;
import org.scijava.log.LogService;
import org.scijava.task.Task;
import org.scijava.task.TaskService;

/**
 * Progress as a SciJava {@link Task}: Fiji shows it as a bar with a cancel
 * button. Escape cancels as well, as everywhere in ImageJ. Every now and then a
 * line goes to the log, which is all that one sees of a long job without a
 * window.
 */
final class TaskProgress implements Progress, AutoCloseable {

	/** Time between two lines of the log, in nanoseconds. */
	private static final long LOG_INTERVAL = 10_000_000_000L;

	private final Task task;
	private final LogService log;
	private final AtomicBoolean canceled = new AtomicBoolean();
	private final long start = System.nanoTime();
	private long lastLog = start;

	/**
	 * Starts a task; {@link #close()} ends it.
	 *
	 * @param name what is done, to which movie
	 */
	TaskProgress(final TaskService tasks, final String name, final LogService log) {
		this.log = log;
		task = tasks.createTask(name);
		task.setCancelCallBack(() -> canceled.set(true));
		IJ.resetEscape();
		task.start();
	}

	// -- Progress methods --

	@Override
	public void report(final String status, final int done, final int total) {
		task.setProgressMaximum(total);
		task.setProgressValue(done);
		final String message = status + ": " + done + " of " + total;
		task.setStatusMessage(message);

		final long now = System.nanoTime();
		if (now - lastLog < LOG_INTERVAL || done == 0) return;
		lastLog = now;
		final double seconds = (now - start) / 1e9;
		log.info(String.format("%s, %.1f a second, %.0f s left", message, //
			done / seconds, seconds / done * (total - done)));
	}

	@Override
	public boolean isCanceled() {
		return canceled.get() || IJ.escapePressed();
	}

	// -- AutoCloseable methods --

	@Override
	public void close() {
		task.finish();
	}
}
