package org.maskvos.simulation;

import java.util.Random;

/**
 * A tile of smooth random noise without an edge: several octaves of value noise,
 * zero mean, unit standard deviation.
 */
final class Texture {

	private static final int SIZE = 256;
	private static final int MASK = SIZE - 1;

	private final float[] tile = new float[SIZE * SIZE];

	/**
	 * @param random source of the noise
	 * @param coarse distance of the nodes of the coarsest octave, a power of two
	 * @param fine distance of the nodes of the finest one
	 */
	Texture(final Random random, final int coarse, final int fine) {
		for (int grid = coarse; grid >= fine; grid /= 2)
			addOctave(random, grid, Math.sqrt(grid));
		standardise();
	}

	/** Value at any position, interpolated linearly; periodic. */
	float at(final float x, final float y) {
		final int x0 = (int) Math.floor(x), y0 = (int) Math.floor(y);
		final float fx = x - x0, fy = y - y0;
		final int left = x0 & MASK, right = x0 + 1 & MASK;
		final int top = (y0 & MASK) * SIZE, bottom = (y0 + 1 & MASK) * SIZE;
		final float a = tile[top + left] + fx * (tile[top + right] - tile[top + left]);
		final float b = tile[bottom + left] + fx * (tile[bottom + right] - tile[bottom + left]);
		return a + fy * (b - a);
	}

	// -- Helper methods --

	private void addOctave(final Random random, final int grid, final double amplitude) {
		final int n = SIZE / grid;
		final double[] nodes = new double[n * n];
		for (int i = 0; i < nodes.length; i++)
			nodes[i] = amplitude * random.nextGaussian();
		for (int y = 0; y < SIZE; y++) {
			final int j = y / grid, below = (j + 1) % n;
			final double fy = smooth((double) (y % grid) / grid);
			for (int x = 0; x < SIZE; x++) {
				final int i = x / grid, beside = (i + 1) % n;
				final double fx = smooth((double) (x % grid) / grid);
				final double a = nodes[j * n + i] * (1 - fx) + nodes[j * n + beside] * fx;
				final double b = nodes[below * n + i] * (1 - fx) + nodes[below * n + beside] * fx;
				tile[y * SIZE + x] += a * (1 - fy) + b * fy;
			}
		}
	}

	private static double smooth(final double f) {
		return f * f * (3 - 2 * f);
	}

	private void standardise() {
		double sum = 0, squares = 0;
		for (final float value : tile) {
			sum += value;
			squares += value * value;
		}
		final double mean = sum / tile.length;
		final double sd = Math.sqrt(squares / tile.length - mean * mean);
		for (int i = 0; i < tile.length; i++)
			tile[i] = (float) ((tile[i] - mean) / sd);
	}
}
