package org.maskvos.labels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.maskvos.flow.FlowField;

/** Tests {@link Linker} on drawn objects, mostly with no flow to lean on. */
@Tag("unit")
public class LinkerTest {

	private final Lineage lineage = new Lineage();
	private final Linker linker = new Linker(lineage, LinkOptions.defaults());

	/** Links a frame and returns the id at given places. */
	private int[] link(final Synthetic frame, final FlowField flow, final double... places) {
		final int[] ids = Synthetic.values(linker.link(frame.image(), flow));
		for (int p = 0; p < ids.length; p++)
			assertEquals(frame.labels[p] == 0, ids[p] == 0, "another outline");
		final int[] at = new int[places.length / 2];
		for (int k = 0; k < at.length; k++)
			at[k] = ids[(int) places[2 * k + 1] * frame.width + (int) places[2 * k]];
		return at;
	}

	private static Synthetic frame() {
		return new Synthetic(160, 120);
	}

	private static FlowField uniform(final int w, final int h, final double dx, final double dy) {
		final FlowField flow = FlowField.zero(w, h);
		java.util.Arrays.fill(flow.dx(), (float) dx);
		java.util.Arrays.fill(flow.dy(), (float) dy);
		return flow;
	}

	@Test
	public void testFirstFrameIsCompact() {
		final int[] ids = link(frame().disc(90, 20, 20, 8).disc(7, 60, 20, 8).disc(1000000, 60, 60, 8), null, 20, 20, 60,
			20, 60, 60);
		assertEquals(List.of(1, 2, 3), List.of(ids[0], ids[1], ids[2]));
		assertEquals(3, lineage.size());
	}

	@Test
	public void testEmptyFrames() {
		link(frame(), null);
		link(frame(), null);
		link(frame().disc(1, 50, 50, 9), null);
		link(frame(), null);
		assertEquals(new Lineage.Track(1, 2, 2, 0), lineage.track(1));
		assertThrows(IllegalArgumentException.class, () -> linker.link(new Synthetic(20, 20).image(), null));
	}

	/** Far motion that the flow knows; a second object where the first was. */
	@Test
	public void testFlowDecides() {
		link(frame().disc(1, 40, 60, 8).disc(2, 60, 60, 8), null);
		final int[] ids = link(frame().disc(1, 60, 60, 8).disc(2, 80, 60, 8), uniform(160, 120, 20, 0), 60, 60, 80, 60);
		assertEquals(1, ids[0]);
		assertEquals(2, ids[1]);
		// half resolution, vectors in its own pixels
		final int[] back = link(frame().disc(1, 40, 60, 8).disc(2, 60, 60, 8), uniform(80, 60, -10, 0), 40, 60, 60, 60);
		assertEquals(1, back[0]);
		assertEquals(2, back[1]);
	}

	@Test
	public void testGap() {
		link(frame().disc(1, 40, 40, 8).disc(2, 100, 80, 8), null);
		link(frame().disc(1, 42, 40, 8), null);
		link(frame().disc(1, 44, 40, 8), null);
		final int[] ids = link(frame().disc(1, 46, 40, 8).disc(2, 103, 82, 8), null, 46, 40, 103, 82);
		assertEquals(1, ids[0]);
		assertEquals(2, ids[1]);
		for (int t = 0; t < 3; t++)
			link(frame().disc(1, 46, 40, 8), null);
		assertEquals(3, link(frame().disc(1, 46, 40, 8).disc(2, 103, 82, 8), null, 103, 82)[0],
			"three frames are too many");
		assertEquals(new Lineage.Track(2, 0, 3, 0), lineage.track(2));
	}

	@Test
	public void testGapWithFlow() {
		link(frame().disc(1, 40, 40, 8).disc(2, 100, 80, 8), null);
		link(frame().disc(1, 52, 40, 8), uniform(160, 120, 12, 0));
		link(frame().disc(1, 64, 40, 8), uniform(160, 120, 12, 0));
		assertEquals(2, link(frame().disc(1, 76, 40, 8).disc(2, 136, 80, 8), uniform(160, 120, 12, 0), 136, 80)[0]);
	}

	/** What left at one side is not what comes in there later. */
	@Test
	public void testLeavingAndEntering() {
		link(frame().disc(1, 150, 58, 8).disc(2, 50, 60, 8), null);
		link(frame().disc(1, 158, 58, 8).disc(2, 58, 60, 8), uniform(160, 120, 8, 0));
		final int[] ids = link(frame().disc(2, 66, 60, 8).disc(3, 2, 30, 8), uniform(160, 120, 8, 0), 66, 60, 2, 30);
		assertEquals(2, ids[0]);
		assertEquals(3, ids[1]);
		assertEquals(4, link(frame().disc(2, 74, 60, 8).disc(3, 10, 30, 8).disc(4, 158, 60, 8), uniform(160, 120, 8, 0),
			158, 60)[0]);
		assertEquals(new Lineage.Track(1, 0, 1, 0), lineage.track(1));
	}

	@Test
	public void testDivision() {
		link(frame().disc(1, 60, 60, 14).disc(2, 120, 64, 14), null);
		link(frame().disc(1, 60, 60, 14).disc(2, 120, 64, 14), null);
		final int[] ids = link(frame().disc(1, 50, 60, 9.5).disc(2, 71, 58, 9.5).disc(3, 120, 66, 14), null, 50, 60, 71, 58,
			120, 66);
		assertNotEquals(1, ids[0]);
		assertNotEquals(1, ids[1]);
		assertEquals(2, ids[2]);
		assertEquals(new Lineage.Track(1, 0, 1, 0), lineage.track(1));
		assertEquals(new Lineage.Track(3, 2, 2, 1), lineage.track(3));
		assertEquals(new Lineage.Track(4, 2, 2, 1), lineage.track(4));
		// the daughters go on as themselves
		final int[] later = link(frame().disc(1, 46, 60, 10).disc(2, 75, 58, 10).disc(3, 120, 66, 14), null, 46, 60, 75,
			58);
		assertEquals(ids[0], later[0]);
		assertEquals(ids[1], later[1]);
		assertEquals(4, lineage.size());
	}

	@Test
	public void testRodDivision() {
		link(frame().capsule(1, 50, 60, 90, 60, 6), null);
		final int[] ids = link(frame().capsule(1, 48, 60, 64, 60, 6).capsule(2, 77, 60, 92, 62, 6), null, 60, 60, 80, 60);
		assertEquals(1, lineage.track(ids[0]).parent());
		assertEquals(1, lineage.track(ids[1]).parent());
	}

	@Test
	public void testNoDivision() {
		link(frame().disc(1, 60, 60, 14).disc(2, 120, 60, 12), null);
		// debris beside a cell, and a newcomer of full size beside another
		final int[] ids = link(frame().disc(1, 60, 60, 14).disc(3, 60, 79, 5).disc(2, 118, 60, 12).disc(4, 142, 60, 12),
			null, 60, 60, 118, 60);
		assertEquals(1, ids[0]);
		assertEquals(2, ids[1]);
		assertEquals(4, lineage.size());
		for (final Lineage.Track track : lineage.tracks())
			assertEquals(0, track.parent());
		// a chip breaks off
		final int[] after = link(frame().disc(1, 58, 60, 12).disc(3, 72, 60, 5).disc(2, 118, 60, 12).disc(4, 142, 60, 12),
			null, 58, 60);
		assertEquals(1, after[0]);
	}

	/** Cut through the middle by a bad segmentation: one piece is the cell. */
	@Test
	public void testHalvesAreNoDaughters() {
		link(frame().disc(1, 60, 60, 14), null);
		final Synthetic halves = frame().disc(1, 60, 60, 14);
		for (int p = 0; p < halves.labels.length; p++)
			if (halves.labels[p] > 0 && p % 160 > 61) halves.labels[p] = 2;
		assertEquals(1, link(halves, null, 55, 60)[0]);
		assertEquals(0, lineage.track(2).parent());
		assertEquals(1, link(frame().disc(1, 60, 60, 14), null, 60, 60)[0]);
	}

	/** Two cells taken for one in one frame are themselves again in the next. */
	@Test
	public void testMergedForOneFrame() {
		link(frame().disc(1, 50, 60, 10).disc(2, 70, 60, 10), null);
		link(frame().disc(1, 50, 60, 10).disc(2, 70, 60, 10), null);
		link(frame().disc(1, 50, 60, 10).disc(1, 70, 60, 10), null);
		final int[] ids = link(frame().disc(1, 50, 60, 10).disc(2, 70, 60, 10), null, 50, 60, 70, 60);
		assertEquals(1, ids[0]);
		assertEquals(2, ids[1]);
		assertEquals(2, lineage.size());
	}

	/** A cell cut in a large and a small piece for one frame. */
	@Test
	public void testCutForOneFrame() {
		link(frame().capsule(1, 40, 60, 80, 60, 9), null);
		final int[] cut = link(frame().capsule(1, 40, 60, 62, 60, 9).disc(2, 80, 60, 8), null, 45, 60);
		final int[] whole = link(frame().capsule(1, 40, 60, 80, 60, 9), null, 45, 60);
		assertEquals(1, cut[0]);
		assertEquals(1, whole[0]);
	}

	/** Passing each other at little distance: with flow, and by their pace. */
	@Test
	public void testCrossing() {
		for (final boolean known : new boolean[] { true, false }) {
			final Linker crossing = new Linker(new Lineage(), LinkOptions.defaults());
			final int step = known ? 9 : 5;
			for (int t = 0; t * step <= 80; t++) {
				final int a = 40 + t * step, b = 120 - t * step;
				final Synthetic scene = frame().disc(1, a, 52, 7).disc(2, b, 68, 7);
				final FlowField flow = FlowField.zero(160, 120);
				// of the previous frame: upper half right, lower half left
				for (int p = 0; known && p < flow.dx().length; p++)
					flow.dx()[p] = p / 160 < 60 ? step : -step;
				final int[] ids = Synthetic.values(crossing.link(scene.image(), flow));
				assertEquals(1, ids[52 * 160 + a], "frame " + t);
				assertEquals(2, ids[68 * 160 + b], "frame " + t);
			}
		}
	}

	/**
	 * 200 cells in a dense layer that all move half a diameter per frame, with a
	 * little motion of their own, a few of them missed, and a flow of zero.
	 */
	@Test
	public void testCrowdWithoutFlow() {
		assertTrue(crowd(0.5, 0.08, 0.02, 1) > 0.97);
		assertTrue(crowd(0, 0.15, 0.02, 2) > 0.98);
		// a whole diameter: every cell comes to lie where its neighbour was
		assertTrue(crowd(1, 0.08, 0.02, 3) > 0.95);
	}

	/** @return fraction of correct links */
	static double crowd(final double motion, final double jitter, final double missing, final long seed) {
		final Random random = new Random(seed);
		final Synthetic start = InstanceSplitterTest.crowd(512, 512, 200, seed);
		final Regions cells = Regions.of(start.image());
		final int n = cells.count();
		final double[] x = new double[n], y = new double[n], r = new double[n];
		for (int k = 0; k < n; k++) {
			x[k] = cells.x(k);
			y[k] = cells.y(k);
			r[k] = Math.sqrt(cells.area(k) / Math.PI);
		}
		final Linker linker = new Linker(new Lineage(), LinkOptions.defaults());
		Map<Integer, Integer> before = new HashMap<>();
		int links = 0, correct = 0;
		for (int t = 0; t < 6; t++) {
			final Synthetic frame = new Synthetic(512, 512);
			final List<Integer> shown = new ArrayList<>();
			for (int k = 0; k < n; k++) {
				if (random.nextDouble() < missing) continue;
				frame.disc(k + 1, x[k], y[k], r[k]);
				shown.add(k);
			}
			final int[] ids = Synthetic.values(linker.link(frame.image(), null));
			final Map<Integer, Integer> now = new HashMap<>();
			for (int p = 0; p < ids.length; p++)
				if (ids[p] > 0) now.put(frame.labels[p], ids[p]);
			for (final var entry : now.entrySet()) {
				if (!before.containsKey(entry.getKey())) continue;
				links++;
				if (before.get(entry.getKey()).equals(entry.getValue())) correct++;
			}
			before = now;
			final double angle = 0.7 * t;
			for (int k = 0; k < n; k++) {
				x[k] += 24 * (motion * Math.cos(angle) + jitter * random.nextGaussian());
				y[k] += 24 * (motion * Math.sin(angle) + jitter * random.nextGaussian());
			}
		}
		return correct / (double) links;
	}

	/** Prints how well crowds are linked without flow, and the time of a frame. */
	public static void main(final String... args) {
		for (final double motion : new double[] { 0, 0.25, 0.5, 0.75, 1 })
			for (final double jitter : new double[] { 0.05, 0.1, 0.2 }) {
				double sum = 0;
				for (int seed = 0; seed < 3; seed++)
					sum += crowd(motion, jitter, 0.03, seed);
				System.out.printf("motion %.2f d, jitter %.2f d: %.4f of links%n", motion, jitter, sum / 3);
			}
		final Synthetic scene = InstanceSplitterTest.crowd(512, 512, 200, 7);
		final FlowField flow = FlowField.zero(512, 512);
		for (int round = 0; round < 5; round++) {
			final Linker linker = new Linker(new Lineage(), LinkOptions.defaults());
			final long start = System.nanoTime();
			for (int k = 0; k < 50; k++)
				linker.link(scene.image(), flow);
			System.out.printf("link 512 x 512, 200 objects: %.2f ms%n", (System.nanoTime() - start) / 50e6);
		}
	}
}
