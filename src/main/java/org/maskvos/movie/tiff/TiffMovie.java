package org.maskvos.movie.tiff;

import ij.io.FileInfo;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;
import org.maskvos.files.Titles;
import org.maskvos.movie.Movie;
import org.maskvos.movie.MovieException;
import org.maskvos.movie.MovieInfo;
import org.maskvos.movie.MovieOptions;
import org.maskvos.movie.Selection;

/** A TIFF file, one plane in memory at a time. */
public final class TiffMovie implements Movie {

	private final Path path;
	private final TiffPages pages;
	private final Selection selection;
	private final MovieInfo info;

	/**
	 * @throws MovieException if the file is damaged, of a kind that is not read, or not
	 *           one movie
	 */
	public TiffMovie(final Path path, final MovieOptions options) throws IOException {
		this.path = path;
		pages = new TiffPages(path);
		boolean done = false;
		try {
			final FileInfo metadata = pages.metadata();
			final TiffLayout layout = TiffLayout.of(path, metadata, pages.count());
			selection = Selection.of(path.toString(), pages.rgb(), pages.channels() * layout.channels(), layout.slices(),
				layout.frames(), options).withChannelsFirst(layout.channelsFirst() || layout.channels() == 1);
			info = new MovieInfo(Titles.withoutSuffix(Titles.of(path)), metadata.width, metadata.height, pages.rgb() ? 3 : 1,
				selection.frames(), selection.axis(), layout.calibration());
			done = true;
		}
		finally {
			if (!done) pages.close();
		}
	}

	// -- Movie methods --

	@Override
	public MovieInfo info() {
		return info;
	}

	@Override
	public ArrayImg<FloatType, FloatArray> frame(final int t) throws IOException {
		final int plane = selection.plane(t);
		try {
			final float[] pixels = pages.read(plane / pages.channels(), plane % pages.channels(), info.channels());
			return ArrayImgs.floats(pixels, info.width(), info.height(), info.channels());
		}
		catch (final MovieException exc) {
			throw exc;
		}
		catch (final EOFException exc) {
			throw new MovieException(path + " is truncated: it ends within frame " + (t + 1) + ".", exc);
		}
		catch (final IOException | RuntimeException exc) {
			final String why = exc instanceof IOException && exc.getMessage() != null ? " (" + exc.getMessage() + ")" : "";
			throw new MovieException(path + " is damaged: frame " + (t + 1) + " cannot be read" + why + ".", exc);
		}
	}

	@Override
	public void close() throws IOException {
		pages.close();
	}
}
