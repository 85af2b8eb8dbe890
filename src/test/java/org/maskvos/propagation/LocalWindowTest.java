package org.maskvos.propagation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a window around each position holds. */
@Tag("unit")
class LocalWindowTest {

	private static final int COLUMNS = 70, ROWS = 53, SIDE = LocalWindow.SIDE;
	private static final Grid GRID = new Grid(Padding.of(COLUMNS * 8, ROWS * 8, 8), 8);

	private static Set<Integer> candidates(final MemoryPositions positions, final int batch) {
		return Arrays.stream(new LocalWindow(GRID).candidates(positions).apply(batch)).boxed().collect(Collectors
			.toCollection(TreeSet::new));
	}

	private static MemoryPositions positions() {
		return new MemoryPositions(0, GRID);
	}

	@Test
	void everyPositionAsksOnce() {
		final SearchWindow window = new LocalWindow(GRID);
		final int[] all = IntStream.range(0, window.batches()).flatMap(batch -> Arrays.stream(window.queries(batch)))
			.sorted().toArray();
		assertEquals(COLUMNS * ROWS, all.length);
		assertEquals(COLUMNS * ROWS, Arrays.stream(all).distinct().count());
	}

	@Test
	void whatIsNearIsSeenAndWhatIsFarIsNot() {
		final SearchWindow window = new LocalWindow(GRID);
		for (int batch = 0; batch < window.batches(); batch++) {
			final Set<Integer> seen = candidates(positions(), batch);
			for (final int q : window.queries(batch))
				for (int p = 0; p < COLUMNS * ROWS; p++) {
					final int distance = Math.max(Math.abs(p % COLUMNS - q % COLUMNS), Math.abs(p / COLUMNS - q / COLUMNS));
					if (distance <= SIDE) assertTrue(seen.contains(p), p + " is near " + q);
					if (distance >= 2 * SIDE) assertTrue(!seen.contains(p), p + " is far from " + q);
				}
		}
	}

	@Test
	void nearIsWhereMotionHasTakenThings() {
		final float[] dx = new float[COLUMNS * 8 * ROWS * 8], dy = new float[dx.length];
		Arrays.fill(dx, 3 * SIDE * 8);
		final MemoryPositions positions = positions();
		positions.follow(new Motion(GRID, dx, dy));
		assertTrue(candidates(positions, 0).isEmpty(), "all has left the first squares");
		assertTrue(candidates(positions, 4).contains(SIDE), "three squares to the right");
		assertTrue(candidates(positions, 4).contains(COLUMNS - 1), "beyond the border counts to the border");
	}
}
