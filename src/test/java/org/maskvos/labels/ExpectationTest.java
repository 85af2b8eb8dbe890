package org.maskvos.labels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;

import net.imglib2.img.array.ArrayImgs;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.maskvos.flow.FlowField;

@Tag("unit")
class ExpectationTest {

	private static final int WIDTH = 8, HEIGHT = 6;

	private final FlowField flow = FlowField.zero(WIDTH, HEIGHT);
	private final int[] ids = new int[WIDTH * HEIGHT];
	private final float[] landscape = new float[WIDTH * HEIGHT];

	@Test
	void objectsMoveWithTheFlow() {
		ids[at(2, 1)] = 900;
		ids[at(3, 1)] = 900;
		ids[at(5, 3)] = 17;
		landscape[at(3, 1)] = 0.7f;
		Arrays.fill(flow.dx(), 2.4f);
		Arrays.fill(flow.dy(), 0.6f);
		final Expectation expected = expectation();
		assertEquals(2, expected.objects());
		final int[] labels = new int[WIDTH * HEIGHT];
		labels[at(4, 2)] = 1;
		labels[at(5, 2)] = 1;
		labels[at(7, 4)] = 2;
		assertArrayEquals(labels, expected.labels());
		assertEquals(0.7f, expected.landscape()[at(5, 2)]);
		assertTrue(Float.isNaN(expected.landscape()[at(1, 1)]), "nothing arrives there");
	}

	@Test
	void anObjectWinsOverNone() {
		ids[at(2, 1)] = 5;
		flow.dx()[at(2, 1)] = 1;
		flow.dx()[at(4, 1)] = -1;
		assertEquals(1, expectation().labels()[at(3, 1)]);
	}

	@Test
	void gapsAreClosed() {
		for (int x = 1; x < 7; x++)
			ids[at(x, 3)] = 4;
		for (int x = 4; x < WIDTH; x++)
			flow.dx()[at(x, 3)] = 1;
		final int[] labels = expectation().labels();
		for (int x = 1; x < WIDTH; x++)
			assertEquals(1, labels[at(x, 3)], "x = " + x);
	}

	@Test
	void absurdMotionIsLeftOut() {
		ids[at(2, 1)] = 5;
		flow.dx()[at(2, 1)] = Float.NaN;
		assertEquals(0, Arrays.stream(expectation().labels()).sum());
	}

	private Expectation expectation() {
		return Expectation.of(ArrayImgs.ints(ids, WIDTH, HEIGHT), landscape, flow);
	}

	private static int at(final int x, final int y) {
		return y * WIDTH + x;
	}
}
