package org.maskvos.simulation;

/** Gaussian-like blur by three running means: its time does not depend on sigma. */
final class Blur {

	private final int width, height;

	Blur(final int width, final int height) {
		this.width = width;
		this.height = height;
	}

	/**
	 * Returns a blurred copy; beyond the border the image goes on with its last
	 * value.
	 *
	 * @param image {@code width * height} values, row major
	 * @param sigma in px
	 */
	float[] apply(final float[] image, final double sigma) {
		float[] source = image.clone(), target = new float[image.length];
		for (int pass = 0; pass < 3; pass++) {
			final int radius = radius(sigma, pass);
			if (radius == 0) continue;
			alongX(source, target, radius);
			alongY(target, source, radius);
		}
		return source;
	}

	// -- Helper methods --

	/** Three boxes of odd width whose variances add up to about sigma squared. */
	private static int radius(final double sigma, final int pass) {
		double left = 12 * sigma * sigma;
		int radius = 0;
		for (int i = 0; i <= pass; i++) {
			final double width = Math.sqrt(left / (3 - i) + 1);
			radius = (int) Math.max(0, Math.round((width - 1) / 2));
			left = Math.max(0, left - 4.0 * radius * (radius + 1));
		}
		return radius;
	}

	private void alongX(final float[] source, final float[] target, final int radius) {
		final float scale = 1f / (2 * radius + 1);
		for (int y = 0; y < height; y++) {
			final int row = y * width, last = row + width - 1;
			float sum = (radius + 1) * source[row];
			for (int i = 1; i <= radius; i++)
				sum += source[Math.min(row + i, last)];
			for (int p = row; p <= last; p++) {
				target[p] = sum * scale;
				sum += source[Math.min(p + radius + 1, last)] - source[Math.max(p - radius, row)];
			}
		}
	}

	/** All columns at once, which reads memory in order. */
	private void alongY(final float[] source, final float[] target, final int radius) {
		final float scale = 1f / (2 * radius + 1);
		final float[] sum = new float[width];
		for (int i = -radius; i <= radius; i++)
			add(source, row(i), 1, sum);
		for (int y = 0; y < height; y++) {
			for (int x = 0, p = y * width; x < width; x++, p++)
				target[p] = sum[x] * scale;
			add(source, row(y + radius + 1), 1, sum);
			add(source, row(y - radius), -1, sum);
		}
	}

	private int row(final int y) {
		return Math.max(0, Math.min(height - 1, y)) * width;
	}

	private void add(final float[] source, final int row, final float sign, final float[] sum) {
		for (int x = 0; x < width; x++)
			sum[x] += sign * source[row + x];
	}
}
