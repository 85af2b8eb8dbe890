package org.maskvos.cli;

import java.util.Locale;
import java.util.function.Consumer;

import org.maskvos.batch.BatchProgress;
import org.maskvos.batch.MovieItem;
import org.maskvos.batch.MovieRecord;

/** A batch on standard error: a line for each movie, and progress within the movie at work. */
final class BatchLines implements BatchProgress, AutoCloseable {

	private final Consumer<String> lines;
	private final ConsoleProgress progress;

	BatchLines(final Consumer<String> lines, final ConsoleProgress progress) {
		this.lines = lines;
		this.progress = progress;
	}

	@Override
	public void remark(final String sentence) {
		progress.close();
		lines.accept(sentence);
	}

	@Override
	public void finished(final MovieItem movie, final Outcome outcome, final MovieRecord record, final int number,
		final int total)
	{
		progress.close();
		lines.accept(String.format(Locale.ROOT, "%d of %d, %s: %s", number, total, movie, switch (outcome) {
			case DONE -> String.format(Locale.ROOT, "%d frames, %d objects, %.1f s.", record.frames(), record.objects(),
				record.seconds());
			case SKIPPED -> "complete before.";
			case FAILED -> "FAILED: " + record.reason();
		}));
	}

	@Override
	public void report(final String status, final int done, final int total) {
		progress.report(status, done, total);
	}

	@Override
	public boolean isCanceled() {
		return progress.isCanceled();
	}

	@Override
	public void close() {
		progress.close();
	}
}
