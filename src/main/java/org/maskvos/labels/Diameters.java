package org.maskvos.labels;

import java.util.Arrays;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.type.numeric.integer.IntType;

/** Sizes of objects, as the diameter of the circle of the same area. */
public final class Diameters {

	private Diameters() {
		// static utility class
	}

	/** Diameter of the circle with an area, {@code sqrt(4 A / pi)}. */
	public static double ofArea(final double area) {
		return Math.sqrt(4 * area / Math.PI);
	}

	/**
	 * @param labels axes X, Y
	 * @return equivalent diameters of all objects in px, ascending; empty if
	 *         there is none
	 */
	public static double[] of(final ArrayImg<IntType, IntArray> labels) {
		final Regions regions = Regions.of(labels);
		final double[] diameters = new double[regions.count()];
		for (int k = 0; k < diameters.length; k++)
			diameters[k] = ofArea(regions.area(k));
		Arrays.sort(diameters);
		return diameters;
	}

	/** Median; NaN if there is no value. The order of the values is free. */
	public static double median(final double... values) {
		if (values.length == 0) return Double.NaN;
		final double[] sorted = values.clone();
		Arrays.sort(sorted);
		final int n = sorted.length;
		return 0.5 * (sorted[(n - 1) / 2] + sorted[n / 2]);
	}

	/** Half of the sum of all values lies in those above it; NaN if there is no value. The order of the values is free. */
	public static double weightedMedian(final double... values) {
		final double[] sorted = values.clone();
		Arrays.sort(sorted);
		double rest = Arrays.stream(sorted).sum() / 2;
		for (final double value : sorted)
			if ((rest -= value) <= 0) return value;
		return Double.NaN;
	}
}
