package org.maskvos.movie;

import java.io.IOException;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

/**
 * Frames in time order: one channel (or the three of an RGB image) of a
 * time-lapse, read one at a time.
 * <p>
 * A movie holds no more than a frame or two in memory, whatever its length.
 * It is read from one thread. Example:
 * </p>
 *
 * <pre>
 * try (Movie movie = Movies.open(Path.of("movie.tif"), MovieOptions.defaults())) {
 * 	for (int t = 0; t &lt; movie.info().frames(); t++)
 * 		process(movie.frame(t));
 * }
 * </pre>
 */
public interface Movie extends AutoCloseable {

	/** Size, length, title and calibration. */
	MovieInfo info();

	/**
	 * Reads one frame.
	 *
	 * @param t 0-based index in time
	 * @return raw intensities, axes X, Y, C; C has
	 *         {@link MovieInfo#channels()} planes (1, or 3 for red, green, blue).
	 *         All are finite: NaN and infinities are replaced by the smallest
	 *         finite intensity of the frame (0 if there is none). The caller may
	 *         write into it.
	 * @throws IOException if the frame cannot be read; the message names the file
	 */
	ArrayImg<FloatType, FloatArray> frame(int t) throws IOException;

	@Override
	default void close() throws IOException {}
}
