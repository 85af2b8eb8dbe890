package org.maskvos.labels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

import net.imglib2.img.array.ArrayImgs;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Objects that go and come back, in frames of one row, as tracks without gaps. */
@Tag("unit")
class ContiguousTracksTest {

	/** A row for each frame, a character for each pixel, "." for background. */
	private static ContiguousTracks cut(final String table, final String... frames) throws IOException {
		final Appearances shown = new Appearances();
		for (final String frame : frames)
			shown.add(ArrayImgs.ints(ids(frame), frame.length(), 1));
		return ContiguousTracks.of(shown, new Ancestry(TrackTable.read(table.lines().toList())));
	}

	private static String text(final ContiguousTracks tracks) throws IOException {
		final StringBuilder text = new StringBuilder();
		TrackTable.write(tracks.tracks(), text);
		return text.toString().strip().replace("\n", ", ");
	}

	private static int[] relabelled(final ContiguousTracks tracks, final int t, final String frame) {
		return tracks.relabel(t, ArrayImgs.ints(ids(frame), frame.length(), 1)).update(null).getCurrentStorageArray();
	}

	private static int[] ids(final String frame) {
		return frame.chars().map(c -> c == '.' ? 0 : c - '0').toArray();
	}

	@Test
	void tracksWithoutGapsStayAsTheyAre() throws IOException {
		final ContiguousTracks tracks = cut("3 0 1 0\n7 2 3 3\n5 2 2 3", "33.", "33.", "575", ".77");
		assertEquals("3 0 1 0, 5 2 2 3, 7 2 3 3", text(tracks));
		assertArrayEquals(ids("575"), relabelled(tracks, 2, "575"));
	}

	@Test
	void aGapBeginsAnotherTrackOfWhichTheFirstIsTheParent() throws IOException {
		final ContiguousTracks tracks = cut("", "11.22", "...22", "11...", "...22", "11.22");
		assertEquals("1 0 0 0, 2 0 1 0, 3 2 2 1, 4 4 4 3, 5 3 4 2", text(tracks));
		assertArrayEquals(new int[] { 4, 4, 0, 5, 5 }, relabelled(tracks, 4, "11.22"));
	}

	@Test
	void childrenDescendFromTheLastTrackBeforeThem() throws IOException {
		assertEquals("1 0 0 0, 2 4 4 4, 3 4 4 4, 4 2 2 1", text(cut("1 0 2 0\n2 4 4 1\n3 4 4 1", "11", "..", "1.", "..",
			"23")));
	}

	@Test
	void aParentThatGoesOnIsItsOwnChild() throws IOException {
		assertEquals("1 0 1 0, 2 2 3 1, 3 2 3 1", text(cut("1 0 3 0\n2 2 3 1", "11", "11", "12", "12")));
		assertEquals("1 0 1 0, 2 2 3 1, 3 3 3 4, 4 2 2 1, 5 3 3 4", text(cut("1 0 3 0\n2 2 3 1\n3 3 3 1", "111", "111",
			"12.", "123")));
	}

	@Test
	void whatCannotBeAParentIsNone() throws IOException {
		// as old as the child; younger; itself; in a circle; nobody
		assertEquals("1 0 1 0, 2 0 1 0", text(cut("1 0 1 0\n2 0 1 1", "12", "12")));
		assertEquals("1 1 1 2, 2 0 0 0, 3 1 1 2", text(cut("1 0 1 2\n2 0 1 1", ".2", "12")));
		assertEquals("1 0 1 0", text(cut("1 0 1 1", "1", "1")));
		assertEquals("1 1 1 0", text(cut("1 1 1 8\n8 0 0 9\n9 0 0 8", ".", "1")));
		assertEquals("1 1 1 0", text(cut("1 1 1 5", ".", "1")));
	}

	/** So that a table of tracks without gaps can be read again with the labels of the movie. */
	@Test
	void anUnseenParentHandsItsChildOn() throws IOException {
		final String[] movie = { "11", "..", "1.", "23" };
		final ContiguousTracks tracks = cut("1 0 2 0\n2 3 3 1\n3 3 3 1", movie);
		assertEquals("1 0 0 0, 2 3 3 4, 3 3 3 4, 4 2 2 1", text(tracks));
		assertEquals(text(tracks), text(cut(text(tracks).replace(", ", "\n"), movie)));
	}

	@Test
	void largeIdsAreNumberedAnewInTheOrderOfAppearance() throws IOException {
		final ContiguousTracks tracks = cut("3 1 2 9", "9..", "933", "..3", "9.3");
		assertEquals("3 1 3 9, 9 0 0 0, 10 1 1 9, 11 3 3 10", text(tracks));
		assertEquals(text(tracks), text(tracks.within(11)));
		final ContiguousTracks few = tracks.within(10);
		assertEquals("1 0 0 0, 2 1 3 1, 3 1 1 1, 4 3 3 3", text(few));
		assertArrayEquals(new int[] { 4, 0, 2 }, relabelled(few, 3, "9.3"));
	}

	@Test
	void emptyFramesAndMovies() throws IOException {
		assertEquals("", text(cut("1 0 0 0")));
		assertEquals("", text(cut("1 0 0 0", "..", "..").within(3)));
		assertEquals("1 1 1 0", text(cut("", "..", ".1", "..")));
		assertEquals(List.of(0, 0), IntStream.of(relabelled(cut("", ".."), 0, "..")).boxed().toList());
	}
}
