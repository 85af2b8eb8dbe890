package org.maskvos.vos;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import org.maskvos.files.InputException;
import org.maskvos.files.Part;
import org.maskvos.files.PartFile;
import org.maskvos.files.Publication;
import org.maskvos.labels.Ancestry;
import org.maskvos.labels.Appearances;
import org.maskvos.labels.ContiguousTracks;
import org.maskvos.labels.Lineage;
import org.maskvos.labels.ObjectTable;
import org.maskvos.labels.TrackTable;
import org.maskvos.movie.MovieInfo;

/**
 * Where the objects of a result are written, as a table in a file: {@code .csv},
 * one row per object and frame ({@link ObjectTable}), or {@code .txt}, one line
 * per track without gaps ({@link TrackTable}, {@link ContiguousTracks}).
 * <p>
 * Rows are written as frames come, beside the final name; {@link #commit}
 * publishes the file, and what is closed without leaves nothing behind.
 * </p>
 */
public final class TrackFile implements AutoCloseable {

	private final PartFile file;
	private final BufferedWriter out;
	/** Null for one line per track. */
	private final ObjectTable table;
	private final Appearances shown = new Appearances();

	/**
	 * @param target replaced when the table is committed
	 * @param info of the movie
	 * @throws InputException if the file cannot be written; the message names it
	 */
	public TrackFile(final Path target, final MovieInfo info) throws IOException {
		file = PartFile.of(target, "\\.(csv|txt)", "the name of a table must end in .csv or .txt");
		table = target.toString().toLowerCase(Locale.ROOT).endsWith(".csv") ? new ObjectTable(info.calibration()) : null;
		try {
			out = new BufferedWriter(new OutputStreamWriter(file.create(), StandardCharsets.UTF_8));
			if (table != null) table.writeHeader(out);
		}
		catch (final IOException e) {
			throw file.abandoned(e);
		}
	}

	/** Appends the objects of the next frame. */
	public void write(final FrameResult result) throws InputException {
		try {
			if (table == null) shown.add(result.labels());
			else table.write(ObjectTable.measure(result.t(), result.labels(), result.frame(), result.lineage()), out);
		}
		catch (final IOException e) {
			throw file.failed(e);
		}
	}

	/**
	 * First half of {@link #commit}: writes what is left to write.
	 *
	 * @param lineage knows the parents
	 * @return what is to be published, alone or with other results
	 */
	Part prepare(final Lineage lineage) throws InputException {
		try {
			if (table == null) TrackTable.write(ContiguousTracks.of(shown, new Ancestry(lineage.tracks())).tracks(), out);
			out.close();
			return file;
		}
		catch (final IOException e) {
			throw file.failed(e);
		}
	}

	/**
	 * Publishes the complete file under its final name.
	 *
	 * @param lineage knows the parents
	 */
	public void commit(final Lineage lineage) throws IOException {
		Publication.of(List.of(prepare(lineage)));
	}

	/** Discards what was not committed. */
	@Override
	public void close() throws IOException {
		try {
			out.close();
		}
		finally {
			file.close();
		}
	}
}
