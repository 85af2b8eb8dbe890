package org.maskvos.batch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

import org.maskvos.batch.MovieRecord.Status;
import org.maskvos.movie.MovieException;

/** The last step of a batch in shards: is everything there, and made alike? */
public final class Merge {

	/**
	 * What was found.
	 *
	 * @param movies of the manifest
	 * @param done movies with results
	 * @param failed records of those without, which say why
	 * @param missing movies that were not done: their shard has not run, or was killed
	 * @param unlike movies that were made with another model or plugin, or other
	 *          settings, than the first one
	 * @param table the file that was written
	 */
	public record Result(int movies, int done, List<MovieRecord> failed, List<MovieItem> missing, List<MovieItem> unlike,
			Path table) {

		/** Whether every movie has a result, and all were made alike. */
		public boolean isComplete() {
			return failed.isEmpty() && missing.isEmpty() && unlike.isEmpty();
		}
	}

	private Merge() {}

	/**
	 * Writes the table over all movies.
	 *
	 * @param results folder of a batch
	 * @param remarks gets a sentence for each record that cannot be understood; its movie is missing
	 * @throws MovieException if it is none, or cannot be written to
	 */
	public static Result run(final Path results, final Consumer<String> remarks) throws IOException {
		final Path folder = results.toAbsolutePath().normalize();
		final Manifest manifest = Manifest.read(folder);
		if (manifest == null) throw new MovieException(folder + " holds no results of a batch: there is no manifest.json.");
		final List<MovieRecord> records;
		try (FolderLocks locks = FolderLocks.in(folder)) {
			records = SummaryTable.write(manifest, folder, locks, remarks);
		}
		final List<MovieRecord> failed = new ArrayList<>();
		final List<MovieItem> missing = new ArrayList<>(), unlike = new ArrayList<>();
		MovieRecord first = null;
		for (int i = 0; i < records.size(); i++) {
			final MovieItem movie = manifest.movies().get(i);
			final MovieRecord record = records.get(i);
			if (record == null) missing.add(movie);
			else if (record.status() == Status.FAILED) failed.add(record);
			else if (!record.isComplete(folder)) missing.add(movie);
			else if (first == null) first = record;
			else if (!first.isLike(record)) unlike.add(movie);
		}
		final int done = (int) records.stream().filter(Objects::nonNull).filter(MovieRecord::isDone).count();
		return new Result(records.size(), done, failed, missing, unlike, folder.resolve(SummaryTable.FILE));
	}
}
