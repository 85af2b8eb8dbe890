package org.maskvos.movie;

import java.io.IOException;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

/** A movie by whatever reader, whose failures are sentences. */
public final class GuardedMovie implements Movie {

	private final String name;
	private final Movie movie;

	private GuardedMovie(final String name, final Movie movie) {
		this.name = name;
		this.movie = movie;
	}

	/**
	 * @param name beginning a sentence
	 * @throws MovieException if it cannot be opened, for whatever reason
	 */
	public static Movie open(final String name, final Guard.Work<Movie> opening) throws MovieException {
		return new GuardedMovie(name, Guard.run(name, opening));
	}

	// -- Movie methods --

	@Override
	public MovieInfo info() {
		return movie.info();
	}

	@Override
	public ArrayImg<FloatType, FloatArray> frame(final int t) throws IOException {
		if (t < 0 || t >= info().frames()) throw new IndexOutOfBoundsException("Frame " + t + " of " + info().frames());
		return Guard.run(name + ": frame " + (t + 1), () -> movie.frame(t));
	}

	@Override
	public void close() throws IOException {
		movie.close();
	}
}
