package org.maskvos.movie;

/**
 * The planes of a hyperstack that make up the movie: one channel, all positions
 * along one axis.
 *
 * @param channels number of channels
 * @param channel the 0-based chosen one
 * @param frames number of frames
 * @param axis TIME or Z
 * @param channelsFirst whether neighbouring planes differ in channel
 */
public record Selection(int channels, int channel, int frames, Axis axis, boolean channelsFirst) {

	/** A week at 25 frames a second has as many: more are a damaged file. */
	private static final int MOST_FRAMES = 1 << 24;

	/**
	 * Chooses the planes.
	 *
	 * @param name of the image, beginning a sentence
	 * @param rgb whether a plane holds three colours
	 * @throws MovieException if the image is not one movie, or lacks the channel
	 */
	public static Selection of(final String name, final boolean rgb, final int channels, final int slices,
		final int times, final MovieOptions options) throws MovieException
	{
		final int channel = options.channel();
		if (rgb && channel != 1) throw new MovieException(name +
			" is an RGB image, whose colours are read together; channel " + channel + " does not exist.");
		if (channel < 1 || channel > channels) throw new MovieException(name + " has " + count(channels, "channel") +
			"; channel " + channel + " does not exist.");
		if (Math.max(slices, times) > MOST_FRAMES) throw new MovieException(name + " has " + Math.max(slices, times) +
			" frames, more than any movie has.");
		if (slices > 1 && times > 1) throw new MovieException(name + " has " + slices + " slices and " + times +
			" time points; project it along Z or duplicate one slice first.");
		if (options.axis() == Axis.TIME && slices > 1) throw new MovieException(name + " has one time point and " + slices +
			" slices; choose axis z or auto to take the slices for time.");
		if (options.axis() == Axis.Z && times > 1) throw new MovieException(name + " has one slice and " + times +
			" time points; choose axis time or auto.");
		final boolean time = times > 1 || options.axis() == Axis.TIME;
		return new Selection(channels, channel - 1, Math.max(slices, times), time ? Axis.TIME : Axis.Z, true);
	}

	/** The same planes in a file where channels vary fastest, or slowest. */
	public Selection withChannelsFirst(final boolean first) {
		return new Selection(channels, channel, frames, axis, first);
	}

	/** 0-based index of a frame's plane. */
	public int plane(final int t) {
		if (t < 0 || t >= frames) throw new IndexOutOfBoundsException("Frame " + t + " of " + frames);
		return channelsFirst ? t * channels + channel : channel * frames + t;
	}

	private static String count(final int n, final String noun) {
		return n + " " + noun + (n == 1 ? "" : "s");
	}
}
