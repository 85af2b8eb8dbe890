package org.maskvos.movie.tiff;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;
import org.maskvos.files.Part;
import org.maskvos.files.PartFile;
import org.maskvos.movie.MovieException;
import org.maskvos.movie.MovieInfo;
import org.maskvos.movie.MovieSink;
import org.maskvos.movie.Pixels;

/** Grey frames into a TIFF file of 8 or 16 bits. */
public final class TiffMovieSink implements MovieSink {

	private final PartFile file;
	private final MovieInfo info;
	private final TiffStackWriter writer;
	private final int[] plane;
	private final int limit;
	private int min = Integer.MAX_VALUE, max;

	/**
	 * @param target a {@code .tif} file, replaced when the movie is published
	 * @param bits 8 or 16 for each pixel
	 */
	public TiffMovieSink(final Path target, final MovieInfo info, final int bits) throws IOException {
		if (bits != 8 && bits != 16) throw new IllegalArgumentException("Bits per pixel: " + bits + ", not 8 or 16");
		if (info.channels() != 1) throw new MovieException(target + " cannot be written: the movie has " + info.channels() +
			" channels, not one.");
		file = PartFile.tiff(target);
		this.info = info;
		limit = (1 << bits) - 1;
		plane = new int[info.width() * info.height()];
		try {
			writer = new TiffStackWriter(file.path(), new TiffHeader(info, bits, new byte[0]), TiffStackWriter.CLASSIC_LIMIT);
		}
		catch (final IOException exc) {
			throw file.abandoned(exc);
		}
	}

	// -- MovieSink methods --

	@Override
	public void write(final ArrayImg<FloatType, FloatArray> frame) throws IOException {
		if (frame.size() != plane.length) throw new IllegalArgumentException("A frame of " + frame.size() +
			" values in a movie of " + info.width() + " x " + info.height() + " pixels.");
		if (writer.planes() == info.frames()) throw new IllegalStateException("More than " + info.frames() +
			" frames written.");
		final float[] in = Pixels.floats(frame);
		for (int i = 0; i < plane.length; i++) {
			plane[i] = Math.max(0, Math.min(limit, Math.round(in[i])));
			min = Math.min(min, plane[i]);
			max = Math.max(max, plane[i]);
		}
		try {
			writer.append(plane);
		}
		catch (final IOException exc) {
			throw file.failed(exc);
		}
	}

	@Override
	public List<Part> prepare() throws IOException {
		if (writer.planes() < info.frames()) throw new IllegalStateException("Only " + writer.planes() + " of " + info
			.frames() + " frames written.");
		try {
			// NB: 8-bit images are shown as they are, 16-bit images from their minimum to their maximum.
			writer.finish(limit == 255 ? 0 : min, limit == 255 ? 255 : Math.max(max, min + 1));
			writer.close();
		}
		catch (final IOException exc) {
			throw file.failed(exc);
		}
		return List.of(file);
	}

	@Override
	public void close() throws IOException {
		try {
			writer.close();
		}
		finally {
			file.close();
		}
	}
}
