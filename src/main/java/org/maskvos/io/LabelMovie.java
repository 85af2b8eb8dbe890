package org.maskvos.io;

import java.io.IOException;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.type.numeric.integer.IntType;
import org.maskvos.movie.Labels;
import org.maskvos.movie.Movie;
import org.maskvos.movie.MovieException;
import org.maskvos.movie.MovieInfo;
import org.maskvos.movie.Pixels;

/** A movie whose intensities are object ids. */
public final class LabelMovie implements AutoCloseable {

	private final Movie movie;
	private final String name;
	/** What to close besides; null for nothing. */
	private final LabelMovie opened;
	/** Whether a frame showed that these are labels, not a picture. */
	private boolean known;

	/** @param name beginning a sentence */
	LabelMovie(final Movie movie, final String name) throws IOException {
		this(movie, name, null);
	}

	private LabelMovie(final Movie movie, final String name, final LabelMovie opened) throws IOException {
		this.movie = movie;
		this.name = name;
		this.opened = opened;
		if (movie.info().channels() == 1) return;
		movie.close();
		throw new MovieException(name + " is an RGB image, not a label image.");
	}

	/** The same movie, read ahead in a thread of its own; see {@link Movies#prefetched}. It takes this one's place. */
	public LabelMovie prefetched(final int frames) throws IOException {
		return new LabelMovie(Movies.prefetched(movie, frames), name, this);
	}

	/** Size, length, title and calibration. */
	public MovieInfo info() {
		return movie.info();
	}

	/**
	 * Reads one frame.
	 *
	 * @param t 0-based index in time
	 * @return axes X, Y; 0 is background
	 * @throws IOException if the frame cannot be read, holds other values than
	 *           integers from 0 to 2^24, or is a picture (see {@link LabelComponents}); the message names the file
	 */
	public ArrayImg<IntType, IntArray> frame(final int t) throws IOException {
		final float[] in = Pixels.floats(movie.frame(t));
		final int[] ids = new int[in.length];
		float same = 0; // NB: labels come in runs: background, at first
		for (int i = 0, id = 0; i < ids.length; i++) {
			if (in[i] == same) {
				ids[i] = id;
				continue;
			}
			same = in[i];
			ids[i] = id = (int) same;
			if (ids[i] != in[i] || ids[i] < 0 || ids[i] > Labels.MAX_FLOAT) throw new MovieException(name +
				" is not a label image: frame " + (t + 1) + " holds the value " + in[i] + ".");
		}
		if (!known && LabelComponents.canTell(ids)) {
			requireLabels(LabelComponents.of(ids, info().width()), t);
			known = true;
		}
		return ArrayImgs.ints(ids, info().width(), info().height());
	}

	@Override
	public void close() throws IOException {
		movie.close();
		if (opened != null) opened.close();
	}

	// -- Helper methods --

	private void requireLabels(final LabelComponents found, final int t) throws MovieException {
		if (found.isPicture()) throw new MovieException(name + " is not a label image: the " + found.values() +
			" values of frame " + (t + 1) + " are scattered in " + found.components() +
			" pieces, as in a picture of cells, or a mask with smoothed edges; each object needs a value of its own.");
	}
}
