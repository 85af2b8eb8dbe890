package org.maskvos.labels;

/**
 * What a network says of every pixel of a frame. The arrays are row major
 * ({@code index = y * width + x}), have {@code width * height} values, and are
 * not copied.
 *
 * @param width in px
 * @param height in px
 * @param foreground probability in [0, 1] that an object is here
 * @param boundary probability in [0, 1] of a thin zone at the edges of objects
 *          and between touching ones
 * @param distance in [0, 1]: distance to the object's edge divided by that
 *          object's largest such distance, so that every object, a thin rod
 *          too, has a ridge near 1
 */
public record PredictedMaps(int width, int height, float[] foreground, float[] boundary, float[] distance) {

	/** @throws IllegalArgumentException if an array has another length */
	public PredictedMaps {
		final long n = (long) width * height;
		if (foreground.length != n || boundary.length != n || distance.length != n) throw new IllegalArgumentException(
			"maps of " + width + " x " + height + " need " + n + " values each, not " + foreground.length + ", " +
				boundary.length + ", " + distance.length);
	}

	/** Room for the maps of a frame. */
	public static PredictedMaps allocate(final int width, final int height) {
		final int n = width * height;
		return new PredictedMaps(width, height, new float[n], new float[n], new float[n]);
	}
}
