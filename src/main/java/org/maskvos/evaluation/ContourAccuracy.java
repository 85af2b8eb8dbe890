package org.maskvos.evaluation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.type.numeric.integer.IntType;

/**
 * F of DAVIS: how well contours agree, the harmonic mean of precision and
 * recall of contour pixels that have a counterpart within a tolerance of
 * {@code ceil(0.008 * diagonal)} px. Perazzi et al., CVPR 2016; the contour of
 * the published code (between a pixel and its right, lower and lower right
 * neighbours) and its disk.
 * <p>
 * An instance compares the frames of one size and is used by one thread.
 * </p>
 */
public final class ContourAccuracy {

	private static final double TOLERANCE = 0.008;
	private static final int[] EMPTY = {};

	private final int width;
	private final int height;
	/** half length of the disk's row at each distance from its centre */
	private final int[] halfRow;
	/** pixels near the contour at hand carry the number of the query */
	private final int[] near;
	private int query;

	public ContourAccuracy(final int width, final int height) {
		this.width = width;
		this.height = height;
		final int radius = (int) Math.ceil(TOLERANCE * Math.hypot(width, height));
		halfRow = new int[radius + 1];
		for (int dy = 0; dy <= radius; dy++)
			halfRow[dy] = (int) Math.floor(Math.sqrt(radius * radius - dy * dy));
		near = new int[width * height];
	}

	/**
	 * The contours of all objects of a frame.
	 *
	 * @param labels axes X, Y, of this instance's size
	 * @return per label its contour pixels, {@code y * width + x}
	 */
	public Map<Integer, int[]> contours(
		final ArrayImg<IntType, IntArray> labels)
	{
		return contours(labels.update(null).getCurrentStorageArray());
	}

	/** The contour of all foreground, whatever its label. */
	public int[] foregroundContour(final ArrayImg<IntType, IntArray> labels) {
		final int[] mask = labels.update(null).getCurrentStorageArray().clone();
		for (int p = 0; p < mask.length; p++)
			if (mask[p] != 0) mask[p] = 1;
		return contours(mask).getOrDefault(1, EMPTY);
	}

	/**
	 * Compares two contours.
	 *
	 * @param truth contour pixels; null or empty if the object is not there
	 * @param prediction likewise
	 * @return F in [0, 1]; 1 if both are empty
	 */
	public double compare(final int[] truth, final int[] prediction) {
		final boolean none = truth == null || truth.length == 0;
		final boolean nothing = prediction == null || prediction.length == 0;
		if (none || nothing) return none && nothing ? 1 : 0;
		final double precision = covered(prediction, truth);
		final double recall = covered(truth, prediction);
		return precision + recall == 0 ? 0 : 2 * precision * recall / (precision +
			recall);
	}

	// -- Helper methods --

	private Map<Integer, int[]> contours(final int[] labels) {
		if (labels.length != near.length) throw new IllegalArgumentException(
			"The labels are not " + width + " x " + height + " pixels.");
		final Map<Integer, Pixels> contours = new HashMap<>();
		for (int y = 0; y < height; y++) {
			// In the last row only the right neighbour counts, in the last column
			// only the lower one.
			final int begin = y * width, end = begin + width - 1;
			final int below = y + 1 < height ? width : 0;
			for (int p = begin; p < end; p++) {
				final int a = labels[p], b = labels[p + 1], c = labels[p + below], d = below == 0 ? a : labels[p + below + 1];
				if (((a ^ b) | (a ^ c) | (a ^ d)) != 0) add(contours, p, a, b, c, d);
			}
			final int a = labels[end], c = labels[end + below];
			if (a != c) add(contours, end, a, a, c, a);
		}
		final Map<Integer, int[]> result = new HashMap<>();
		contours.forEach((label, pixels) -> result.put(label, Arrays.copyOf(
			pixels.values, pixels.count)));
		return result;
	}

	/** A pixel is on the contour of each label that it, or a neighbour, has. NB: few pixels come here: not in the loop. */
	private static void add(final Map<Integer, Pixels> contours, final int pixel, final int a, final int b, final int c,
		final int d)
	{
		add(contours, a, pixel);
		if (b != a) add(contours, b, pixel);
		if (c != a && c != b) add(contours, c, pixel);
		if (d != a && d != b && d != c) add(contours, d, pixel);
	}

	private static void add(final Map<Integer, Pixels> contours, final int label, final int pixel) {
		if (label != 0) contours.computeIfAbsent(label, k -> new Pixels()).add(pixel);
	}

	/** Fraction of some pixels that have one of others within the tolerance. */
	private double covered(final int[] pixels, final int[] others) {
		query++;
		for (final int p : others)
			stamp(p % width, p / width);
		int hits = 0;
		for (final int p : pixels)
			if (near[p] == query) hits++;
		return hits / (double) pixels.length;
	}

	private void stamp(final int x, final int y) {
		final int radius = halfRow.length - 1;
		for (int qy = Math.max(0, y - radius); qy <= Math.min(height - 1, y +
			radius); qy++)
		{
			final int half = halfRow[Math.abs(qy - y)];
			Arrays.fill(near, qy * width + Math.max(0, x - half), qy * width + Math
				.min(width - 1, x + half) + 1, query);
		}
	}

	private static final class Pixels {

		private int[] values = new int[64];
		private int count;

		private void add(final int pixel) {
			if (count == values.length) values = Arrays.copyOf(values, 2 * count);
			values[count++] = pixel;
		}
	}
}
