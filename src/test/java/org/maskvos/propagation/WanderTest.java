package org.maskvos.propagation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** What is likely of motion, against the formula. */
class WanderTest {

	private static final int COLUMNS = 5, ROWS = 3, STRIDE = 8;
	private static final double PACE = 10;

	private static float[] likely(final Origins origins, final int query, final int now) {
		final float[] scores = new float[COLUMNS * ROWS];
		new Wander(PACE, STRIDE, COLUMNS, ROWS).add(scores, query, origins, now);
		return scores;
	}

	private static double expected(final int from, final int to, final int age) {
		final int dx = STRIDE * (from % COLUMNS - to % COLUMNS), dy = STRIDE * (from / COLUMNS - to / COLUMNS);
		return -2 * Math.log(1 + (dx * dx + dy * dy) / (2 * age * PACE * PACE)) - Math.log(age);
	}

	@Test
	void likelyIsWhatIsNearAndYoung() {
		for (final int age : new int[] { 1, 2, 4, 64 })
			for (int query = 0; query < COLUMNS * ROWS; query++) {
				final float[] scores = likely(Origins.of(7, COLUMNS * ROWS), query, 7 + age);
				for (int p = 0; p < scores.length; p++)
					assertEquals(expected(p, query, age), scores[p], 1e-5);
			}
	}

	@Test
	void theFutureIsAsFarAsThePast() {
		assertArrayEquals(likely(Origins.of(7, COLUMNS * ROWS), 4, 10), likely(Origins.of(13, COLUMNS * ROWS), 4, 10));
	}

	@Test
	void anOverwrittenPositionCountsFromWhereItWas() {
		final float[] scores = likely(Origins.of(7, COLUMNS * ROWS).with(14, 3, 9), 4, 11);
		assertEquals(expected(3, 4, 2), scores[14], 1e-5);
		assertEquals(expected(13, 4, 4), scores[13], 1e-5);
	}

	@Test
	void withoutAPaceNothingIsAdded() {
		final float[] scores = new float[COLUMNS * ROWS];
		new Wander(0, STRIDE, COLUMNS, ROWS).add(scores, 4, Origins.of(7, COLUMNS * ROWS), 9);
		assertArrayEquals(new float[COLUMNS * ROWS], scores);
	}
}
