package org.maskvos.io;

import ij.ImagePlus;

import java.io.IOException;
import java.nio.file.Path;
import org.maskvos.movie.FiniteMovie;
import org.maskvos.movie.Movie;
import org.maskvos.movie.MovieException;
import org.maskvos.movie.MovieInfo;
import org.maskvos.movie.MovieOptions;
import org.maskvos.movie.MovieSink;
import org.maskvos.movie.PrefetchedMovie;
import org.maskvos.movie.omezarr.OmeZarr;
import org.maskvos.movie.tiff.TiffMovieSink;

/** Opens, reads ahead and saves movies. */
public final class Movies {

	private Movies() {
		// NB: static methods only
	}

	/**
	 * Opens a file, a folder of frames or an OME-Zarr image. Nothing but headers is read; frames are
	 * read when they are asked for.
	 *
	 * @param path a TIFF stack, a folder of TIFF, PNG or JPEG frames (natural
	 *          order: frame2 before frame10), an OME-Zarr image, an AVI, or whatever else ImageJ, or
	 *          Bio-Formats where it is installed, can open
	 * @param options channel and time axis
	 * @return an open movie, to be closed by the caller
	 * @throws MovieException if it cannot be read; the message names the file
	 */
	public static Movie open(final Path path, final MovieOptions options) throws IOException {
		return new FiniteMovie(MovieOpener.open(path.toAbsolutePath().normalize(), options));
	}

	/**
	 * Counts the series of a file: the images, each a movie, that some formats of
	 * microscopes hold.
	 *
	 * @return 1 or more; 1 too for what cannot be read, which opening it will tell
	 */
	public static int series(final Path path) {
		return MovieOpener.series(path.toAbsolutePath().normalize());
	}

	/** Whether a path is a Zarr folder, which is no folder of files for people, whatever lies in it. */
	public static boolean isZarr(final Path path) {
		return OmeZarr.isOne(path);
	}

	/**
	 * Reads the planes of an open image. Virtual stacks stay virtual. The image,
	 * its current position included, is not changed, and closing the movie does
	 * not close the image.
	 *
	 * @throws MovieException if the image is not one movie, e.g. has both slices
	 *           and time points; the message names it
	 */
	public static Movie of(final ImagePlus image, final MovieOptions options) throws IOException {
		return new FiniteMovie(MovieOpener.of(image, options));
	}

	/**
	 * Reads ahead in a thread of its own, at most {@code frames} frames. Meant for
	 * reading in order: a jump is correct, but throws away what was read ahead.
	 *
	 * @param movie stays open when the returned movie, which must be closed before it, is closed
	 * @param frames 1 or more
	 */
	public static Movie prefetched(final Movie movie, final int frames) {
		return new PrefetchedMovie(movie, frames);
	}

	/**
	 * Saves a movie of one channel as an ImageJ TIFF stack.
	 *
	 * @param movie read once, in order; stays open
	 * @param target a {@code .tif} file; replaced if it exists
	 * @param bits 8 or 16; intensities are rounded and clipped to the range
	 */
	public static void save(final Movie movie, final Path target, final int bits) throws IOException {
		try (MovieSink sink = sink(target, movie.info(), bits)) {
			for (int t = 0; t < movie.info().frames(); t++)
				sink.write(movie.frame(t));
			sink.commit();
		}
	}

	/**
	 * Saves a movie frame by frame, as {@link #save} does.
	 *
	 * @param info size, length, axis and calibration of what will be written; one
	 *          channel
	 */
	public static MovieSink sink(final Path target, final MovieInfo info, final int bits) throws IOException {
		return new TiffMovieSink(target, info, bits);
	}
}
