package org.maskvos.labels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import net.imglib2.img.array.ArrayImgs;

/** Tests {@link InstanceSplitter} on imperfect maps of known objects. */
@Tag("unit")
public class InstanceSplitterTest {

	private static final SplitOptions OPTIONS = SplitOptions.defaults();

	private static int[] split(final Synthetic scene, final int blur, final double noise) {
		return Synthetic.values(new InstanceSplitter().split(scene.maps(blur, noise, 1), OPTIONS));
	}

	private static void assertFound(final Synthetic scene, final int objects, final double accuracy) {
		for (int blur = 0; blur <= 1; blur++) {
			final int[] found = split(scene, blur, 0.03);
			assertEquals(objects, java.util.Arrays.stream(found).max().orElse(0));
			final double score = Synthetic.accuracy(scene.labels, found);
			assertTrue(score > accuracy, "accuracy " + score + ", blur " + blur);
		}
	}

	@Test
	public void testTouchingDiscs() {
		assertFound(new Synthetic(80, 60).disc(1, 25, 30, 13).disc(2, 50, 30, 13).disc(3, 37, 50, 9), 3, 0.85);
	}

	@Test
	public void testRodsEndToEndAndSideBySide() {
		assertFound(new Synthetic(120, 60).capsule(1, 15, 20, 45, 20, 6).capsule(2, 57, 20, 90, 20, 6).capsule(3, 15, 33,
			45, 33, 6).capsule(4, 57, 33, 90, 33, 6), 4, 0.85);
	}

	/** One object with a waist, as a real network would see it. */
	@Test
	public void testDumbbellIsNotCut() {
		assertFound(new Synthetic(80, 60).disc(1, 25, 30, 14).disc(1, 48, 30, 14), 1, 0.9);
	}

	@Test
	public void testLongRodIsNotCut() {
		assertFound(new Synthetic(140, 40).capsule(1, 15, 20, 120, 24, 7), 1, 0.85);
	}

	@Test
	public void testHoleIsFilledAndSpaceBetweenObjectsIsNot() {
		final Synthetic ring = new Synthetic(90, 60);
		for (int a = 0; a < 3; a++)
			ring.capsule(a + 1, 45 + 18 * Math.cos(a * 2.1 - 0.95), 30 + 18 * Math.sin(a * 2.1 - 0.95), 45 + 18 * Math.cos(a *
				2.1 + 0.95), 30 + 18 * Math.sin(a * 2.1 + 0.95), 9);
		final int between = ring.labels[30 * 90 + 45];
		assertEquals(0, between);
		assertEquals(0, split(ring, 0, 0)[30 * 90 + 45]);

		final PredictedMaps maps = new Synthetic(60, 60).disc(1, 30, 30, 20).maps(0, 0, 1);
		for (int p = 0; p < 60; p++)
			maps.foreground()[31 * 60 + 20 + p / 10] = 0.1f;
		final int[] found = Synthetic.values(new InstanceSplitter().split(maps, OPTIONS));
		for (int p = 20; p < 26; p++)
			assertEquals(1, found[31 * 60 + p]);
	}

	@Test
	public void testSmallObjectsGoAndFaintOnesStay() {
		final Synthetic scene = new Synthetic(60, 40).disc(1, 15, 20, 9).disc(2, 40, 10, 2);
		assertEquals(1, Synthetic.count(new InstanceSplitter().split(scene.maps(0, 0, 1), OPTIONS)));
		assertEquals(2, Synthetic.count(new InstanceSplitter().split(scene.maps(0, 0, 1), OPTIONS.withMinArea(4))));
		// an island without a summit above the seed threshold is one object
		final PredictedMaps faint = scene.maps(0, 0, 1);
		for (int p = 0; p < faint.distance().length; p++)
			faint.distance()[p] *= 0.2f;
		assertEquals(1, Synthetic.count(new InstanceSplitter().split(faint, OPTIONS)));
	}

	@Test
	public void testCrowd() {
		final Synthetic scene = crowd(512, 512, 200, 7);
		final int[] found = split(scene, 1, 0.05);
		final double score = Synthetic.accuracy(scene.labels, found);
		assertTrue(score > 0.85, "accuracy " + score);
	}

	@Test
	public void testEmptyTinyAndNaN() {
		final InstanceSplitter splitter = new InstanceSplitter();
		assertEquals(0, Synthetic.count(splitter.split(new Synthetic(30, 20).maps(0, 0, 1), OPTIONS)));
		final float[] one = { 1 }, nan = { Float.NaN };
		assertArrayEquals(new int[] { 1 }, Synthetic.values(splitter.split(new PredictedMaps(1, 1, one, new float[1], one),
			OPTIONS.withMinArea(0))));
		assertArrayEquals(new int[1], Synthetic.values(splitter.split(new PredictedMaps(1, 1, nan, nan, nan), OPTIONS)));
		// a full frame, right to the corners
		final float[] full = new float[35];
		java.util.Arrays.fill(full, 1);
		final int[] ones = new int[35];
		java.util.Arrays.fill(ones, 1);
		assertArrayEquals(ones, Synthetic.values(splitter.split(new PredictedMaps(7, 5, full, new float[35], full),
			OPTIONS)));
	}

	/** What is faint stays where an object is expected, and there only. */
	@Test
	public void testExpectedObjectsStay() {
		final PredictedMaps maps = new Synthetic(80, 60).disc(1, 25, 30, 13).disc(2, 60, 30, 13).maps(0, 0, 1);
		for (int p = 0; p < maps.foreground().length; p++)
			maps.foreground()[p] *= 0.3f;
		final Synthetic before = new Synthetic(80, 60).disc(7, 25, 30, 13);
		final int[] found = Synthetic.values(new InstanceSplitter().split(maps, OPTIONS, expectation(before, maps)));
		assertEquals(1, found[30 * 80 + 25]);
		assertEquals(0, found[30 * 80 + 60]);
		for (int p = 0; p < maps.foreground().length; p++)
			maps.foreground()[p] *= 0.1f;
		assertEquals(0, Synthetic.count(new InstanceSplitter().split(maps, OPTIONS, expectation(before, maps))));
	}

	/** A pass that is too shallow to cut a cell is deep enough between two that were there before. */
	@Test
	public void testWhatWasTwoStaysTwoAndWhatWasOneStaysOne() {
		final Synthetic one = new Synthetic(80, 60).disc(1, 25, 30, 13).disc(1, 47, 30, 13);
		final Synthetic two = new Synthetic(80, 60).disc(1, 25, 30, 13).disc(2, 47, 30, 13);
		final PredictedMaps doubtful = one.maps(0, 0, 1);
		for (int y = 0; y < 60; y++)
			for (int x = 34; x < 39; x++)
				doubtful.distance()[y * 80 + x] = 0.9f * doubtful.distance()[y * 80 + x];
		assertEquals(2, count(doubtful, two));
		assertEquals(1, count(doubtful, one));
		assertEquals(2, count(two.maps(0, 0, 1), two));
		assertEquals(2, count(two.maps(0, 0, 1), one));
	}

	private static int count(final PredictedMaps maps, final Synthetic before) {
		return Synthetic.count(new InstanceSplitter().split(maps, OPTIONS, expectation(before, maps)));
	}

	/** Nothing has moved, and the landscape is the same. */
	private static Expectation expectation(final Synthetic before, final PredictedMaps maps) {
		final InstanceSplitter splitter = new InstanceSplitter();
		splitter.split(maps, OPTIONS);
		return Expectation.of(ArrayImgs.ints(before.labels.clone(), maps.width(), maps.height()), splitter.landscape(),
			null);
	}

	/** Work arrays of one frame leave no trace in the next. */
	@Test
	public void testReuse() {
		final InstanceSplitter splitter = new InstanceSplitter();
		final PredictedMaps small = new Synthetic(80, 60).disc(1, 25, 30, 13).disc(2, 50, 30, 13).maps(1, 0.1, 3);
		final int[] expected = Synthetic.values(splitter.split(small, OPTIONS)).clone();
		splitter.split(crowd(128, 128, 20, 3).maps(1, 0.2, 4), OPTIONS);
		assertArrayEquals(expected, Synthetic.values(splitter.split(small, OPTIONS)));
	}

	@Test
	public void testBadArguments() {
		assertThrows(IllegalArgumentException.class, () -> new PredictedMaps(2, 2, new float[4], new float[3],
			new float[4]));
		assertThrows(IllegalArgumentException.class, () -> OPTIONS.withPersistence(1.5f));
		assertThrows(IllegalArgumentException.class, () -> OPTIONS.withPersistence(Float.NaN));
	}

	/** Discs that may touch but not overlap by more than a little. */
	static Synthetic crowd(final int width, final int height, final int objects, final long seed) {
		final Random random = new Random(seed);
		final Synthetic scene = new Synthetic(width, height);
		final double[] xs = new double[objects], ys = new double[objects], rs = new double[objects];
		for (int k = 0; k < objects;) {
			final double r = 9 + 5 * random.nextDouble();
			final double x = random.nextDouble() * width, y = random.nextDouble() * height;
			boolean free = true;
			for (int o = 0; o < k && free; o++)
				free = Math.hypot(x - xs[o], y - ys[o]) > 0.95 * (r + rs[o]);
			if (!free) continue;
			xs[k] = x;
			ys[k] = y;
			rs[k] = r;
			scene.disc(++k, x, y, r);
		}
		return scene;
	}

	/** Prints the time of a frame. */
	public static void main(final String... args) {
		final InstanceSplitter splitter = new InstanceSplitter();
		final PredictedMaps maps = crowd(512, 512, 200, 7).maps(1, 0.05, 1);
		for (int round = 0; round < 6; round++) {
			final long start = System.nanoTime();
			for (int k = 0; k < 50; k++)
				splitter.split(maps, OPTIONS);
			System.out.printf("split 512 x 512, 200 objects: %.2f ms%n", (System.nanoTime() - start) / 50e6);
		}
	}
}
