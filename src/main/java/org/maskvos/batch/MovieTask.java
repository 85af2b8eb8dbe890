package org.maskvos.batch;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;

import org.maskvos.batch.MovieRecord.Status;
import org.maskvos.model.ModelException;
import org.maskvos.movie.Movie;
import org.maskvos.movie.Movies;
import org.maskvos.vos.LabelOutputs;
import org.maskvos.vos.Progress;

/**
 * One movie of a batch, from the file to the record of what became of it. Whatever
 * is wrong with it ends in the record.
 */
final class MovieTask {

	private final BatchOptions options;
	private final Labeler labeler;

	MovieTask(final BatchOptions options, final Labeler labeler) {
		this.options = options;
		this.labeler = labeler;
	}

	/** @return the movie's record if all is there that {@link #run} would make, else null */
	MovieRecord complete(final MovieItem item) throws IOException {
		final MovieRecord record = MovieRecord.read(options.results(), item.name());
		try {
			return record != null && record.isComplete(item, settings(item), labeler.checksum(), options.results()) ? record
				: null;
		}
		catch (final IOException e) {
			return null; // NB: the movie lacks what it needs; run() will say what
		}
	}

	/**
	 * Labels the movie and writes its results, the record last.
	 *
	 * @throws ModelException if the networks cannot be loaded: then no movie can be done
	 * @throws IOException if the record cannot be written
	 */
	MovieRecord run(final MovieItem item, final Progress progress) throws IOException {
		MovieRecord.delete(options.results(), item.name());
		MovieOutputs.of(options.results(), item).delete();
		final long start = System.nanoTime();
		MovieRecord record;
		try (Movie movie = open(item)) {
			labeler.load();
			record = label(item, movie, progress, start);
		}
		catch (final ModelException e) {
			if (!labeler.isLoaded()) throw e;
			record = failed(item, e.getMessage());
		}
		catch (final IOException | IllegalArgumentException e) {
			record = failed(item, e.getMessage());
		}
		catch (final OutOfMemoryError e) {
			record = failed(item, "Java ran out of memory; give it more, or use smaller movies.");
		}
		catch (final CancellationException e) {
			throw e;
		}
		catch (final RuntimeException | LinkageError e) {
			record = failed(item, "Unexpected " + e.getClass().getSimpleName() + ": " + e.getMessage());
		}
		record.write(options.results());
		return record;
	}

	// -- Helper methods --

	/** NB: the last frame is read first: a truncated file is found now, not after an hour. */
	private Movie open(final MovieItem item) throws IOException {
		settings(item);
		final Movie movie = Movies.open(options.folder().resolve(item.file()), options.part().withSeries(item.series()));
		try {
			movie.frame(movie.info().frames() - 1);
			return movie;
		}
		catch (final IOException | RuntimeException e) {
			movie.close();
			throw e;
		}
	}

	private MovieRecord label(final MovieItem item, final Movie movie, final Progress progress, final long start)
		throws IOException
	{
		final MovieOutputs files = MovieOutputs.of(options.results(), item);
		try (LabelOutputs outputs = files.open(movie.info())) {
			final Labelled result = labeler.label(item, movie, outputs, progress);
			outputs.commit(result.lineage(), result.provenance());
			final int frames = movie.info().frames();
			final double seconds = (System.nanoTime() - start) * 1e-9;
			return new MovieRecord(item, Status.DONE, "", settings(item), labeler.model(), labeler.checksum(), Environment
				.withEngine(), result.device(), frames, result.lineage().size(), seconds, frames / seconds, files
					.sizes());
		}
	}

	private MovieRecord failed(final MovieItem item, final String reason) {
		Map<String, Object> settings;
		try {
			settings = settings(item);
		}
		catch (final IOException e) {
			settings = Map.of();
		}
		return new MovieRecord(item, Status.FAILED, reason, settings, labeler.model(), labeler.checksum(), Environment.describe(), "", 0,
			0, 0, 0, Map.of());
	}

	private Map<String, Object> settings(final MovieItem item) throws IOException {
		final Map<String, Object> settings = new TreeMap<>(labeler.settings(item));
		settings.put("channel", options.part().channel());
		settings.put("axis", options.part().axis().name().toLowerCase(Locale.ROOT));
		return settings;
	}
}
