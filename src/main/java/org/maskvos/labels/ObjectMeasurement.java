package org.maskvos.labels;

/**
 * One object in one frame.
 *
 * @param frame 0-based
 * @param id of the track
 * @param parent id of the object that divided into this one, 0 if none
 * @param area in px
 * @param x centroid in px; the centre of the first pixel is 0
 * @param y likewise
 * @param minX leftmost pixel
 * @param minY topmost pixel
 * @param maxX rightmost pixel, inclusive
 * @param maxY lowest pixel, inclusive
 * @param touchesBorder whether it reaches the edge of the image, and so may be
 *          larger than what is seen
 * @param meanIntensity over its pixels (and the channels of an RGB movie), raw
 *          values; NaN where there is no intensity image
 */
public record ObjectMeasurement(int frame, int id, int parent, int area, double x, double y, int minX, int minY,
		int maxX, int maxY, boolean touchesBorder, double meanIntensity) {}
