package org.maskvos.movie;

import ij.io.FileInfo;
import ij.io.RandomAccessStream;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

/** A TIFF file, one plane in memory at a time. */
final class TiffMovie implements Movie {

	private final Path path;
	private final TiffPlanes planes;
	private final Selection selection;
	private final MovieInfo info;
	private final RandomAccessFile file;

	/**
	 * @throws MovieException if the file is damaged, of a kind that ImageJ cannot
	 *           read, or not one movie
	 */
	TiffMovie(final Path path, final MovieOptions options) throws IOException {
		this.path = path;
		planes = TiffPlanes.read(path);
		final ImageJDescription d = ImageJDescription.of(planes.first(), planes.count());
		selection = Selection.of(path.toString(), planes.rgb(), planes.samples() * d.channels(), d.slices(), d.frames(),
			options);
		final FileInfo first = planes.first();
		final int channels = planes.rgb() ? 3 : 1;
		FrameMemory.require(path.toString(), first.width, first.height, channels, first.getBytesPerPixel());
		info = new MovieInfo(Titles.withoutSuffix(Titles.of(path)), first.width, first.height, channels,
			selection.frames(), selection.axis(), d.calibration());
		file = new RandomAccessFile(path.toFile(), "r");
	}

	// -- Movie methods --

	@Override
	public MovieInfo info() {
		return info;
	}

	@Override
	public ArrayImg<FloatType, FloatArray> frame(final int t) throws IOException {
		final int plane = selection.plane(t);
		final FileInfo page = planes.page(plane / planes.samples());
		final int offset = page.fileType == FileInfo.GRAY16_SIGNED ? Planes.SIGNED_OFFSET : 0;
		Object pixels = read(page, t);
		if (pixels instanceof Object[]) pixels = ((Object[]) pixels)[plane % planes.samples()];
		return Planes.frame(pixels, info.width(), info.height(), offset);
	}

	@Override
	public void close() throws IOException {
		file.close();
	}

	// -- Helper methods --

	/** Reads a page; what ImageJ would log and pass over is an error here. */
	private Object read(final FileInfo page, final int t) throws IOException {
		try {
			// NB: ImageJ forgives the end of the file within the first image that it reads.
			if (TiffPlanes.end(page) > file.length()) throw new EOFException();
			file.seek(page.getOffset());
			// NB: ImageJ seeks to the strips itself where a page has several.
			final Object pixels = new StrictImageReader(page).readPixels(new RandomAccessStream(file), 0);
			if (pixels != null) return pixels;
		}
		catch (final EOFException exc) {
			throw new MovieException(path + " is truncated: it ends within frame " + (t + 1) + ".", exc);
		}
		catch (final RuntimeException exc) {
			throw damaged(t, exc);
		}
		throw damaged(t, null);
	}

	private MovieException damaged(final int t, final Exception cause) {
		return new MovieException(path + " is damaged: frame " + (t + 1) + " cannot be read.", cause);
	}
}
