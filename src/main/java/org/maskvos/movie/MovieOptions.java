package org.maskvos.movie;

/**
 * Which part of an image is the movie. Immutable; the {@code with} methods
 * return changed copies.
 *
 * @param channel 1-based channel of a multi-channel image
 * @param axis the axis taken for time
 */
public record MovieOptions(int channel, Axis axis) {

	/** First channel, time axis found automatically. */
	public static MovieOptions defaults() {
		return new MovieOptions(1, Axis.AUTO);
	}

	public MovieOptions withChannel(final int newChannel) {
		return new MovieOptions(newChannel, axis);
	}

	public MovieOptions withAxis(final Axis newAxis) {
		return new MovieOptions(channel, newAxis);
	}
}
