package org.maskvos.movie;

import java.util.Locale;

/** Refuses frames that Java cannot hold, before anything is allocated. */
public final class FrameMemory {

	/** A few bytes less than 2^31: the longest array of any Java VM. */
	public static final long LONGEST_ARRAY = Integer.MAX_VALUE - 8;

	private FrameMemory() {
		// NB: static methods only
	}

	/**
	 * Checks that a frame, its predecessor and its labels fit into the heap:
	 * whoever segments a movie holds at least these.
	 *
	 * @param name of the image, beginning a sentence
	 * @param channels planes per frame
	 * @param bytesPerPixel of the file
	 */
	public static void require(final String name, final long width, final long height, final int channels,
		final int bytesPerPixel) throws MovieException
	{
		require(name, width, height, channels, bytesPerPixel, Runtime.getRuntime().maxMemory());
	}

	/** The same with so much memory for Java, in bytes. */
	public static void require(final String name, final long width, final long height, final int channels,
		final int bytesPerPixel, final long heap) throws MovieException
	{
		if (width < 1 || height < 1) throw new MovieException(name + " has no pixels (" + width + " x " + height + ").");
		final double pixels = (double) width * height;
		final double bytes = pixels * (bytesPerPixel + 2 * 4 * channels + 4);
		final String frame = name + " is too large: a frame of " + width + " x " + height + " pixels ";
		if (pixels * channels > LONGEST_ARRAY) throw new MovieException(frame +
			"has more than 2^31 values; crop or downscale it.");
		if (bytes > heap) throw new MovieException(frame + "needs about " + gigabytes(bytes) + " GB and Java may use " +
			gigabytes(heap) + " GB; give Java more memory, or crop or downscale the movie.");
	}

	private static String gigabytes(final double bytes) {
		return String.format(Locale.ROOT, "%.1f", bytes / (1L << 30));
	}
}
