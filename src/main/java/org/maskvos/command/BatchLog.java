package org.maskvos.command;

import ij.measure.ResultsTable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.maskvos.batch.BatchProgress;
import org.maskvos.batch.MovieItem;
import org.maskvos.batch.MovieRecord;
import org.maskvos.vos.Progress;
import org.scijava.log.LogService;

/** A batch in Fiji: a line in the log and a row in a table for each movie, and the bar for the movie at work. */
final class BatchLog implements BatchProgress {

	private static final int NAMED_FAILURES = 3;

	private final Progress bar;
	private final LogService log;
	private final Path results;
	private final ResultsTable table = new ResultsTable();
	private final List<String> reasons = new ArrayList<>();
	private int done;
	private int total;

	/** @param results folder */
	BatchLog(final Progress bar, final LogService log, final Path results) {
		this.bar = bar;
		this.log = log;
		this.results = results;
	}

	/** The movies that are finished; null if there is none. */
	ResultsTable table() {
		return table.size() == 0 ? null : table;
	}

	/** Number of movies that failed. */
	int failed() {
		return reasons.size();
	}

	/** Some failures by name; the rest is in the files. */
	String failures() {
		return failed() + " of " + table.size() + " movies failed: " + named() + " All others are done; see " + results +
			".";
	}

	/** What there is of a canceled batch. */
	String canceled() {
		if (total == 0) return "Canceled: no movie is done.";
		return "Canceled: " + done + " of " + total + " movies are done; see " + results + "." + (failed() == 0 ? "" : " " +
			failed() + " failed: " + named());
	}

	// -- BatchProgress methods --

	@Override
	public void remark(final String sentence) {
		log.warn(sentence);
	}

	@Override
	public void finished(final MovieItem movie, final Outcome outcome, final MovieRecord record, final int number,
		final int of)
	{
		total = of;
		addRow(movie, outcome, record);
		final String line = number + " of " + of + ", " + movie + ": ";
		switch (outcome) {
			case DONE -> log.info(line + record.frames() + " frames, " + record.objects() + " objects");
			case SKIPPED -> log.info(line + "complete before");
			case FAILED -> log.warn(line + "failed: " + record.reason());
		}
		if (outcome == Outcome.FAILED) reasons.add(record.reason());
		if (outcome == Outcome.DONE || outcome == Outcome.SKIPPED) done++;
	}

	@Override
	public void report(final String status, final int part, final int whole) {
		bar.report(status, part, whole);
	}

	@Override
	public boolean isCanceled() {
		return bar.isCanceled();
	}

	// -- Helper methods --

	private void addRow(final MovieItem movie, final Outcome outcome, final MovieRecord record) {
		table.addRow();
		table.addValue("movie", movie.toString());
		table.addValue("status", outcome.name().toLowerCase(Locale.ROOT));
		table.addValue("frames", record.frames());
		table.addValue("objects", record.objects());
		table.addValue("seconds", record.seconds());
		table.addValue("reason", record.reason());
	}

	private String named() {
		final String some = String.join(" ", reasons.subList(0, Math.min(NAMED_FAILURES, failed())));
		return failed() > NAMED_FAILURES ? some + " ..." : some;
	}
}
