package org.maskvos.frames;

import java.util.Arrays;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

import org.maskvos.movie.MovieInfo;
import org.maskvos.movie.Pixels;

/**
 * The way from the raw frames of a movie to the planes of a network, contrast, colour and size, and back.
 *
 * <pre>
 * NetworkFrames frames = NetworkFrames.scaling(movie.info(), 24 / diameter, Contrast.ofEachFrame());
 * float[][] planes = frames.planes(movie.frame(0));
 * </pre>
 *
 * Has work space of its own: frames go in from one thread at a time, and planes come back from one.
 */
public final class NetworkFrames {

	private final Contrast contrast;
	private final int width, height;
	private final Resampler in, out;
	/** A plane in the movie's size. */
	private final float[] work;

	/**
	 * @param networkWidth of the frames as the network sees them, in px
	 * @param networkHeight likewise
	 * @param contrast of grey frames; colours are taken from 0 to 255 as they are
	 */
	public NetworkFrames(final MovieInfo info, final int networkWidth, final int networkHeight, final Contrast contrast) {
		this(info, new Resampler(info.width(), info.height(), networkWidth, networkHeight), contrast);
	}

	private NetworkFrames(final MovieInfo info, final Resampler in, final Contrast contrast) {
		this.contrast = contrast;
		this.in = in;
		width = info.width();
		height = info.height();
		out = new Resampler(in.newWidth(), in.newHeight(), width, height);
		work = new float[width * height];
	}

	/** @param factor network px per px of the movie */
	public static NetworkFrames scaling(final MovieInfo info, final double factor, final Contrast contrast) {
		return new NetworkFrames(info, Resampler.scaling(info.width(), info.height(), factor), contrast);
	}

	/** Of the frames as the network sees them, in px. */
	public int width() {
		return in.newWidth();
	}

	/** Of the frames as the network sees them, in px. */
	public int height() {
		return in.newHeight();
	}

	// -- Into the network --

	/**
	 * @param frame axes X, Y, C with one or three channels
	 * @return one plane, or red, green and blue; in [0, 1], row major, in the network's size
	 */
	public float[][] planes(final ArrayImg<FloatType, FloatArray> frame) {
		final float[] values = Pixels.floats(frame);
		final int n = width * height;
		final float[][] planes = new float[values.length / n][width() * height()];
		for (int c = 0; c < planes.length; c++) {
			final float[] raw = planes.length == 1 ? values : Arrays.copyOfRange(values, c * n, (c + 1) * n);
			prepare(raw, planes.length == 1 ? contrast : Contrast.none(), planes[c]);
		}
		return planes;
	}

	/**
	 * @param frame axes X, Y, C with one or three channels, of which the luminance is taken
	 * @param plane receives intensities in [0, 1], row major, in the network's size
	 */
	public void grey(final ArrayImg<FloatType, FloatArray> frame, final float[] plane) {
		prepare(Luminance.of(frame), contrast, plane);
	}

	/** @return ids in the network's size, by the nearest pixel */
	public int[] labels(final int[] ids) {
		final int[] result = new int[width() * height()];
		for (int y = 0; y < height(); y++)
			for (int x = 0; x < width(); x++)
				result[y * width() + x] = ids[(int) ((y + 0.5) * height / height()) * width + (int) ((x + 0.5) * width /
					width())];
		return result;
	}

	// -- And back --

	/** @return a plane in the movie's size; the same one if that is the network's */
	public float[] enlarged(final float[] plane) {
		return out.apply(plane);
	}

	// -- Helper methods --

	private void prepare(final float[] raw, final Contrast how, final float[] plane) {
		how.apply(raw, work);
		in.apply(work, plane);
	}
}
