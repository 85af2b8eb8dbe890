package org.maskvos.movie;

/**
 * Which part of an image is the movie. Immutable; the {@code with} methods
 * return changed copies.
 *
 * @param series 1-based image of a file that holds several
 * @param channel 1-based channel of a multi-channel image
 * @param axis the axis taken for time
 */
public record MovieOptions(int series, int channel, Axis axis) {

	/** First series and channel, time axis found automatically. */
	public static MovieOptions defaults() {
		return new MovieOptions(1, 1, Axis.AUTO);
	}

	public MovieOptions withSeries(final int newSeries) {
		return new MovieOptions(newSeries, channel, axis);
	}

	public MovieOptions withChannel(final int newChannel) {
		return new MovieOptions(series, newChannel, axis);
	}

	public MovieOptions withAxis(final Axis newAxis) {
		return new MovieOptions(series, channel, newAxis);
	}
}
