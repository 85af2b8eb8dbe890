package org.maskvos.propagation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.maskvos.concurrent.Workers;

/**
 * Takes masks along with the motion to the next frame: a second opinion beside
 * what memory says, with outlines as fine as the frame. Each pixel is shared
 * among the four on which it falls; what meets is averaged; a mask is
 * {@link #UNKNOWN} where nothing arrives, in the padding, and as far as the motion is
 * not trusted.
 */
final class MaskWarper {

	/** The probability where nothing is known. */
	static final float UNKNOWN = 0.5f;

	/** Weight of {@link #UNKNOWN} beside what arrives at a pixel; networks learned with it. */
	private static final float DOUBT = 0.02f;

	private final Padding padding;
	private final Workers workers;
	// Sums have a margin around the frame, for what falls beyond it: one pixel before it, two behind.
	private final int stride;
	/** Index into sums of the pixel above and to the left of where each pixel falls, and its way from there in px, in [0, 1). */
	private final int[] at;
	private final float[] alongX, alongY;
	/** Sums of all that arrives at each pixel, and of what is not known of it. */
	private final float[] weights, doubts;
	/** Work space. */
	private final float[] plane;

	MaskWarper(final Padding padding, final Workers workers) {
		this.padding = padding;
		this.workers = workers;
		final int n = padding.width() * padding.height();
		at = new int[n];
		alongX = new float[n];
		alongY = new float[n];
		stride = padding.width() + 3;
		weights = new float[stride * (padding.height() + 3)];
		doubts = new float[weights.length];
		plane = new float[n];
	}

	/**
	 * @param masks probabilities, padded
	 * @param dx motion along X to the next frame, in px, row major, in the size of
	 *          frames that are not padded
	 * @param dy along Y, likewise
	 * @param trust in the motion, in [0, 1], likewise
	 * @return new planes, padded
	 */
	List<float[]> carry(final List<float[]> masks, final float[] dx, final float[] dy, final float[] trust) {
		aim(dx, dy, trust);
		final float[][] carried = new float[masks.size()][];
		workers.share(carried.length, (from, to) -> {
			final float[] sums = new float[weights.length];
			for (int k = from; k < to; k++) {
				System.arraycopy(doubts, 0, sums, 0, sums.length);
				final float[] mask = padding.crop(masks.get(k));
				for (int i = 0; i < mask.length; i++)
					mask[i] *= trust[i];
				splat(mask, sums);
				carried[k] = normalised(sums);
			}
		});
		return new ArrayList<>(Arrays.asList(carried));
	}

	// -- Helper methods --

	private void aim(final float[] dx, final float[] dy, final float[] trust) {
		final int width = padding.width(), height = padding.height();
		for (int y = 0, i = 0; y < height; y++)
			for (int x = 0; x < width; x++, i++) {
				final float u = Math.max(-1, Math.min(width, x + dx[i])), v = Math.max(-1, Math.min(height, y + dy[i]));
				final int left = (int) Math.floor(u), top = (int) Math.floor(v);
				at[i] = (top + 1) * stride + left + 1;
				alongX[i] = u - left;
				alongY[i] = v - top;
			}
		Arrays.fill(weights, DOUBT);
		Arrays.fill(plane, 1);
		splat(plane, weights);
		Arrays.fill(doubts, DOUBT * UNKNOWN);
		for (int i = 0; i < plane.length; i++)
			plane[i] = UNKNOWN * (1 - trust[i]);
		splat(plane, doubts);
	}

	private void splat(final float[] plane, final float[] sums) {
		for (int i = 0; i < plane.length; i++) {
			final float value = plane[i];
			if (value == 0) continue;
			final int p = at[i];
			final float right = value * alongX[i], left = value - right, below = alongY[i];
			sums[p] += left * (1 - below);
			sums[p + 1] += right * (1 - below);
			sums[p + stride] += left * below;
			sums[p + stride + 1] += right * below;
		}
	}

	private float[] normalised(final float[] sums) {
		final float[] plane = new float[padding.paddedWidth() * padding.paddedHeight()];
		Arrays.fill(plane, UNKNOWN);
		for (int y = 0; y < padding.height(); y++)
			for (int x = 0, p = (y + 1) * stride + 1, i = (y + padding.top()) * padding.paddedWidth() + padding
				.left(); x < padding.width(); x++, p++, i++)
				plane[i] = sums[p] / weights[p];
		return plane;
	}
}
