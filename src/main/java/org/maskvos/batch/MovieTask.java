package org.maskvos.batch;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

import org.maskvos.batch.MovieRecord.Status;
import org.maskvos.io.Movies;
import org.maskvos.model.ModelException;
import org.maskvos.movie.Movie;
import org.maskvos.movie.MovieException;
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

	/**
	 * What an earlier run, or another process, recorded of this movie.
	 *
	 * @param remarks gets a sentence if the record is damaged
	 * @return null if there is no record, or of other settings or another model, or not all that it tells of is there
	 */
	MovieRecord recorded(final MovieItem item, final Consumer<String> remarks) {
		final MovieRecord record;
		try {
			record = MovieRecord.read(options.results(), item.name());
		}
		catch (final MovieException e) {
			remarks.accept(e.getMessage() + " " + item + " is done again.");
			return null;
		}
		try {
			return record != null && record.isOf(item, settings(item), labeler.checksum()) && record.isComplete(options
				.results()) ? record : null;
		}
		catch (final IOException | RuntimeException e) {
			return null; // NB: the movie lacks what it needs; run() will say what
		}
	}

	/**
	 * Labels the movie and writes its results, the record last. What cannot be recorded has failed, and leaves nothing.
	 *
	 * @throws ModelException if the networks cannot be loaded: then no movie can be done
	 */
	MovieRecord run(final MovieItem item, final Progress progress) throws ModelException {
		final MovieOutputs files = MovieOutputs.of(options.results(), item);
		final MovieRecord record = labelled(item, files, progress);
		try {
			record.write(options.results());
			return record;
		}
		catch (final IOException e) {
			final MovieRecord failed = record.isDone() ? failed(item, sentence(e)) : record;
			try {
				files.delete();
				failed.write(options.results());
			}
			catch (final IOException again) {
				// NB: it is in the report
			}
			return failed;
		}
	}

	// -- Helper methods --

	private MovieRecord labelled(final MovieItem item, final MovieOutputs files, final Progress progress)
		throws ModelException
	{
		final long start = System.nanoTime();
		try {
			files.delete();
			try (Movie movie = open(item)) {
				labeler.load();
				return label(item, movie, files, progress, start);
			}
		}
		catch (final CancellationException e) {
			throw e;
		}
		catch (final ModelException e) {
			if (!labeler.isLoaded()) throw e;
			return failed(item, sentence(e));
		}
		catch (final OutOfMemoryError e) {
			return failed(item, "Java ran out of memory; give it more, or use smaller movies.");
		}
		catch (final IOException | RuntimeException | LinkageError | StackOverflowError e) {
			return failed(item, sentence(e));
		}
	}

	/** One line, whatever libraries say. */
	private static String sentence(final Throwable failure) {
		final String message = Objects.requireNonNullElse(failure.getMessage(), "").replaceAll("\\s*\\R\\s*", " ").trim();
		final boolean ours = failure instanceof IOException || failure instanceof IllegalArgumentException;
		final String text = ours && !message.isEmpty() ? message : "Unexpected " + failure.getClass().getSimpleName() +
			": " + message;
		return text.endsWith(".") ? text : text + ".";
	}

	/** NB: the last frame is read first: a truncated file is found now, not after an hour. */
	private Movie open(final MovieItem item) throws IOException {
		Names.requireUsable(options.folder(), item.file());
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

	private MovieRecord label(final MovieItem item, final Movie movie, final MovieOutputs files, final Progress progress,
		final long start) throws IOException
	{
		try (LabelOutputs outputs = files.open(movie.info())) {
			final Labelled result = labeler.label(item, movie, outputs, progress);
			outputs.commit(result.lineage(), result.provenance());
			final int frames = movie.info().frames();
			final double seconds = (System.nanoTime() - start) * 1e-9;
			return new MovieRecord(item, Status.DONE, "", settings(item), labeler.model(), labeler.checksum(), Environment
				.withEngine(), result.device(), frames, result.lineage().size(), seconds, frames / seconds, files.sizes());
		}
	}

	private MovieRecord failed(final MovieItem item, final String reason) {
		Map<String, Object> settings;
		try {
			settings = settings(item);
		}
		catch (final IOException | RuntimeException e) {
			settings = Map.of();
		}
		return new MovieRecord(item, Status.FAILED, reason, settings, labeler.model(), labeler.checksum(), Environment
			.describe(), "", 0, 0, 0, 0, Map.of());
	}

	private Map<String, Object> settings(final MovieItem item) throws IOException {
		final Map<String, Object> settings = new TreeMap<>(labeler.settings(item));
		settings.put("channel", options.part().channel());
		settings.put("axis", options.part().axis().name().toLowerCase(Locale.ROOT));
		return settings;
	}
}
