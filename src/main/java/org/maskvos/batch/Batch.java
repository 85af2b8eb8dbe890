package org.maskvos.batch;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.maskvos.model.ModelException;
import org.maskvos.movie.MovieException;

/**
 * Labels the movies of a folder, one after the other. What is wrong with one of
 * them is noted, and the next one follows. Several processes may work on the same
 * folder: each movie is done by one of them, and all come back to those that another had in work.
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
		final Manifest found = Manifest.of(options, Manifest.readable(options.results(), progress::remark));
		try (FolderLocks locks = FolderLocks.in(options.results())) {
			final Manifest manifest = found.published(options.results(), locks);
			final List<MovieItem> movies = options.shard().of(manifest.movies());
			final List<BatchReport.Entry> entries = new MovieQueue(movies, options, new MovieTask(options, labeler), locks,
				progress).run();
			if (options.shard().isAll()) SummaryTable.write(manifest, options.results(), locks, progress::remark);
			return new BatchReport(options.results(), entries, (System.nanoTime() - start) * 1e-9);
		}
	}
}
