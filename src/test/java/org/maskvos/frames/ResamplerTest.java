package org.maskvos.frames;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class ResamplerTest {

	@Test
	void nothingToDoCopiesNothing() {
		final float[] plane = new float[12];
		assertSame(plane, new Resampler(4, 3, 4, 3).apply(plane));
	}

	@Test
	void doublingIsBilinearWithHalfPixelCentres() {
		assertArrayEquals(new float[] { 0, 1, 3, 4 }, new Resampler(2, 1, 4, 1).apply(new float[] { 0, 4 }), 1e-4f);
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0.21, 0.5, 0.77, 1.3, 3.9 })
	void aRampStaysARamp(final double factor) {
		final int w = 60, h = 40;
		final float[] plane = new float[w * h];
		for (int y = 0; y < h; y++)
			for (int x = 0; x < w; x++)
				plane[y * w + x] = 2 * x - y;
		final Resampler resampler = Resampler.scaling(w, h, factor);
		final float[] out = resampler.apply(plane);
		final int margin = (int) Math.ceil(2 * Math.max(1, factor));
		for (int y = margin; y < resampler.newHeight() - margin; y++)
			for (int x = margin; x < resampler.newWidth() - margin; x++) {
				final double sx = (x + 0.5) * w / resampler.newWidth() - 0.5;
				final double sy = (y + 0.5) * h / resampler.newHeight() - 0.5;
				assertEquals(2 * sx - sy, out[y * resampler.newWidth() + x], 0.25);
			}
	}

	@Test
	void reducingDoesNotAlias() {
		final float[] stripes = new float[64 * 64];
		for (int i = 0; i < stripes.length; i++)
			stripes[i] = i % 2;
		for (final float value : new Resampler(64, 64, 16, 16).apply(stripes))
			assertEquals(0.5, value, 0.1);
	}

	@Test
	void onePixelIsEnough() {
		assertArrayEquals(new float[] { 7, 7, 7, 7 }, new Resampler(1, 1, 2, 2).apply(new float[] { 7 }), 1e-6f);
	}
}
