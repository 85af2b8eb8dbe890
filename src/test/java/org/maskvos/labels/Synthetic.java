package org.maskvos.labels;

import java.util.Random;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.type.numeric.integer.IntType;

/** Label images drawn by hand, and the maps that a good network would predict. */
final class Synthetic {

	final int width, height;
	final int[] labels;

	Synthetic(final int width, final int height) {
		this.width = width;
		this.height = height;
		labels = new int[width * height];
	}

	/** A capsule; a disc if both ends are the same. Does not paint over others. */
	Synthetic capsule(final int label, final double x0, final double y0, final double x1, final double y1,
		final double radius)
	{
		for (int y = (int) Math.max(0, Math.min(y0, y1) - radius - 1); y < height && y <= Math.max(y0, y1) + radius +
			1; y++)
		{
			for (int x = (int) Math.max(0, Math.min(x0, x1) - radius - 1); x < width && x <= Math.max(x0, x1) + radius +
				1; x++)
			{
				final double dx = x1 - x0, dy = y1 - y0, square = dx * dx + dy * dy;
				final double s = square == 0 ? 0 : Math.max(0, Math.min(1, ((x - x0) * dx + (y - y0) * dy) / square));
				if (Math.hypot(x - x0 - s * dx, y - y0 - s * dy) <= radius && labels[y * width + x] == 0) labels[y * width +
					x] = label;
			}
		}
		return this;
	}

	Synthetic disc(final int label, final double x, final double y, final double radius) {
		return capsule(label, x, y, x, y, radius);
	}

	ArrayImg<IntType, IntArray> image() {
		return ArrayImgs.ints(labels, width, height);
	}

	/** Exact maps, then blurred, then with noise. */
	PredictedMaps maps(final int blur, final double noise, final long seed) {
		final int n = width * height;
		final float[] distance = chamfer();
		final int max = java.util.Arrays.stream(labels).max().orElse(0);
		final float[] largest = new float[max + 1];
		for (int p = 0; p < n; p++)
			largest[labels[p]] = Math.max(largest[labels[p]], distance[p]);
		final float[] foreground = new float[n], boundary = new float[n];
		for (int p = 0; p < n; p++) {
			foreground[p] = labels[p] > 0 ? 1 : 0;
			boundary[p] = labels[p] > 0 && distance[p] <= 1.5f ? 1 : 0;
			distance[p] = labels[p] > 0 ? distance[p] / largest[labels[p]] : 0;
		}
		final Random random = new Random(seed);
		for (final float[] map : new float[][] { foreground, boundary, distance }) {
			for (int pass = 0; pass < 2; pass++)
				blur(map, blur);
			for (int p = 0; p < n; p++)
				map[p] = (float) Math.max(0, Math.min(1, map[p] + noise * random.nextGaussian()));
		}
		return new PredictedMaps(width, height, foreground, boundary, distance);
	}

	static int[] values(final ArrayImg<IntType, IntArray> image) {
		return image.update(null).getCurrentStorageArray();
	}

	static int count(final ArrayImg<IntType, IntArray> image) {
		return Regions.of(image).count();
	}

	/** Mean over the objects of truth of the best intersection over union. */
	static double accuracy(final int[] truth, final int[] found) {
		final java.util.Map<Long, Integer> both = new java.util.HashMap<>();
		final java.util.Map<Integer, Integer> a = new java.util.HashMap<>(), b = new java.util.HashMap<>();
		for (int p = 0; p < truth.length; p++) {
			a.merge(truth[p], 1, Integer::sum);
			b.merge(found[p], 1, Integer::sum);
			if (truth[p] > 0 && found[p] > 0) both.merge((long) truth[p] << 32 | found[p], 1, Integer::sum);
		}
		a.remove(0);
		double sum = 0;
		for (final var e : both.entrySet()) {
			final int s = a.get((int) (e.getKey() >> 32)), r = b.get((int) (long) e.getKey()), i = e.getValue();
			if (2 * i > s) sum += i / (double) (s + r - i);
		}
		return sum / a.size();
	}

	// -- Helper methods --

	/** Distance to the nearest pixel of another label or background. */
	private float[] chamfer() {
		final float[] d = new float[width * height];
		java.util.Arrays.fill(d, 1e6f);
		for (int pass = 0; pass < 2; pass++) {
			for (int k = 0; k < d.length; k++) {
				final int p = pass == 0 ? k : d.length - 1 - k;
				final int x = p % width, y = p / width;
				for (int dy = -1; dy <= 1; dy++) {
					for (int dx = -1; dx <= 1; dx++) {
						final int qx = x + dx, qy = y + dy;
						if (qx < 0 || qy < 0 || qx >= width || qy >= height) continue;
						final int q = qy * width + qx;
						final float step = dx != 0 && dy != 0 ? 1.4142f : 1;
						d[p] = Math.min(d[p], labels[q] != labels[p] ? step : d[q] + (q == p ? 0 : step));
					}
				}
			}
		}
		return d;
	}

	private void blur(final float[] map, final int radius) {
		if (radius == 0) return;
		final float[] copy = map.clone();
		for (int axis = 0; axis < 2; axis++) {
			for (int y = 0, p = 0; y < height; y++) {
				for (int x = 0; x < width; x++, p++) {
					float sum = 0;
					for (int k = -radius; k <= radius; k++) {
						final int qx = axis == 0 ? Math.max(0, Math.min(width - 1, x + k)) : x;
						final int qy = axis == 1 ? Math.max(0, Math.min(height - 1, y + k)) : y;
						sum += copy[qy * width + qx];
					}
					map[p] = sum / (2 * radius + 1);
				}
			}
			System.arraycopy(map, 0, copy, 0, map.length);
		}
	}
}
