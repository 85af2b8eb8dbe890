package org.maskvos.flow;

/**
 * How well a flow explains the difference of two frames, pixel by pixel: the
 * variance of a neighbourhood beside that of what is left after the motion. Near 1
 * where a texture is found again where the flow says, near 0 where something else
 * is there.
 */
public final class FlowConfidence {

	/** Of the neighbourhood, in px. */
	private static final int RADIUS = 4;
	/** Variance that noise has anyway, for intensities in [0, 1]. */
	private static final double FLAT = 1e-4;

	private FlowConfidence() {}

	/**
	 * @param from intensities in [0, 1], row major, in the flow's size
	 * @param to likewise
	 * @param motion from the one to the other
	 * @return shares in [0, 1] of each pixel of {@code from}
	 */
	public static float[] of(final float[] from, final float[] to, final FlowField motion) {
		final int width = motion.width(), height = motion.height();
		final double[] left = new double[from.length];
		for (int y = 0, i = 0; y < height; y++)
			for (int x = 0; x < width; x++, i++) {
				final double rest = at(to, width, height, x + motion.dx()[i], y + motion.dy()[i]) - from[i];
				left[i] = rest * rest;
			}
		final double[] squares = new double[from.length], values = new double[from.length];
		for (int i = 0; i < from.length; i++) {
			values[i] = from[i];
			squares[i] = values[i] * values[i];
		}
		average(left, width, height);
		average(values, width, height);
		average(squares, width, height);
		final float[] fit = new float[from.length];
		for (int i = 0; i < fit.length; i++) {
			final double variance = Math.max(0, squares[i] - values[i] * values[i]) + FLAT;
			fit[i] = (float) (variance / (variance + left[i]));
		}
		return fit;
	}

	// -- Helper methods --

	private static double at(final float[] plane, final int width, final int height, final double x, final double y) {
		final double u = Math.max(0, Math.min(width - 1, x)), v = Math.max(0, Math.min(height - 1, y));
		final int i = (int) u, j = (int) v;
		final int right = i + 1 < width ? 1 : 0, below = j + 1 < height ? width : 0, p = j * width + i;
		final double above = plane[p] + (u - i) * (plane[p + right] - plane[p]);
		final double under = plane[p + below] + (u - i) * (plane[p + below + right] - plane[p + below]);
		return above + (v - j) * (under - above);
	}

	/** Replaces each value by the mean of its neighbourhood. */
	private static void average(final double[] plane, final int width, final int height) {
		for (int y = 0; y < height; y++)
			average(plane, y * width, 1, width);
		for (int x = 0; x < width; x++)
			average(plane, x, width, height);
	}

	private static void average(final double[] plane, final int start, final int step, final int count) {
		final double[] sums = new double[count + 1];
		for (int i = 0; i < count; i++)
			sums[i + 1] = sums[i] + plane[start + i * step];
		for (int i = 0; i < count; i++) {
			final int from = Math.max(0, i - RADIUS), to = Math.min(count, i + RADIUS + 1);
			plane[start + i * step] = (sums[to] - sums[from]) / (to - from);
		}
	}
}
