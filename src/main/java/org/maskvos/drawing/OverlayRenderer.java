package org.maskvos.drawing;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.type.numeric.integer.IntType;
import net.imglib2.type.numeric.real.FloatType;

/**
 * Draws frames for people to look at: stretched contrast, and on it the outlines
 * and numbers of labelled objects. An object has the same colour in all frames.
 * Needs neither a screen nor fonts.
 */
public final class OverlayRenderer {

	/** Shares of pixels that may become black or white. */
	private static final double BLACK = 0.002, WHITE = 0.002;
	/** Turns of the colour circle from one id to the next: never the same twice. */
	private static final float GOLDEN = 0.618034f;

	private final int zoom;

	/** @param zoom whole number by which pixels are enlarged, 1 or more */
	public OverlayRenderer(final int zoom) {
		this.zoom = zoom;
	}

	/**
	 * Draws a frame.
	 *
	 * @param frame axes X, Y, C with one plane, or three for red, green, blue
	 */
	public BufferedImage draw(final ArrayImg<FloatType, FloatArray> frame) {
		final int width = (int) frame.dimension(0), height = (int) frame.dimension(1);
		final int n = width * height;
		final byte[] bytes = stretch(frame.update(null).getCurrentStorageArray());
		final int green = bytes.length == 3 * n ? n : 0, blue = 2 * green;
		final BufferedImage image = new BufferedImage(zoom * width, zoom * height, BufferedImage.TYPE_INT_RGB);
		for (int y = 0; y < zoom * height; y++) {
			for (int x = 0; x < zoom * width; x++) {
				final int p = y / zoom * width + x / zoom;
				image.setRGB(x, y, (bytes[p] & 0xff) << 16 | (bytes[green + p] & 0xff) << 8 | bytes[blue + p] & 0xff);
			}
		}
		return image;
	}

	/**
	 * Draws a frame, and the objects on it.
	 *
	 * @param labels axes X, Y; 0 is background
	 * @param numbers whether to write the id into each object
	 */
	public BufferedImage draw(final ArrayImg<FloatType, FloatArray> frame, final ArrayImg<IntType, IntArray> labels,
		final boolean numbers)
	{
		final BufferedImage image = draw(frame);
		final int[] ids = labels.update(null).getCurrentStorageArray();
		final int width = (int) labels.dimension(0);
		for (int y = 0; y < image.getHeight(); y++) {
			for (int x = 0; x < image.getWidth(); x++) {
				final int p = y / zoom * width + x / zoom;
				if (outline(ids, width, p)) image.setRGB(x, y, color(ids[p]));
			}
		}
		if (numbers) centres(ids, width).forEach((id, at) -> TinyDigits.draw(image, id, //
			(at % width * 2 + 1) * zoom / 2, (at / width * 2 + 1) * zoom / 2, zoom, color(id)));
		return image;
	}

	/**
	 * Puts pictures of one size side by side.
	 *
	 * @param rows from top to bottom, each from left to right
	 */
	public static BufferedImage montage(final BufferedImage[][] rows) {
		final int gap = 4, width = rows[0][0].getWidth() + gap, height = rows[0][0].getHeight() + gap;
		final BufferedImage image = new BufferedImage(rows[0].length * width - gap, rows.length * height - gap,
			BufferedImage.TYPE_INT_RGB);
		for (int y = 0; y < image.getHeight(); y++)
			for (int x = 0; x < image.getWidth(); x++)
				image.setRGB(x, y, x % width < width - gap && y % height < height - gap //
					? rows[y / height][x / width].getRGB(x % width, y % height) : 0xffffff);
		return image;
	}

	// -- Helper methods --

	private static byte[] stretch(final float[] values) {
		final float[] sorted = new float[values.length];
		int n = 0;
		for (final float value : values)
			if (Float.isFinite(value)) sorted[n++] = value;
		Arrays.sort(sorted, 0, n);
		final float min = n == 0 ? 0 : sorted[(int) (BLACK * n)];
		final float max = n == 0 ? 1 : sorted[n - 1 - (int) (WHITE * n)];
		final float scale = max > min ? 255 / (max - min) : 0;
		final byte[] bytes = new byte[values.length];
		for (int i = 0; i < bytes.length; i++)
			bytes[i] = (byte) Math.max(0, Math.min(255, (values[i] - min) * scale));
		return bytes;
	}

	/** Whether a pixel is an object's last before another one, or before the border. */
	private static boolean outline(final int[] ids, final int width, final int p) {
		final int id = ids[p], x = p % width;
		if (id == 0) return false;
		return x == 0 || ids[p - 1] != id || x == width - 1 || ids[p + 1] != id || //
			p < width || ids[p - width] != id || p + width >= ids.length || ids[p + width] != id;
	}

	/** For each id the index of the pixel at its centre of mass. */
	private static Map<Integer, Integer> centres(final int[] ids, final int width) {
		final Map<Integer, long[]> sums = new TreeMap<>();
		for (int p = 0; p < ids.length; p++) {
			if (ids[p] == 0) continue;
			final long[] sum = sums.computeIfAbsent(ids[p], id -> new long[3]);
			sum[0]++;
			sum[1] += p % width;
			sum[2] += p / width;
		}
		final Map<Integer, Integer> centres = new TreeMap<>();
		sums.forEach((id, sum) -> centres.put(id, (int) (sum[2] / sum[0] * width + sum[1] / sum[0])));
		return centres;
	}

	/** Blue and violet are dark: they get some white. */
	private static int color(final int id) {
		final float hue = id * GOLDEN % 1;
		final boolean dark = hue > 0.58f && hue < 0.85f;
		return Color.HSBtoRGB(hue, (dark ? 0.5f : 0.8f) + (id % 2 == 0 ? 0 : 0.1f), 1);
	}
}
