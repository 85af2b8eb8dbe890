package org.maskvos.movie;

import java.io.IOException;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

/**
 * A movie with the smallest finite intensity of the frame (0 if there is none) where no
 * finite intensity was measured: such pixels are background, and one NaN would spread
 * through a network over the whole frame.
 */
public final class FiniteMovie implements Movie {

	private final Movie movie;

	/** @param movie closed with this */
	public FiniteMovie(final Movie movie) {
		this.movie = movie;
	}

	// -- Movie methods --

	@Override
	public MovieInfo info() {
		return movie.info();
	}

	@Override
	public ArrayImg<FloatType, FloatArray> frame(final int t) throws IOException {
		final ArrayImg<FloatType, FloatArray> frame = movie.frame(t);
		replaceNonFinite(Pixels.floats(frame));
		return frame;
	}

	@Override
	public void close() throws IOException {
		movie.close();
	}

	// -- Helper methods --

	private static void replaceNonFinite(final float[] pixels) {
		float min = Float.POSITIVE_INFINITY;
		boolean finite = true;
		for (final float v : pixels) {
			if (!Float.isFinite(v)) finite = false;
			else if (v < min) min = v;
		}
		if (finite) return;
		if (min == Float.POSITIVE_INFINITY) min = 0;
		for (int i = 0; i < pixels.length; i++)
			if (!Float.isFinite(pixels[i])) pixels[i] = min;
	}
}
