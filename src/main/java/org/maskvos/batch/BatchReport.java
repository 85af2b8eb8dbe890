package org.maskvos.batch;

import java.nio.file.Path;
import java.util.List;

import org.maskvos.batch.BatchProgress.Outcome;

/**
 * What a batch did.
 *
 * @param results folder
 * @param entries all movies of the shard, in order
 * @param seconds wall time
 */
public record BatchReport(Path results, List<Entry> entries, double seconds) {

	/** A movie. */
	public record Entry(MovieItem movie, Outcome outcome, MovieRecord record) {}

	public long count(final Outcome outcome) {
		return entries.stream().filter(entry -> entry.outcome == outcome).count();
	}

	/** Whether the results of all movies are there. */
	public boolean isComplete() {
		return count(Outcome.FAILED) == 0;
	}
}
