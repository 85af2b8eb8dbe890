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
	private final TiffPages pages;
	private final Selection selection;
	private final MovieInfo info;
	private final RandomAccessFile file;

	/**
	 * @throws MovieException if the file is damaged, of a kind that ImageJ cannot
	 *           read, or not one movie
	 */
	TiffMovie(final Path path, final MovieOptions options) throws IOException {
		this.path = path;
		pages = new TiffPages(path);
		final FileInfo first = pages.first();
		final TiffLayout layout = TiffLayout.of(path, first, pages.count());
		selection = Selection.of(path.toString(), pages.rgb(), pages.samples() * layout.channels(), layout.slices(), layout
			.frames(), options).withChannelsFirst(layout.channelsFirst() || layout.channels() == 1);
		info = new MovieInfo(Titles.withoutSuffix(Titles.of(path)), first.width, first.height, pages.rgb() ? 3 : 1,
			selection.frames(), selection.axis(), layout.calibration());
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
		final FileInfo page = pages.page(plane / pages.samples());
		final int offset = page.fileType == FileInfo.GRAY16_SIGNED ? Planes.SIGNED_OFFSET : 0;
		Object pixels = read(page, t);
		if (pixels instanceof Object[]) pixels = ((Object[]) pixels)[plane % pages.samples()];
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
			if (TiffPages.end(page) > file.length()) throw new EOFException();
			file.seek(page.longOffset);
			// NB: ImageJ seeks to the strips itself where a page has several.
			final Object pixels = new StrictImageReader(page).readPixels(new RandomAccessStream(file), 0);
			if (pixels != null) return pixels;
		}
		catch (final EOFException exc) {
			throw new MovieException(path + " is truncated: it ends within frame " + (t + 1) + ".", exc);
		}
		catch (final IOException exc) {
			throw new MovieException(path + ": frame " + (t + 1) + " cannot be read: " + exc.getMessage() + ".", exc);
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
