package org.maskvos.vos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.maskvos.files.Part;
import org.maskvos.files.Publication;
import org.maskvos.io.LabelMovies;
import org.maskvos.labels.Lineage;
import org.maskvos.movie.LabelSink;
import org.maskvos.movie.MovieException;
import org.maskvos.movie.MovieInfo;

/**
 * The result of a movie: its labels, how they were made, and if wanted a table of its objects. They appear together
 * or not at all, also in the place of older ones.
 *
 * <pre>
 * try (LabelOutputs outputs = LabelOutputs.open(labels, table, movie.info())) {
 * 	SegmentationReport report = segmenter.segment(movie, outputs, progress);
 * 	outputs.commit(report.lineage(), report.provenance());
 * }
 * </pre>
 */
public final class LabelOutputs implements FrameConsumer, AutoCloseable {

	private final LabelSink labels;
	/** Null if none is wanted. */
	private final TrackFile table;

	private LabelOutputs(final LabelSink labels, final TrackFile table) {
		this.labels = labels;
		this.table = table;
	}

	/**
	 * Labels in a file or folder.
	 *
	 * @param labels see {@link LabelMovies#sink}
	 * @param table see {@link TrackFile}; null for none
	 * @param info of the movie
	 * @throws MovieException if one of them cannot be written; the message names it
	 */
	public static LabelOutputs open(final Path labels, final Path table, final MovieInfo info) throws IOException {
		return of(LabelMovies.sink(labels, info, ""), table, info);
	}

	/**
	 * Labels in any sink.
	 *
	 * @param labels closed with this, or if the table cannot be written
	 * @param table see {@link TrackFile}; null for none
	 * @param info of the movie
	 * @throws MovieException if the table cannot be written; the message names it
	 */
	public static LabelOutputs of(final LabelSink labels, final Path table, final MovieInfo info) throws IOException {
		try {
			return new LabelOutputs(labels, table == null ? null : new TrackFile(table, info));
		}
		catch (final IOException exc) {
			labels.close();
			throw exc;
		}
	}

	@Override
	public void accept(final FrameResult result) throws IOException {
		labels.write(result.labels());
		if (table != null) table.write(result);
	}

	/**
	 * Publishes the complete result under its final names.
	 *
	 * @param lineage all tracks
	 * @param provenance how the labels were made
	 */
	public void commit(final Lineage lineage, final String provenance) throws IOException {
		labels.setProvenance(provenance);
		final List<Part> parts = new ArrayList<>(labels.prepare());
		if (table != null) parts.add(table.prepare(lineage));
		Publication.of(parts);
	}

	/** Discards what was not committed. */
	@Override
	public void close() throws IOException {
		try (labels; table) {
			// NB: both are closed, whatever happens to one of them
		}
	}
}
