package org.maskvos.propagation;

/**
 * Zeros around a plane, so that its sides become multiples of a network's: half
 * of what is missing before, the rest behind.
 *
 * @param width in px
 * @param height in px
 * @param left columns of zeros before the plane
 * @param top rows of zeros before the plane
 * @param paddedWidth in px
 * @param paddedHeight in px
 */
record Padding(int width, int height, int left, int top, int paddedWidth, int paddedHeight) {

	static Padding of(final int width, final int height, final int multiple) {
		final int x = Math.floorMod(-width, multiple);
		final int y = Math.floorMod(-height, multiple);
		return new Padding(width, height, x / 2, y / 2, width + x, height + y);
	}

	/** @return a new plane of the padded size, row major */
	float[] pad(final float[] plane) {
		final float[] padded = new float[paddedWidth * paddedHeight];
		for (int y = 0; y < height; y++)
			System.arraycopy(plane, y * width, padded, (y + top) * paddedWidth + left, width);
		return padded;
	}

	/** @return the part of a padded plane that is not padding, as a new plane */
	float[] crop(final float[] padded) {
		final float[] plane = new float[width * height];
		for (int y = 0; y < height; y++)
			System.arraycopy(padded, (y + top) * paddedWidth + left, plane, y * width, width);
		return plane;
	}
}
