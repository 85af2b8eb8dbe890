package org.maskvos.labels;

import java.util.Arrays;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.type.numeric.integer.IntType;

import org.maskvos.flow.FlowField;

/**
 * What a frame lets one expect of the next: its objects and its landscape, where
 * the flow takes them.
 *
 * @param labels row major: 1 ... {@code objects}, numbered anew; 0 where no
 *          object is expected
 * @param objects that are expected, or no longer seen
 * @param landscape of {@link InstanceSplitter}, row major; NaN where nothing
 *          arrives
 */
public record Expectation(int[] labels, int objects, float[] landscape) {

	/**
	 * Moves every pixel to the nearest one. Where several meet an object wins over
	 * none; gaps of one pixel along X are closed.
	 *
	 * @param labels axes X, Y
	 * @param landscape row major, of the same size
	 * @param flow to the next frame; null for no motion. It may be on a coarser or
	 *          finer grid over the same area
	 * @return of the same size
	 */
	public static Expectation of(final ArrayImg<IntType, IntArray> labels, final float[] landscape,
		final FlowField flow)
	{
		final int width = (int) labels.dimension(0), height = (int) labels.dimension(1);
		final int[] ids = labels.update(null).getCurrentStorageArray();
		final FlowSampler motion = new FlowSampler(flow, width, height);
		final int[] expected = new int[ids.length];
		final int[] numbers = new int[Arrays.stream(ids).max().orElse(0) + 1];
		final float[] moved = new float[ids.length];
		Arrays.fill(moved, Float.NaN);
		int objects = 0;
		for (int y = 0, i = 0; y < height; y++)
			for (int x = 0; x < width; x++, i++) {
				if (!motion.at(x, y)) continue;
				final int u = x + (int) Math.floor(motion.dx + 0.5), v = y + (int) Math.floor(motion.dy + 0.5);
				if (u < 0 || v < 0 || u >= width || v >= height) continue;
				final int p = v * width + u;
				final int id = ids[i];
				if (id == 0 && expected[p] != 0) continue;
				if (id != 0 && numbers[id] == 0) numbers[id] = ++objects;
				expected[p] = numbers[id];
				moved[p] = landscape[i];
			}
		for (int p = 1; p < expected.length - 1; p++)
			if (expected[p] == 0 && Float.isNaN(moved[p]) && expected[p - 1] == expected[p + 1]) expected[p] = expected[p -
				1];
		return new Expectation(expected, objects, moved);
	}
}
