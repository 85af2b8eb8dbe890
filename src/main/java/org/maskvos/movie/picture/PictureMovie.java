package org.maskvos.movie.picture;

import java.awt.image.Raster;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

import org.maskvos.files.Inputs;
import org.maskvos.files.Titles;
import org.maskvos.movie.Axis;
import org.maskvos.movie.FrameCalibration;
import org.maskvos.movie.FrameMemory;
import org.maskvos.movie.Movie;
import org.maskvos.movie.MovieException;
import org.maskvos.movie.MovieInfo;
import org.maskvos.movie.MovieOptions;
import org.maskvos.movie.Pixels;
import org.maskvos.movie.Planes;
import org.maskvos.movie.Selection;

/**
 * A PNG, JPEG or BMP file: a movie of one frame. Indexed colours are read as their
 * indices (the object ids of DAVIS annotations); transparency is ignored.
 */
public final class PictureMovie implements Movie {

	/** A file may have so many bytes for each pixel, which are 4 channels of 16 bits, and so many besides. */
	private static final long PER_PIXEL = 8, BESIDES = 1 << 26;

	private final MovieInfo info;
	/** Grey values, row after row; null where {@link #frame} has the pixels. */
	private final byte[] grey;
	private final ArrayImg<FloatType, FloatArray> frame;

	/** @throws IOException if it is damaged, or too large; the message names the file */
	public PictureMovie(final Path path, final MovieOptions options) throws IOException {
		final int[] size = size(path);
		if (size == null) throw damaged(path, null);
		FrameMemory.require(path.toString(), size[0], size[1], 1, 4);
		final byte[] file = Inputs.read(path, PER_PIXEL * size[0] * size[1] + BESIDES);
		final PngChunks png = PngChunks.size(file) == null ? null : chunks(path, file);
		final boolean plain = png != null && PngBytes.isOne(png);
		grey = plain ? grey(path, png) : null;
		final Raster raster = plain ? null : raster(path, png == null ? file : png.encode());
		final int channels = plain ? 1 : PictureDecoder.channels(raster);
		final Selection selection = Selection.of(path.toString(), channels == 3, 1, 1, 1, options.withAxis(Axis.TIME));
		info = new MovieInfo(Titles.withoutSuffix(Titles.of(path)), size[0], size[1], channels, 1, selection.axis(),
			FrameCalibration.uncalibrated());
		frame = plain ? null : ArrayImgs.floats(PictureDecoder.intensities(raster, channels), size[0], size[1], channels);
	}

	/**
	 * Reads no more than the header of a file.
	 *
	 * @return width and height in px; null if the header cannot be read
	 */
	public static int[] size(final Path path) throws IOException {
		try (InputStream in = Files.newInputStream(path)) {
			final int[] size = PngChunks.size(in.readNBytes(PngChunks.HEADER));
			return size == null ? PictureDecoder.size(path) : size;
		}
	}

	// -- Movie methods --

	@Override
	public MovieInfo info() {
		return info;
	}

	@Override
	public ArrayImg<FloatType, FloatArray> frame(final int t) throws IOException {
		if (t != 0) throw new IndexOutOfBoundsException("Frame " + t + " of 1");
		if (grey != null) return Planes.frame(grey, info.width(), info.height(), 0);
		// NB: a caller may write into the frame it got.
		return ArrayImgs.floats(Pixels.floats(frame).clone(), info.width(), info.height(), info.channels());
	}

	// -- Helper methods --

	private static PngChunks chunks(final Path path, final byte[] file) throws MovieException {
		try {
			return PngChunks.of(file);
		}
		catch (final IOException exc) {
			throw damaged(path, exc);
		}
	}

	private static byte[] grey(final Path path, final PngChunks png) throws MovieException {
		try {
			return PngBytes.pixels(png);
		}
		catch (final IOException | RuntimeException exc) {
			throw damaged(path, exc);
		}
	}

	private static Raster raster(final Path path, final byte[] file) throws MovieException {
		try {
			return PictureDecoder.decode(path.toString(), file);
		}
		catch (final MovieException exc) {
			throw exc;
		}
		catch (final IOException exc) {
			throw damaged(path, exc);
		}
	}

	private static MovieException damaged(final Path path, final Exception exc) {
		return new MovieException(path + " cannot be read as an image; it is damaged or of an unknown kind.", exc);
	}
}
