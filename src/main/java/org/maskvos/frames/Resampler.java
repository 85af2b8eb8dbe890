package org.maskvos.frames;

import java.util.Arrays;

/**
 * Resizes planes of one size to another with a triangle filter: bilinear when
 * enlarging, wide enough to avoid aliasing when reducing. Half-pixel centres.
 */
public final class Resampler {

	/** For each output position, the first input position and the weights from there on. */
	private record Taps(int[] first, float[][] weights) {

		static Taps of(final int from, final int to) {
			final double scale = (double) from / to;
			final double radius = Math.max(1, scale);
			final int[] first = new int[to];
			final float[][] weights = new float[to][];
			for (int i = 0; i < to; i++) {
				final double centre = (i + 0.5) * scale - 0.5;
				final int lo = Math.max(0, (int) Math.ceil(centre - radius + 1e-9));
				final int hi = Math.min(from - 1, (int) Math.floor(centre + radius - 1e-9));
				first[i] = Math.min(lo, hi);
				weights[i] = new float[Math.max(1, hi - lo + 1)];
				double sum = 0;
				for (int k = 0; k < weights[i].length; k++)
					sum += weights[i][k] = (float) Math.max(1e-6, 1 - Math.abs(first[i] + k - centre) / radius);
				for (int k = 0; k < weights[i].length; k++)
					weights[i][k] /= (float) sum;
			}
			return new Taps(first, weights);
		}
	}

	private final int width;
	private final int height;
	private final int newWidth;
	private final int newHeight;
	private final Taps x;
	private final Taps y;
	private final float[] rows;

	/** @param width of the planes that go in, and further sizes, in px */
	public Resampler(final int width, final int height, final int newWidth, final int newHeight) {
		this.width = width;
		this.height = height;
		this.newWidth = newWidth;
		this.newHeight = newHeight;
		x = Taps.of(width, newWidth);
		y = Taps.of(height, newHeight);
		rows = new float[newWidth * height];
	}

	/** For planes that are made larger by a factor, or smaller if it is below 1. */
	public static Resampler scaling(final int width, final int height, final double factor) {
		return new Resampler(width, height, (int) Math.max(1, Math.round(width * factor)), (int) Math.max(1, Math.round(
			height * factor)));
	}

	/** Of the planes that come out, in px. */
	public int newWidth() {
		return newWidth;
	}

	/** Of the planes that come out, in px. */
	public int newHeight() {
		return newHeight;
	}

	/** @return a new plane, {@code newWidth * newHeight}, row major; the same one if nothing changes */
	public float[] apply(final float[] plane) {
		if (width == newWidth && height == newHeight) return plane;
		final float[] out = new float[newWidth * newHeight];
		apply(plane, out);
		return out;
	}

	/** @param out receives the new plane, {@code newWidth * newHeight}, row major */
	public void apply(final float[] plane, final float[] out) {
		if (width == newWidth && height == newHeight) {
			System.arraycopy(plane, 0, out, 0, out.length);
			return;
		}
		for (int v = 0; v < height; v++)
			for (int u = 0; u < newWidth; u++)
				rows[v * newWidth + u] = weighted(plane, v * width + x.first[u], x.weights[u]);
		Arrays.fill(out, 0);
		for (int v = 0; v < newHeight; v++) {
			final float[] weights = y.weights[v];
			for (int k = 0; k < weights.length; k++) {
				final int start = (y.first[v] + k) * newWidth;
				for (int u = 0; u < newWidth; u++)
					out[v * newWidth + u] += weights[k] * rows[start + u];
			}
		}
	}

	private static float weighted(final float[] plane, final int start, final float[] weights) {
		float sum = 0;
		for (int k = 0; k < weights.length; k++)
			sum += weights[k] * plane[start + k];
		return sum;
	}
}
