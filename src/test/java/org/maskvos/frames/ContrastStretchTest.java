package org.maskvos.frames;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class ContrastStretchTest {

	private static float[] cells(final double offset, final double brightness, final long seed) {
		final Random random = new Random(seed);
		final float[] plane = new float[100 * 100];
		for (int i = 0; i < plane.length; i++)
			plane[i] = (float) (offset + (i % 100 < 20 ? brightness : 0) + random.nextGaussian());
		return plane;
	}

	private static double mean(final float[] values) {
		double sum = 0;
		for (final float value : values)
			sum += value;
		return sum / values.length;
	}

	@Test
	void lightAndBleachingDoNotMatter() {
		final float[] first = new float[10_000];
		final float[] bleached = new float[10_000];
		final ContrastStretch stretch = new ContrastStretch();
		stretch.apply(cells(100, 1000, 1), first);
		final float[] dim = cells(0, 1000, 1);
		for (int i = 0; i < dim.length; i++)
			dim[i] = dim[i] * 0.6f + 400;
		stretch.apply(dim, bleached);
		assertArrayEquals(first, bleached, 1e-3f);
	}

	@Test
	void anEmptyFrameDoesNotBecomeLoudNoise() {
		final float[] out = new float[10_000];
		final ContrastStretch stretch = new ContrastStretch();
		stretch.apply(cells(100, 1000, 1), out);
		stretch.apply(cells(100, 0, 2), out);
		assertTrue(mean(out) < 0.05, "mean " + mean(out));
	}

	@Test
	void constantFramesAreZero() {
		final float[] out = { 9, 9, 9 };
		new ContrastStretch().apply(new float[] { 5, 5, 5 }, out);
		assertArrayEquals(new float[3], out);
	}
}
