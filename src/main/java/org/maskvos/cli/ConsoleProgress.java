package org.maskvos.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.BooleanSupplier;

import org.maskvos.vos.Progress;

/**
 * Progress on standard error: one line that changes in a terminal, else a line
 * now and then. Silent for the first two seconds.
 */
final class ConsoleProgress implements Progress, AutoCloseable {

	private static final double SILENT = 2, TERMINAL_PERIOD = 0.25, LOG_PERIOD = 10;

	private final PrintWriter err;
	private final boolean terminal;
	private final BooleanSupplier canceled;
	private final long start = System.nanoTime();
	private String phase = "";
	private double phaseStart, last;
	private String line = "";

	ConsoleProgress(final PrintWriter err, final BooleanSupplier canceled) {
		this(err, canceled, Boolean.getBoolean("maskvos.terminal") || System.console() != null);
	}

	ConsoleProgress(final PrintWriter err, final BooleanSupplier canceled, final boolean terminal) {
		this.err = err;
		this.canceled = canceled;
		this.terminal = terminal;
	}

	@Override
	public void report(final String status, final int done, final int total) {
		final double now = (System.nanoTime() - start) / 1e9;
		if (!phase.equals(status)) {
			phase = status;
			phaseStart = now;
		}
		if (now < SILENT || last > 0 && now - last < (terminal ? TERMINAL_PERIOD : LOG_PERIOD)) return;
		last = now;
		final String text = text(status, done, total, now - phaseStart);
		if (!terminal) err.println(text);
		else {
			err.print("\r" + text + " ".repeat(Math.max(0, line.length() - text.length())));
			err.flush();
			line = text;
		}
	}

	@Override
	public boolean isCanceled() {
		return canceled.getAsBoolean();
	}

	/** Wipes the line. */
	@Override
	public void close() {
		if (line.isEmpty()) return;
		err.print("\r" + " ".repeat(line.length()) + "\r");
		err.flush();
	}

	// -- Helper methods --

	/** @param seconds spent on what is done; too few say nothing */
	private static String text(final String status, final int done, final int total, final double seconds) {
		final double rate = done / seconds;
		final String text = String.format(Locale.ROOT, "%s: %d of %d", status, done, total);
		return done == 0 || seconds < 0.5 ? text : text + String.format(Locale.ROOT, ", %.1f a second, %s left", rate,
			duration((total - done) / rate));
	}

	private static String duration(final double seconds) {
		if (seconds < 90) return Math.round(seconds) + " s";
		if (seconds < 5400) return Math.round(seconds / 60) + " min";
		return Math.round(seconds / 3600) + " h";
	}
}
