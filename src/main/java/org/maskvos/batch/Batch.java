package org.maskvos.batch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import org.maskvos.batch.BatchProgress.Outcome;
import org.maskvos.model.ModelException;
import org.maskvos.movie.MovieException;

/**
 * Labels the movies of a folder, one after the other. What is wrong with one of
 * them is noted, and the next one follows. Several processes may work on the same
 * folder: each movie is done by one of them at a time.
 *
 * <pre>
 * try (Labeler labeler = new SegmentLabeler(MaskVosOptions.defaults())) {
 * 	BatchReport report = Batch.run(BatchOptions.of(folder, results).withResume(true), labeler, progress);
 * }
 * </pre>
 */
public final class Batch {

	private Batch() {}

	/**
	 * Labels all movies of the shard. Where the shard is all, the table over all
	 * movies is written too, as by {@link Merge}.
	 *
	 * @throws MovieException if there is no such folder or no movie in it, or nothing
	 *           can be written
	 * @throws ModelException if the networks cannot be loaded
	 * @throws CancellationException if {@code progress} was canceled; what is complete
	 *           stays
	 */
	public static BatchReport run(final BatchOptions options, final Labeler labeler, final BatchProgress progress)
		throws IOException
	{
		final long start = System.nanoTime();
		if (options.folder().equals(options.results())) throw new MovieException(
			"The results cannot be written to the folder of the movies, " + options.folder() + "; choose another.");
		final Manifest found = Manifest.of(options, Manifest.read(options.results()));
		try (FolderLocks locks = FolderLocks.in(options.results())) {
			final Manifest manifest = found.published(options.results(), locks);
			final MovieTask task = new MovieTask(options, labeler);
			final List<BatchReport.Entry> entries = new ArrayList<>();
			final List<MovieItem> movies = options.shard().of(manifest.movies());
			for (final MovieItem movie : movies) {
				progress.step("Movies", entries.size(), movies.size());
				final BatchReport.Entry entry = one(movie, task, options, locks, progress);
				entries.add(entry);
				progress.finished(movie, entry.outcome(), entry.record(), entries.size(), movies.size());
			}
			if (options.shard().isAll()) SummaryTable.write(manifest, options.results(), locks);
			return new BatchReport(options.results(), entries, (System.nanoTime() - start) * 1e-9);
		}
	}

	// -- Helper methods --

	private static BatchReport.Entry one(final MovieItem movie, final MovieTask task, final BatchOptions options,
		final FolderLocks locks, final BatchProgress progress) throws IOException
	{
		final Optional<FolderLocks.Claim> claim = locks.claim(movie.name());
		if (claim.isEmpty()) return new BatchReport.Entry(movie, Outcome.BUSY, null);
		try (FolderLocks.Claim held = claim.get()) {
			final MovieRecord before = options.resume() ? task.complete(movie) : null;
			if (before != null) return new BatchReport.Entry(movie, Outcome.SKIPPED, before);
			final MovieRecord record = task.run(movie, progress);
			return new BatchReport.Entry(movie, record.isDone() ? Outcome.DONE : Outcome.FAILED, record);
		}
	}
}
