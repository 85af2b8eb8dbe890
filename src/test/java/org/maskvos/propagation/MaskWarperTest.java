package org.maskvos.propagation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.maskvos.concurrent.Workers;

@Tag("unit")
class MaskWarperTest {

	private static final int WIDTH = 10, HEIGHT = 7;

	private final Padding padding = Padding.of(WIDTH, HEIGHT, 8);
	private final Workers workers = new Workers(2);
	private final MaskWarper carrier = new MaskWarper(padding, workers);
	private final float[] dx = new float[WIDTH * HEIGHT], dy = new float[WIDTH * HEIGHT], trust = new float[WIDTH *
		HEIGHT];

	@BeforeEach
	void trustTheMotion() {
		Arrays.fill(trust, 1);
	}

	@AfterEach
	void close() {
		workers.close();
	}

	@Test
	void masksGoWithTheMotion() {
		Arrays.fill(dx, 3);
		Arrays.fill(dy, -2);
		final float[] mask = new float[WIDTH * HEIGHT];
		mask[4 * WIDTH + 5] = 1;
		final float[] carried = carry(mask);
		for (int y = 0; y < HEIGHT; y++)
			for (int x = 0; x < WIDTH; x++) {
				final boolean arrives = x >= 3 && y < HEIGHT - 2;
				assertEquals(!arrives ? MaskWarper.UNKNOWN : x == 8 && y == 2 ? 1 : 0, carried[y * WIDTH + x], 0.011);
			}
	}

	@Test
	void whatIsNotTrustedIsUnknown() {
		Arrays.fill(trust, 0);
		final float[] mask = new float[WIDTH * HEIGHT];
		mask[4 * WIDTH + 5] = 1;
		trust[4 * WIDTH + 5] = 0.5f;
		final float[] carried = carry(mask);
		for (int i = 0; i < carried.length; i++)
			assertEquals(i == 4 * WIDTH + 5 ? 0.75 : MaskWarper.UNKNOWN, carried[i], 0.011);
	}

	@Test
	void pixelsAreShared() {
		Arrays.fill(dx, 0.25f);
		final float[] mask = new float[WIDTH * HEIGHT];
		mask[3 * WIDTH + 5] = 1;
		final float[] carried = carry(mask);
		assertEquals(0.75, carried[3 * WIDTH + 5], 0.011);
		assertEquals(0.25, carried[3 * WIDTH + 6], 0.011);
		assertEquals(0, carried[3 * WIDTH + 4], 0.011);
	}

	@Test
	void whatMeetsIsAveraged() {
		dx[3 * WIDTH + 4] = 1;
		final float[] mask = new float[WIDTH * HEIGHT];
		mask[3 * WIDTH + 4] = 1;
		final float[] carried = carry(mask);
		assertEquals(0.5, carried[3 * WIDTH + 5], 0.011);
		assertEquals(MaskWarper.UNKNOWN, carried[3 * WIDTH + 4], 1e-6);
	}

	@Test
	void paddingIsUnknown() {
		final float[] ones = new float[WIDTH * HEIGHT];
		Arrays.fill(ones, 1);
		final float[] expected = new float[padding.paddedWidth() * padding.paddedHeight()];
		Arrays.fill(expected, MaskWarper.UNKNOWN);
		for (int y = 0; y < HEIGHT; y++)
			for (int x = 0; x < WIDTH; x++)
				expected[(y + padding.top()) * padding.paddedWidth() + x + padding.left()] = 1;
		assertArrayEquals(expected, carrier.carry(List.of(padding.pad(ones)), dx, dy, trust).get(0), 0.011f);
	}

	/** What lies beyond the frame is lost, and the whole frame may leave. */
	@Test
	void whatLeavesIsUnknown() {
		Arrays.fill(dx, 1e6f);
		Arrays.fill(dy, -1e6f);
		final float[] ones = new float[WIDTH * HEIGHT];
		Arrays.fill(ones, 1);
		for (final float p : carry(ones))
			assertEquals(MaskWarper.UNKNOWN, p, 1e-6);
	}

	private float[] carry(final float[] mask) {
		return padding.crop(carrier.carry(List.of(padding.pad(mask)), dx, dy, trust).get(0));
	}
}
