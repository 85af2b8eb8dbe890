package org.maskvos.vos;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

import org.maskvos.files.Leftovers;
import org.maskvos.labels.Lineage;
import org.maskvos.labels.ObjectTable;
import org.maskvos.labels.TrackTable;
import org.maskvos.movie.MovieException;
import org.maskvos.movie.MovieInfo;

/**
 * Where the objects of a result are written, as a table in a file: {@code .csv},
 * one row per object and frame ({@link ObjectTable}), or {@code .txt}, one line
 * per track ({@link TrackTable}).
 * <p>
 * Rows are written as frames come, beside the final name; {@link #commit}
 * publishes the file, and what is closed without leaves nothing behind.
 * </p>
 */
public final class TrackFile implements AutoCloseable {

	private final Path target;
	private final Path part;
	private final BufferedWriter out;
	/** Null for one line per track. */
	private final ObjectTable table;

	/**
	 * @param target replaced when the table is committed
	 * @param info of the movie
	 * @throws MovieException if the file cannot be written; the message names it
	 */
	public TrackFile(final Path target, final MovieInfo info) throws MovieException {
		this.target = target.toAbsolutePath().normalize();
		final String name = this.target.getFileName().toString();
		if (!name.toLowerCase(Locale.ROOT).matches(".+\\.(csv|txt)"))
			throw new MovieException(target + " cannot be written: the name of a table must end in .csv or .txt.");
		if (Files.isDirectory(this.target)) throw new MovieException(target + " is a folder; name a .csv or .txt file to write.");
		if (!Files.isDirectory(this.target.getParent()))
			throw new MovieException(target + " cannot be written: the folder " + this.target.getParent() + " does not exist.");
		table = name.toLowerCase(Locale.ROOT).endsWith(".csv") ? new ObjectTable(info.calibration()) : null;
		part = this.target.resolveSibling("." + name + ".part");
		Leftovers.add(part);
		try {
			out = Files.newBufferedWriter(part);
			if (table != null) table.writeHeader(out);
		}
		catch (final IOException e) {
			throw failed(e);
		}
	}

	/** Appends the objects of the next frame. */
	public void write(final FrameResult result) throws MovieException {
		if (table == null) return;
		try {
			table.write(ObjectTable.measure(result.t(), result.labels(), result.frame(), result.lineage()), out);
		}
		catch (final IOException e) {
			throw failed(e);
		}
	}

	/**
	 * Publishes the complete file under its final name.
	 *
	 * @param lineage all tracks
	 */
	public void commit(final Lineage lineage) throws MovieException {
		try {
			if (table == null) TrackTable.write(lineage.tracks(), out);
			out.close();
			Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
		}
		catch (final IOException e) {
			throw failed(e);
		}
	}

	/** Discards what was not committed. */
	@Override
	public void close() throws IOException {
		out.close();
		Files.deleteIfExists(part);
		Leftovers.forget(part);
	}

	// -- Helper methods --

	private MovieException failed(final IOException e) {
		return new MovieException(target + " cannot be written: " + e.getMessage() + ".", e);
	}
}
