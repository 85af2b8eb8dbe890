package org.maskvos.propagation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is likely of motion, against the formula. */
@Tag("unit")
class MotionPriorTest {

	private static final int COLUMNS = 5, ROWS = 3, STRIDE = 8;
	private static final Grid GRID = new Grid(Padding.of(COLUMNS * STRIDE, ROWS * STRIDE, STRIDE), STRIDE);
	private static final double PACE = 10;

	private static MemoryPositions positions() {
		return new MemoryPositions(7, GRID);
	}

	private static float[] likely(final MemoryPositions positions, final int query, final int now) {
		final float[] scores = new float[COLUMNS * ROWS];
		for (int p = 0; p < scores.length; p++)
			scores[p] = new MotionPrior(PACE, GRID).of(positions, now).apply(query).log(p);
		return scores;
	}

	/** @param from x, y in positions */
	private static double expected(final int fromX, final int fromY, final int to, final int age) {
		final int dx = STRIDE * (fromX - to % COLUMNS), dy = STRIDE * (fromY - to / COLUMNS);
		return -2 * Math.log(1 + (dx * dx + dy * dy) / (2 * age * PACE * PACE)) - Math.log(age);
	}

	@Test
	void likelyIsWhatIsNearAndYoung() {
		for (final int age : new int[] { 1, 2, 4, 64 })
			for (int query = 0; query < COLUMNS * ROWS; query++) {
				final float[] scores = likely(positions(), query, 7 + age);
				for (int p = 0; p < scores.length; p++)
					assertEquals(expected(p % COLUMNS, p / COLUMNS, query, age), scores[p], 1e-5);
			}
	}

	@Test
	void theFutureIsAsFarAsThePast() {
		assertArrayEquals(likely(positions(), 4, 10), likely(positions(), 4, 4));
	}

	@Test
	void anOverwrittenPositionCountsFromWhereItWas() {
		final MemoryPositions positions = positions();
		positions.put(14, 3, 9);
		final float[] scores = likely(positions, 4, 11);
		assertEquals(expected(3, 0, 4, 2), scores[14], 1e-5);
		assertEquals(expected(3, 2, 4, 4), scores[13], 1e-5);
	}

	@Test
	void memoriesGoWithTheMotion() {
		final Padding padding = Padding.of(COLUMNS * STRIDE - 3, ROWS * STRIDE - 2, STRIDE);
		final float[] dx = new float[padding.width() * padding.height()], dy = new float[dx.length];
		Arrays.fill(dx, -STRIDE);
		Arrays.fill(dy, 0.5f * STRIDE);
		final MemoryPositions positions = positions();
		positions.follow(new Motion(new Grid(padding, STRIDE), dx, dy));
		positions.follow(new Motion(new Grid(padding, STRIDE), dx, dy));
		final float[] scores = likely(positions, 4, 8);
		for (int p = 0; p < scores.length; p++)
			assertEquals(expected(p % COLUMNS - 2, p / COLUMNS + 1, 4, 1), scores[p], 1e-5);
	}

	@Test
	void partsOfAPositionCount() {
		final float[] dx = new float[COLUMNS * ROWS * STRIDE * STRIDE];
		Arrays.fill(dx, 2);
		final MemoryPositions positions = positions();
		positions.follow(new Motion(GRID, dx, new float[dx.length]));
		assertEquals(-2 * Math.log(1 + 2 * 2 / (2 * PACE * PACE)), likely(positions, 4, 8)[4], 1e-5);
	}

	@Test
	void memoriesComeBackWithTheirFrame() {
		final float[] dx = new float[COLUMNS * ROWS * STRIDE * STRIDE];
		Arrays.fill(dx, 2 * STRIDE);
		final MemoryPositions positions = positions();
		positions.put(14, 3, 9);
		positions.follow(new Motion(GRID, dx, new float[dx.length]));
		positions.returnTo(7);
		final float[] scores = likely(positions, 4, 8);
		assertEquals(expected(3, 2, 4, 1), scores[13], 1e-5);
		assertEquals(expected(5, 0, 4, 1), scores[14], 1e-5, "another frame's");
	}

	@Test
	void beyondTheTableIsComputed() {
		final MemoryPositions positions = positions();
		positions.put(0, 500 * COLUMNS, 7);
		final double d = 500 * STRIDE;
		assertEquals(-2 * Math.log(1 + d * d / (2 * PACE * PACE)), likely(positions, 0, 8)[0], 1e-4);
	}

	@Test
	void withoutAPaceNothingIsAdded() {
		assertEquals(0, new MotionPrior(0, GRID).of(positions(), 9).apply(4).log(1));
	}
}
