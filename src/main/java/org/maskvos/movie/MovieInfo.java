package org.maskvos.movie;

/**
 * What is known of a movie before its first frame is read.
 *
 * @param title name of the movie, without folder and file suffix
 * @param width in px
 * @param height in px
 * @param channels planes per frame: 1, or 3 for RGB
 * @param frames number of frames along {@code axis}
 * @param axis the axis that is taken for time; {@link Axis#TIME} or
 *          {@link Axis#Z}, never {@link Axis#AUTO}
 * @param calibration pixel size and frame interval
 */
public record MovieInfo(String title, int width, int height, int channels, int frames, Axis axis,
		FrameCalibration calibration) {}
