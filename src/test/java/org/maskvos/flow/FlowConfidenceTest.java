package org.maskvos.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class FlowConfidenceTest {

	private static final int WIDTH = 40, HEIGHT = 30;

	private final float[] texture = texture(1);
	private final FlowField motion = FlowField.zero(WIDTH, HEIGHT);

	@Test
	void whatIsFoundAgainFits() {
		Arrays.fill(motion.dx(), 3);
		Arrays.fill(motion.dy(), -2);
		final float[] fit = FlowConfidence.of(texture, shifted(texture, 3, -2), motion);
		for (int y = 7; y < HEIGHT; y++)
			for (int x = 0; x < WIDTH - 8; x++)
				assertEquals(1, fit[y * WIDTH + x], 1e-6);
	}

	@Test
	void whatIsElsewhereDoesNot() {
		final float[] fit = FlowConfidence.of(texture, shifted(texture, 3, -2), motion);
		double mean = 0;
		for (final float share : fit)
			mean += share / fit.length;
		// textures that have nothing to do with each other differ by twice their variance
		assertEquals(1 / 3.0, mean, 0.05);
	}

	@Test
	void fractionsOfPixelsCount() {
		final float[] slope = new float[WIDTH * HEIGHT], moved = new float[slope.length];
		for (int i = 0; i < slope.length; i++) {
			slope[i] = i % WIDTH / 50f;
			moved[i] = (i % WIDTH - 0.5f) / 50f;
		}
		final int middle = HEIGHT / 2 * WIDTH + WIDTH / 2;
		Arrays.fill(motion.dx(), 0.5f);
		assertEquals(1, FlowConfidence.of(slope, moved, motion)[middle], 1e-6);
		Arrays.fill(motion.dx(), 0);
		assertTrue(FlowConfidence.of(slope, moved, motion)[middle] < 0.99);
	}

	@Test
	void flatPlacesFit() {
		final float[] flat = new float[WIDTH * HEIGHT], ones = flat.clone();
		Arrays.fill(flat, 0.4f);
		Arrays.fill(ones, 1);
		Arrays.fill(motion.dx(), 1000);
		assertArrayEquals(ones, FlowConfidence.of(flat, flat, motion));
	}

	// -- Helper methods --

	private static float[] texture(final long seed) {
		final Random random = new Random(seed);
		final float[] plane = new float[WIDTH * HEIGHT];
		for (int i = 0; i < plane.length; i++)
			plane[i] = random.nextFloat();
		return plane;
	}

	private static float[] shifted(final float[] plane, final int dx, final int dy) {
		final float[] result = texture(2);
		for (int y = Math.max(0, dy); y < Math.min(HEIGHT, HEIGHT + dy); y++)
			for (int x = Math.max(0, dx); x < Math.min(WIDTH, WIDTH + dx); x++)
				result[y * WIDTH + x] = plane[(y - dy) * WIDTH + x - dx];
		return result;
	}
}
