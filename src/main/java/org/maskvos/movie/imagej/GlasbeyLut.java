package org.maskvos.movie.imagej;

import ij.process.LUT;

import java.util.Arrays;

/**
 * Colours of objects: black for the background and 255 colours that are as far
 * from black and from each other as possible. Each is the one of a grid of
 * colours whose nearest predecessor is farthest (Glasbey et al. 2007), measured
 * in CIE L*a*b*, so that low ids differ most. The same in every run.
 */
public final class GlasbeyLut {

	private static final int SIZE = 256;
	/** Levels per primary colour. */
	private static final int LEVELS = 12;
	/** Darker colours (L*, of 100) would look like background. */
	private static final double DARKEST = 35;
	/** Immutable in effect: handed out as copies only. */
	private static final byte[] BYTES = make();

	private GlasbeyLut() {
		// NB: static methods only
	}

	/** A new look-up table for ImageJ. */
	public static LUT create() {
		return new LUT(Arrays.copyOfRange(BYTES, 0, SIZE), Arrays.copyOfRange(BYTES, SIZE, 2 * SIZE), Arrays.copyOfRange(
			BYTES, 2 * SIZE, 3 * SIZE));
	}

	/**
	 * The colour of an object; the 255 colours are used again and again.
	 *
	 * @param id 0 for background
	 * @return 0xRRGGBB
	 */
	public static int rgb(final int id) {
		final int i = id == 0 ? 0 : 1 + (id - 1) % (SIZE - 1);
		return (BYTES[i] & 0xff) << 16 | (BYTES[SIZE + i] & 0xff) << 8 | BYTES[2 * SIZE + i] & 0xff;
	}

	/** 256 reds, greens and blues. */
	public static byte[] bytes() {
		return BYTES.clone();
	}

	// -- Helper methods --

	private static byte[] make() {
		final int n = LEVELS * LEVELS * LEVELS;
		final double[][] lab = new double[n][];
		final double[] distance = new double[n];
		for (int i = 0; i < n; i++) {
			lab[i] = lab(level(i), level(i / LEVELS), level(i / LEVELS / LEVELS));
			distance[i] = lab[i][0] < DARKEST ? 0 : Double.MAX_VALUE;
		}
		final byte[] table = new byte[3 * SIZE];
		int last = 0; // black
		for (int k = 1; k < SIZE; k++) {
			int best = 0;
			for (int i = 0; i < n; i++) {
				distance[i] = Math.min(distance[i], squared(lab[i], lab[last]));
				if (distance[i] > distance[best]) best = i;
			}
			last = best;
			table[k] = (byte) level(best);
			table[SIZE + k] = (byte) level(best / LEVELS);
			table[2 * SIZE + k] = (byte) level(best / LEVELS / LEVELS);
		}
		return table;
	}

	private static int level(final int i) {
		return i % LEVELS * 255 / (LEVELS - 1);
	}

	private static double squared(final double[] a, final double[] b) {
		double sum = 0;
		for (int i = 0; i < 3; i++)
			sum += (a[i] - b[i]) * (a[i] - b[i]);
		return sum;
	}

	/** CIE 1976 L*a*b* of an sRGB colour, D65. */
	private static double[] lab(final int r, final int g, final int b) {
		final double lr = linear(r), lg = linear(g), lb = linear(b);
		final double x = f((0.4124 * lr + 0.3576 * lg + 0.1805 * lb) / 0.9505);
		final double y = f(0.2126 * lr + 0.7152 * lg + 0.0722 * lb);
		final double z = f((0.0193 * lr + 0.1192 * lg + 0.9505 * lb) / 1.089);
		return new double[] { 116 * y - 16, 500 * (x - y), 200 * (y - z) };
	}

	private static double linear(final int v) {
		final double c = v / 255.0;
		return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
	}

	private static double f(final double t) {
		return t > 216.0 / 24389 ? Math.cbrt(t) : (24389.0 / 27 * t + 16) / 116;
	}
}
