package org.maskvos.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import org.maskvos.movie.LabelMovies;
import org.maskvos.movie.LabelSink;
import org.maskvos.movie.MovieInfo;
import org.maskvos.vos.FrameConsumer;
import org.maskvos.vos.FrameResult;
import org.maskvos.vos.TrackFile;

/** The files that a movie of a batch leaves: {@code <name>-vos.tif} and {@code <name>-vos.csv}. */
final class MovieOutputs implements FrameConsumer, AutoCloseable {

	private static final String LABELS = "-vos.tif", TABLE = "-vos.csv";

	private final Path labelFile, tableFile;
	private final LabelSink labels;
	private final TrackFile table;

	MovieOutputs(final Path results, final MovieItem item, final MovieInfo info) throws IOException {
		labelFile = results.resolve(item.name() + LABELS);
		tableFile = results.resolve(item.name() + TABLE);
		labels = LabelMovies.tiff(labelFile, info, "");
		try {
			table = new TrackFile(tableFile, info);
		}
		catch (final IOException e) {
			labels.close();
			throw e;
		}
	}

	/** Removes what an earlier run left, so that it is not taken for the result of this one. */
	static void delete(final Path results, final MovieItem item) throws IOException {
		Files.deleteIfExists(results.resolve(item.name() + LABELS));
		Files.deleteIfExists(results.resolve(item.name() + TABLE));
	}

	@Override
	public void accept(final FrameResult result) throws IOException {
		labels.write(result.labels());
		table.write(result);
	}

	/**
	 * Publishes all files under their final names.
	 *
	 * @return names and sizes in bytes
	 */
	Map<String, Long> commit(final Labelled result) throws IOException {
		labels.setProvenance(result.provenance());
		labels.commit();
		table.commit(result.lineage());
		final Map<String, Long> outputs = new TreeMap<>();
		for (final Path file : new Path[] { labelFile, tableFile })
			outputs.put(file.getFileName().toString(), Files.size(file));
		return outputs;
	}

	@Override
	public void close() throws IOException {
		labels.close();
		table.close();
	}
}
