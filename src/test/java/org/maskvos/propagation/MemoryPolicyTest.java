package org.maskvos.propagation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.maskvos.model.ModelException;

/** Which frames stay in memory. Values tell the frame that they are from. */
@Tag("unit")
class MemoryPolicyTest {

	private static final int POSITIONS = 4;
	private static final Grid GRID = new Grid(Padding.of(16, 16, 8), 8);

	private static MemoryFrame frame(final int t) {
		final float[] keys = new float[2 * POSITIONS];
		final float[][] values = { new float[POSITIONS] };
		Arrays.fill(keys, t);
		Arrays.fill(values[0], t);
		return new MemoryFrame(t, keys, values, null);
	}

	/** Frames of all positions, after one pinned and some other frames. */
	private static int[] after(final int frames, final MemoryPolicy policy) throws ModelException {
		try (MemoryBank bank = new MemoryBank(GRID)) {
			bank.append(frame(0), true);
			for (int t = 1; t < frames; t++)
				policy.insert(bank, frame(t));
			return bank.blocks().stream().flatMapToInt(block -> java.util.stream.IntStream.range(0, POSITIONS).peek(
				p -> assertEquals(block.values(0)[p], block.keys().data().get(p), "keys go with values")).map(p -> (int) block
					.values(0)[p])).toArray();
		}
	}

	@Test
	void unboundedMemoryForgetsNothing() throws ModelException {
		assertEquals(50, Arrays.stream(after(50, new Unbounded())).distinct().count());
	}

	@Test
	void wholeFramesAreReplacedButNotThePinnedOne() throws ModelException {
		final int[] kept = after(1000, new RandomFrames(5, new Random(1)));
		assertEquals(5 * POSITIONS, kept.length);
		for (int block = 0; block < 5; block++)
			assertEquals(1, Arrays.stream(kept, block * POSITIONS, (block + 1) * POSITIONS).distinct().count());
		assertEquals(0, kept[0]);
		assertTrue(Arrays.stream(kept).skip(POSITIONS).allMatch(t -> t > 900), Arrays.toString(kept));
	}

	@Test
	void singlePixelsAreReplacedButNotThePinnedOnes() throws ModelException {
		final int[] kept = after(1000, new RandomPixels(5, new Random(1)));
		assertEquals(5 * POSITIONS, kept.length);
		assertEquals(POSITIONS, Arrays.stream(kept).filter(t -> t == 0).count());
		assertTrue(Arrays.stream(kept).distinct().count() > 5, "pixels of many frames: " + Arrays.toString(kept));
		assertEquals(POSITIONS, Arrays.stream(kept).filter(t -> t == 999).count());
	}

	@Test
	void aMemoryFullOfPinnedFramesStillRemembersTheNewest() throws ModelException {
		assertArrayEquals(new int[] { 0, 0, 0, 0, 9, 9, 9, 9 }, after(10, new RandomFrames(1, new Random(1))));
	}

	@Test
	void theLastFramesFormARing() throws ModelException {
		try (MemoryBank bank = new MemoryBank(GRID)) {
			final Recent ring = new Recent(3);
			for (int t = 0; t < 8; t++)
				ring.insert(bank, frame(t));
			assertArrayEquals(new int[] { 5, 6, 7 }, bank.blocks().stream().mapToInt(block -> (int) block.values(0)[0])
				.sorted().toArray());
		}
	}

	@Test
	void aPriorMayTurnTheOrder() {
		final TopK best = new TopK(1, 2);
		best.offer(0, new float[] { 5, 4, 3, 6 }, new int[] { 0, 1, 2, 3 }, 0, p -> p == 0 ? -3 : p == 3 ? -9 : 0);
		assertEquals(1, best.position(0, 0));
		assertEquals(2, best.position(0, 1));
	}

	@Test
	void theBestScoresAreKeptInOrderAndWeighted() {
		final TopK best = new TopK(1, 3);
		best.offer(0, new float[] { 1, 5, 5, -2 }, new int[] { 0, 1, 2, 3 }, 0, TopK.Prior.NONE);
		best.offer(0, new float[] { 3000, 5 }, new int[] { 0, 1 }, 4, TopK.Prior.NONE);
		assertArrayEquals(new int[] { 4, 1, 2 }, new int[] { best.position(0, 0), best.position(0, 1), best.position(0,
			2) });
		final float[] weights = new float[3];
		best.weights(0, weights);
		assertArrayEquals(new float[] { 1, 0, 0 }, weights, 0);
		best.clear();
		best.offer(0, new float[] { 7, 7 }, new int[] { 0, 1 }, 0, TopK.Prior.NONE);
		assertEquals(2, best.count(0));
		best.weights(0, weights);
		assertArrayEquals(new float[] { 0.5f, 0.5f }, Arrays.copyOf(weights, 2), 0);
	}
}
