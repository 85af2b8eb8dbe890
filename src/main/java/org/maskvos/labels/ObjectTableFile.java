package org.maskvos.labels;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.type.numeric.integer.IntType;
import net.imglib2.type.numeric.real.FloatType;

import org.maskvos.movie.MovieException;
import org.maskvos.movie.MovieInfo;

/**
 * An {@link ObjectTable} as a file. Rows are written as the frames come;
 * {@link #commit} gives the file its name. A table that is closed without leaves
 * nothing behind, and an earlier file of the name as it was.
 */
public final class ObjectTableFile implements AutoCloseable {

	private final Path target;
	private final Path part;
	private final ObjectTable table;
	private final Writer out;

	/**
	 * @param target the CSV file to make; replaced if it exists
	 * @param info of the movie
	 * @throws MovieException if it cannot be written; the message names it
	 */
	public ObjectTableFile(final Path target, final MovieInfo info)
		throws IOException
	{
		this.target = target.toAbsolutePath();
		part = this.target.resolveSibling(this.target.getFileName() + ".part");
		table = new ObjectTable(info.calibration());
		try {
			out = Files.newBufferedWriter(part);
		}
		catch (final IOException exc) {
			throw unwritable(exc);
		}
		table.writeHeader(out);
	}

	/**
	 * Appends the objects of one frame.
	 *
	 * @param t 0-based index of the frame
	 * @param labels axes X, Y
	 * @param frame intensities, axes X, Y, C
	 * @param lineage knows the objects up to this frame
	 */
	public void write(final int t, final ArrayImg<IntType, IntArray> labels,
		final ArrayImg<FloatType, FloatArray> frame, final Lineage lineage)
		throws IOException
	{
		try {
			table.write(ObjectTable.measure(t, labels, frame, lineage), out);
		}
		catch (final IOException exc) {
			throw unwritable(exc);
		}
	}

	/** Publishes the complete table under its final name. */
	public void commit() throws IOException {
		try {
			out.close();
			Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
		}
		catch (final IOException exc) {
			throw unwritable(exc);
		}
	}

	@Override
	public void close() throws IOException {
		try {
			out.close();
		}
		finally {
			Files.deleteIfExists(part);
		}
	}

	// -- Helper methods --

	private MovieException unwritable(final IOException exc) {
		final String reason = exc.getClass() == IOException.class ? exc
			.getMessage() : exc.getClass().getSimpleName().replace("Exception", "")
				.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase();
		return new MovieException("The table " + target +
			" cannot be written: " + reason + ".", exc);
	}
}
