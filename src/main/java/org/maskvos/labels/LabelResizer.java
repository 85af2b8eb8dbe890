package org.maskvos.labels;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.type.numeric.integer.IntType;

/**
 * Brings labels from the network's pixel grid to the movie's. Both grids cover
 * the same area; pixel centres are at (x + 0.5) / width. A pixel of the movie
 * is foreground where the bilinearly interpolated probability reaches the
 * threshold, labels being certain where they contradict it; its label is the
 * one with the largest bilinear weight among the four network pixels around it,
 * none if all four are background. A pixel whose four neighbours agree on an object takes it whatever its probability,
 * so that filled holes stay filled.
 */
public final class LabelResizer {

	private final int width;
	private final int height;
	private final float threshold;

	/**
	 * @param width of the movie, px
	 * @param height of the movie, px
	 * @param threshold of the foreground probability, as in
	 *          {@link SplitOptions#foregroundThreshold()}
	 */
	public LabelResizer(final int width, final int height, final float threshold) {
		this.width = width;
		this.height = height;
		this.threshold = threshold;
	}

	/**
	 * @param labels in network space, axes X, Y
	 * @param foreground probability in network space, row major, as many values
	 *          as {@code labels} has pixels
	 * @return labels of the movie's size; {@code labels} itself if it has that
	 *         size already
	 */
	public ArrayImg<IntType, IntArray> resize(final ArrayImg<IntType, IntArray> labels, final float[] foreground) {
		final int w = (int) labels.dimension(0), h = (int) labels.dimension(1);
		if (foreground.length != w * h) throw new IllegalArgumentException("foreground has " + foreground.length +
			" values for " + w + " x " + h + " labels");
		if (w == width && h == height) return labels;
		final int[] source = labels.update(null).getCurrentStorageArray();
		final int[] target = new int[width * height];
		final int[] left = new int[width];
		final float[] fractionX = new float[width];
		taps(width, w, left, fractionX);
		final int[] top = new int[height];
		final float[] fractionY = new float[height];
		taps(height, h, top, fractionY);
		for (int y = 0, i = 0; y < height; y++) {
			final int row0 = top[y] * w, row1 = Math.min(top[y] + 1, h - 1) * w;
			final float fy = fractionY[y];
			for (int x = 0; x < width; x++, i++) {
				final int x0 = left[x], x1 = Math.min(x0 + 1, w - 1);
				final int a = source[row0 + x0], b = source[row0 + x1];
				final int c = source[row1 + x0], d = source[row1 + x1];
				if (a == b && a == c && a == d) {
					target[i] = a;
					continue;
				}
				final float fx = fractionX[x];
				final float wa = (1 - fx) * (1 - fy), wb = fx * (1 - fy);
				final float wc = (1 - fx) * fy, wd = fx * fy;
				final float probability = wa * agreed(a, foreground[row0 + x0]) + wb * agreed(b, foreground[row0 + x1]) + //
					wc * agreed(c, foreground[row1 + x0]) + wd * agreed(d, foreground[row1 + x1]);
				// among touching objects no pixel is left out
				if (probability >= threshold || a != 0 && b != 0 && c != 0 && d != 0) target[i] = heaviest(a, b, c, d, wa, wb,
					wc, wd);
			}
		}
		return ArrayImgs.ints(target, width, height);
	}

	// -- Helper methods --

	/** A probability that is on the side of the threshold on which the label is. */
	private float agreed(final int label, final float probability) {
		return label != 0 == probability >= threshold ? probability : label != 0 ? 1 : 0;
	}

	private static void taps(final int size, final int sourceSize, final int[] first, final float[] fraction) {
		for (int i = 0; i < size; i++) {
			final double s = Math.max(0, Math.min(sourceSize - 1, (i + 0.5) * sourceSize / size - 0.5));
			first[i] = (int) s;
			fraction[i] = (float) (s - first[i]);
		}
	}

	private static int heaviest(final int a, final int b, final int c, final int d, final float wa, final float wb,
		final float wc, final float wd)
	{
		int best = 0;
		float most = -1;
		for (int k = 0; k < 4; k++) {
			final int label = k == 0 ? a : k == 1 ? b : k == 2 ? c : d;
			if (label == 0 || label == best) continue;
			final float weight = (a == label ? wa : 0) + (b == label ? wb : 0) + (c == label ? wc : 0) + (d == label ? wd
				: 0);
			if (weight > most) {
				most = weight;
				best = label;
			}
		}
		return best;
	}
}
