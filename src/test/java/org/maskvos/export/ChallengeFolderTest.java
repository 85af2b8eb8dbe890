package org.maskvos.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.process.FloatProcessor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskvos.io.LabelMovie;
import org.maskvos.io.LabelMovies;
import org.maskvos.labels.Lineage;
import org.maskvos.movie.MovieException;
import org.maskvos.vos.Progress;

/** What is in a folder for the Cell Tracking Challenge. */
@Tag("unit")
class ChallengeFolderTest {

	@TempDir
	private Path folder;

	@Test
	void anObjectThatComesBackIsAnotherTrack() throws IOException {
		final Path result = export(List.of(new Lineage.Track(40, 3, 3, 7)), new int[][] { { 7, 7, 12 }, { 0, 0, 12 }, { 7,
			0, 12 }, { 40, 0, 0 }, { 0, 0, 0 } });
		assertEquals(List.of("7 0 0 0", "12 0 2 0", "40 3 3 41", "41 2 2 7"), tracks(result));
		assertArrayEquals(new int[] { 41, 0, 12 }, frame(result, "mask002.tif"));
		assertArrayEquals(new int[] { 7, 7, 12 }, frame(result, "mask000.tif"));
		assertArrayEquals(new int[] { 0, 0, 0 }, frame(result, "mask004.tif"));
		assertEquals(6, files(result).size());
	}

	@Test
	void labelsAboveSixteenBitsAreNumberedAnew() throws IOException {
		final Path result = export(List.of(), new int[][] { { 0, 3000000, 5 }, { 65536, 0, 5 } });
		assertEquals(List.of("1 0 1 0", "2 0 0 0", "3 1 1 0"), tracks(result));
		assertArrayEquals(new int[] { 3, 0, 1 }, frame(result, "mask001.tif"));
	}

	@Test
	void moreTracksThanSixteenBitsAreRefused() throws IOException {
		final int[][] frames = new int[2][65_536];
		Arrays.setAll(frames[0], i -> i);
		final MovieException e = assertThrows(MovieException.class, () -> {
			frames[1][0] = 65_536;
			export(List.of(), frames);
		});
		assertEquals("The labels 'labels' have 65536 tracks, but the Cell Tracking Challenge's layout holds 65535.", e
			.getMessage());
		assertEquals(List.of(), files(folder));
		frames[1][0] = 0;
		assertEquals(65_535, tracks(export(List.of(), frames)).size());
	}

	@Test
	void moreThanAThousandFramesAreInTheOrderOfTheirNames() throws IOException {
		final int[][] frames = new int[1001][1];
		frames[1000][0] = 3;
		final Path result = export(List.of(), frames);
		assertArrayEquals(new int[] { 3 }, frame(result, "mask1000.tif"));
		assertTrue(Files.exists(result.resolve("mask0999.tif")));
		assertFalse(Files.exists(result.resolve("mask999.tif")));
		assertEquals(List.of("3 1000 1000 0"), tracks(result));
	}

	@Test
	void oneFrame() throws IOException {
		assertEquals(List.of("1 0 0 0", "9 0 0 0"), tracks(export(List.of(), new int[][] { { 9, 0, 1 } })));
	}

	// -- Helper methods --

	/** @param frames of one row each */
	private Path export(final List<Lineage.Track> tracks, final int[]... frames) throws IOException {
		final ImageStack stack = new ImageStack(frames[0].length, 1);
		for (final int[] frame : frames)
			stack.addSlice(new FloatProcessor(frame.length, 1, frame.clone()));
		final ImagePlus image = new ImagePlus("labels", stack);
		image.setDimensions(1, 1, frames.length);
		final Path target = folder.resolve("01_RES");
		try (LabelMovie labels = LabelMovies.of(image)) {
			new LabelExport(labels, null, tracks, Progress.none()).run(ExportFormat.CTC, target);
		}
		return target;
	}

	private static List<String> tracks(final Path result) throws IOException {
		return Files.readAllLines(result.resolve("res_track.txt"));
	}

	private static int[] frame(final Path result, final String name) {
		final ImagePlus image = IJ.openImage(result.resolve(name).toString());
		assertEquals(16, image.getBitDepth());
		final int[] ids = new int[image.getWidth()];
		Arrays.setAll(ids, x -> image.getProcessor().get(x, 0));
		return ids;
	}

	private static List<String> files(final Path where) throws IOException {
		final List<String> names = new ArrayList<>();
		try (var files = Files.list(where)) {
			files.forEach(file -> names.add(file.getFileName().toString()));
		}
		return names;
	}
}
