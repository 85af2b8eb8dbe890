package org.maskvos.batch;

import java.nio.file.Path;

import org.maskvos.movie.MovieOptions;

/**
 * Which movies, and where results go. Immutable; the {@code with} methods return
 * changed copies.
 *
 * @param folder holds the movies
 * @param results folder for the results, made if need be; not {@code folder}
 *          itself
 * @param pattern glob over paths below {@code folder} ({@code *.tif},
 *          {@code plate*&#47;pos*.nd2}); empty for all movies directly in it
 * @param part channel and time axis in every movie
 * @param shard which of them
 * @param resume whether to pass over movies whose results are complete
 */
public record BatchOptions(Path folder, Path results, String pattern, MovieOptions part, Shard shard, boolean resume) {

	/** All movies of a folder, anew. */
	public static BatchOptions of(final Path folder, final Path results) {
		return new BatchOptions(folder.toAbsolutePath().normalize(), results.toAbsolutePath().normalize(), "", MovieOptions
			.defaults(), Shard.all(), false);
	}

	public BatchOptions withPattern(final String glob) {
		return new BatchOptions(folder, results, glob, part, shard, resume);
	}

	public BatchOptions withPart(final MovieOptions newPart) {
		return new BatchOptions(folder, results, pattern, newPart, shard, resume);
	}

	public BatchOptions withShard(final Shard newShard) {
		return new BatchOptions(folder, results, pattern, part, newShard, resume);
	}

	public BatchOptions withResume(final boolean newResume) {
		return new BatchOptions(folder, results, pattern, part, shard, newResume);
	}
}
