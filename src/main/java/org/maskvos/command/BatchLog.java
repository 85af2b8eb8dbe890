package org.maskvos.command;

import org.maskvos.batch.BatchProgress;
import org.maskvos.batch.MovieItem;
import org.maskvos.batch.MovieRecord;
import org.maskvos.vos.Progress;
import org.scijava.log.LogService;

/** A batch in Fiji: a line in the log for each movie, and the bar for the movie at work. */
final class BatchLog implements BatchProgress {

	private final Progress bar;
	private final LogService log;

	BatchLog(final Progress bar, final LogService log) {
		this.bar = bar;
		this.log = log;
	}

	@Override
	public void remark(final String sentence) {
		log.warn(sentence);
	}

	@Override
	public void finished(final MovieItem movie, final Outcome outcome, final MovieRecord record, final int number,
		final int total)
	{
		final String line = number + " of " + total + ", " + movie + ": ";
		switch (outcome) {
			case DONE -> log.info(line + record.frames() + " frames, " + record.objects() + " objects");
			case SKIPPED -> log.info(line + "complete before");
			case FAILED -> log.warn(line + "failed: " + record.reason());
		}
	}

	@Override
	public void report(final String status, final int done, final int total) {
		bar.report(status, done, total);
	}

	@Override
	public boolean isCanceled() {
		return bar.isCanceled();
	}
}
