package org.maskvos.labels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Objects that fall into parts, in frames of one row. */
@Tag("unit")
class PartTrackerTest {

	private final Lineage lineage = new Lineage();
	private final PartTracker tracker = new PartTracker(lineage, 12, 100);
	private int t;

	/** @param frame a character per pixel, "." for background */
	private String next(final String frame, final Integer... given) {
		final int[] ids = frame.chars().map(c -> c == '.' ? 0 : c - '0').toArray();
		tracker.apply(t, ids, new TreeSet<>(Arrays.asList(given)));
		Arrays.stream(ids).filter(id -> id != 0).distinct().forEach(id -> lineage.seen(id, t));
		t++;
		final StringBuilder text = new StringBuilder();
		for (final int id : ids)
			text.append(id == 0 ? "." : id < 10 ? String.valueOf(id) : String.valueOf((char) ('a' + id - 100)));
		return text.toString();
	}

	@Test
	void partsBecomeChildrenInTheThirdFrame() {
		assertEquals("...7777..2..", next("...7777..2.."));
		assertEquals("..77.77..2..", next("..77.77..2.."));
		assertEquals("..77.77..2..", next("..77.77..2.."));
		assertEquals(".aa...bb.2..", next(".77...77.2.."));
		assertEquals("aa.....bb2..", next("77.....772.."));
		assertEquals(new Lineage.Track(7, 0, 2, 0), lineage.track(7));
		assertEquals(new Lineage.Track(100, 3, 4, 7), lineage.track(100));
		assertEquals(new Lineage.Track(101, 3, 4, 7), lineage.track(101));
	}

	@Test
	void partsForAMomentAndCrumbsAreNoChildren() {
		next("...7777.....");
		next("...77.77....");
		next("...77.77....");
		assertEquals("...77777....", next("...77777...."));
		for (int k = 0; k < 5; k++)
			assertEquals("...77777.7..", next("...77777.7.."));
		assertEquals(List.of(7), lineage.tracks().stream().map(Lineage.Track::id).toList());
	}

	@Test
	void childrenThatTouchStayApartAndMayDivideAgain() {
		for (int k = 0; k < 3; k++)
			next(".777...777..");
		assertEquals(".aaaa.bbbb..", next(".7777.7777.."));
		assertEquals("..aaa.bbbb..", next("..777.7777.."));
		final int[] touching = next("..77777777..").chars().toArray();
		assertEquals('a', touching[2]);
		assertEquals('b', touching[9]);
		next("..777.77.77.");
		next("..777.77.77.");
		assertEquals("..aaa.cc.dd.", next("..777.77.77."));
		assertEquals(101, lineage.parent(102));
	}

	@Test
	void whatAPersonDrawsIsWholeAgain() {
		for (int k = 0; k < 3; k++)
			next(".777...777..");
		assertEquals("..7777......", next("..7777......", 7));
		assertEquals("..7777......", next("..7777......"));
		assertArrayEquals(new int[] { 7, 100, 101 }, lineage.tracks().stream().mapToInt(Lineage.Track::id).toArray());
	}
}
