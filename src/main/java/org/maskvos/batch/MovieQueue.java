package org.maskvos.batch;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

import org.maskvos.batch.BatchProgress.Outcome;
import org.maskvos.model.ModelException;

/**
 * The movies that one process has to do. Those that another process has in work come last: when it is done with them,
 * or ended, its records say what is left to do.
 */
final class MovieQueue {

	private static final long PATIENCE_MILLIS = 200;

	private final List<MovieItem> movies;
	private final BatchOptions options;
	private final MovieTask task;
	private final FolderLocks locks;
	private final BatchProgress progress;
	/** Records when the batch began, so that one knows those that others write meanwhile; null where there was none. */
	private final Source[] before;
	private final BatchReport.Entry[] entries;
	private int finished;

	MovieQueue(final List<MovieItem> movies, final BatchOptions options, final MovieTask task, final FolderLocks locks,
		final BatchProgress progress)
	{
		this.movies = movies;
		this.options = options;
		this.task = task;
		this.locks = locks;
		this.progress = progress;
		before = new Source[movies.size()];
		for (int i = 0; i < before.length; i++)
			before[i] = record(i);
		entries = new BatchReport.Entry[movies.size()];
	}

	/**
	 * Does them all.
	 *
	 * @return what became of them, in their order
	 * @throws ModelException if the networks cannot be loaded
	 */
	List<BatchReport.Entry> run() throws IOException {
		List<Integer> open = IntStream.range(0, movies.size()).boxed().toList();
		for (boolean first = true; !open.isEmpty(); first = false) {
			final List<Integer> busy = new ArrayList<>();
			for (final int i : open) {
				progress.step(first ? "Movies" : "Movies, waiting for another process", finished, movies.size());
				if (!isDone(i)) busy.add(i);
				if (first && entries[i] == null) progress.remark(movies.get(i) +
					" is in work by another process; it comes last.");
			}
			if (busy.size() == open.size()) pause();
			open = busy;
		}
		return Arrays.asList(entries);
	}

	// -- Helper methods --

	/** Does a movie, unless another process has it. */
	private boolean isDone(final int i) throws IOException {
		final MovieItem movie = movies.get(i);
		final Optional<FolderLocks.Claim> claim = locks.claim(movie.name());
		if (claim.isEmpty()) return false;
		try (FolderLocks.Claim held = claim.get()) {
			entries[i] = entry(movie, options.resume(), !Objects.equals(before[i], record(i)));
		}
		finished++;
		progress.finished(movie, entries[i].outcome(), entries[i].record(), finished, movies.size());
		return true;
	}

	/**
	 * @param resume whether a result of an earlier run will do
	 * @param fresh whether another process has finished the movie since this batch began: then even that it failed will do
	 */
	private BatchReport.Entry entry(final MovieItem movie, final boolean resume, final boolean fresh)
		throws ModelException
	{
		final MovieRecord known = resume || fresh ? task.recorded(movie, progress::remark) : null;
		if (known != null && known.isDone()) return new BatchReport.Entry(movie, Outcome.SKIPPED, known);
		final MovieRecord record = known != null && fresh ? known : task.run(movie, progress);
		return new BatchReport.Entry(movie, record.isDone() ? Outcome.DONE : Outcome.FAILED, record);
	}

	private Source record(final int i) {
		final Path file = MovieRecord.file(options.results(), movies.get(i).name());
		try {
			return Files.isRegularFile(file) ? Source.of(file) : null;
		}
		catch (final IOException e) {
			return null; // NB: it was removed just now
		}
	}

	private static void pause() throws InterruptedIOException {
		try {
			Thread.sleep(PATIENCE_MILLIS);
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new InterruptedIOException("Interrupted while another process labels movies.");
		}
	}
}
