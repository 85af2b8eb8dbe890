package org.maskvos.labels;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.type.numeric.integer.IntType;

/**
 * The objects of one label frame, numbered 0 ... n-1 in the order of their
 * first pixels, with area, centroid and pixels.
 */
final class Regions {

	private final int width;
	private final int height;
	private int count;
	private int[] label = new int[64];
	private int[] area = new int[64];
	private double[] x = new double[64];
	private double[] y = new double[64];
	/** region of every pixel, -1 for background */
	private final int[] index;
	/** pixels of region k: {@code pixels[offset[k]] ... pixels[offset[k+1]-1]} */
	private final int[] offset;
	private final int[] pixels;

	private Regions(final int[] labels, final int width, final int height) {
		this.width = width;
		this.height = height;
		index = new int[labels.length];
		final Map<Integer, Integer> known = new HashMap<>();
		int foreground = 0;
		for (int y = 0, p = 0; y < height; y++) {
			// objects come in runs: one look-up for each
			for (int x = 0, run = 0, k = -1; x < width; x++, p++) {
				final int l = labels[p];
				if (l != run) {
					run = l;
					k = l == 0 ? -1 : known.computeIfAbsent(l, this::add);
				}
				index[p] = k;
				if (k < 0) continue;
				area[k]++;
				this.x[k] += x;
				this.y[k] += y;
				foreground++;
			}
		}
		offset = new int[count + 1];
		for (int k = 0; k < count; k++) {
			x[k] /= area[k];
			y[k] /= area[k];
			offset[k + 1] = offset[k] + area[k];
		}
		pixels = new int[foreground];
		final int[] end = Arrays.copyOf(offset, count);
		for (int p = 0; p < index.length; p++)
			if (index[p] >= 0) pixels[end[index[p]]++] = p;
	}

	static Regions of(final ArrayImg<IntType, IntArray> labels) {
		return new Regions(labels.update(null).getCurrentStorageArray(), (int) labels.dimension(0), (int) labels.dimension(
			1));
	}

	int width() {
		return width;
	}

	int height() {
		return height;
	}

	int count() {
		return count;
	}

	int label(final int k) {
		return label[k];
	}

	int area(final int k) {
		return area[k];
	}

	double x(final int k) {
		return x[k];
	}

	double y(final int k) {
		return y[k];
	}

	/** The region at a pixel, -1 for background and outside of the image. */
	int at(final int x, final int y) {
		return x < 0 || y < 0 || x >= width || y >= height ? -1 : index[y * width + x];
	}

	/** The region at a pixel of the image. */
	int at(final int pixel) {
		return index[pixel];
	}

	/** A copy of a region's pixels, as {@code y * width + x}, ascending. */
	int[] pixels(final int k) {
		return Arrays.copyOfRange(pixels, offset[k], offset[k + 1]);
	}

	// -- Helper methods --

	private int add(final int newLabel) {
		if (count == label.length) {
			label = Arrays.copyOf(label, 2 * count);
			area = Arrays.copyOf(area, 2 * count);
			x = Arrays.copyOf(x, 2 * count);
			y = Arrays.copyOf(y, 2 * count);
		}
		label[count] = newLabel;
		return count++;
	}
}
