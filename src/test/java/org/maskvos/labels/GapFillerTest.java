package org.maskvos.labels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests {@link GapFiller} on drawn objects. */
@Tag("unit")
public class GapFillerTest {

	private final GapFiller gaps = new GapFiller(2);

	private static Synthetic frame() {
		return new Synthetic(80, 60);
	}

	private void add(final Synthetic... frames) {
		for (final Synthetic frame : frames)
			gaps.add(frame.image());
	}

	private static int at(final Synthetic frame, final int x, final int y) {
		return frame.labels[y * frame.width + x];
	}

	@Test
	public void testMissedTwice() {
		final Synthetic one = frame(), two = frame();
		add(frame().disc(7, 17, 30, 6), frame().disc(7, 20, 30, 6), one, two, frame().disc(7, 29, 30, 6));
		assertArrayEquals(frame().disc(7, 23, 30, 6).labels, one.labels);
		assertArrayEquals(frame().disc(7, 26, 30, 6).labels, two.labels);
	}

	@Test
	public void testWhatWasSeenOnceMayBeAnything() {
		assertNotDrawn(frame(), frame().disc(7, 20, 30, 6), frame().disc(7, 20, 30, 6));
	}

	@Test
	public void testWhatIsFarOrOfAnotherSizeMayBeSomethingElse() {
		assertNotDrawn(frame().disc(7, 20, 30, 6), frame().disc(7, 20, 30, 6), frame().disc(7, 35, 30, 6));
		assertNotDrawn(frame().disc(7, 20, 30, 6), frame().disc(7, 20, 30, 6), frame().disc(7, 20, 30, 9));
	}

	private void assertNotDrawn(final Synthetic first, final Synthetic second, final Synthetic afterwards) {
		final Synthetic missed = frame();
		add(first, second, missed, afterwards);
		assertArrayEquals(frame().labels, missed.labels);
	}

	@Test
	public void testMissedForTooLong() {
		final Synthetic[] missed = { frame(), frame(), frame() };
		add(frame().disc(7, 20, 30, 6), frame().disc(7, 20, 30, 6));
		add(missed);
		add(frame().disc(7, 20, 30, 6));
		for (final Synthetic each : missed)
			assertArrayEquals(frame().labels, each.labels);
	}

	@Test
	public void testWhatLeavesIsNotDrawn() {
		assertNotDrawn(frame().disc(7, 20, 30, 6), frame().disc(7, 20, 30, 6), frame().disc(8, 20, 30, 6));
	}

	@Test
	public void testSwallowedByItsNeighbour() {
		final Synthetic apart = frame().disc(1, 30, 30, 6).disc(2, 43, 30, 6);
		final Synthetic merged = frame().capsule(1, 30, 30, 43, 30, 6);
		add(apart, apart, merged, frame().disc(1, 30, 30, 6).disc(2, 43, 30, 6));
		assertEquals(1, at(merged, 30, 30));
		assertEquals(2, at(merged, 43, 30));
		assertEquals(2, at(merged, 48, 30));
	}

	@Test
	public void testNeighbourIsNotErased() {
		final Synthetic other = frame().disc(9, 30, 30, 6);
		add(frame().disc(2, 30, 30, 6), frame().disc(2, 30, 30, 6), other, frame().disc(2, 30, 30, 6));
		assertArrayEquals(frame().disc(9, 30, 30, 6).labels, other.labels);
	}

	@Test
	public void testAtTheBorder() {
		final Synthetic missed = frame();
		add(frame().disc(3, 1, 1, 5), frame().disc(3, 1, 1, 5), missed, frame().disc(3, 0, 1, 5));
		assertEquals(3, at(missed, 0, 0));
		final int size = (int) java.util.Arrays.stream(missed.labels).filter(id -> id == 3).count();
		assertEquals(missed.labels.length - size, java.util.Arrays.stream(missed.labels).filter(id -> id == 0).count());
	}
}
