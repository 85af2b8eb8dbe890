package org.maskvos.labels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import net.imglib2.img.array.ArrayImgs;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskvos.movie.Axis;
import org.maskvos.movie.FrameCalibration;
import org.maskvos.movie.MovieException;
import org.maskvos.movie.MovieInfo;

class ObjectTableFileTest {

	@TempDir
	Path folder;

	private final MovieInfo info = new MovieInfo("a", 4, 3, 1, 2, Axis.TIME, new FrameCalibration(0.5, 0.5, 1, "um", 30,
		"sec"));
	private final Lineage lineage = new Lineage();

	@Test
	void oneRowForEachObjectAndFrame() throws IOException {
		final Path file = folder.resolve("tracks.csv");
		try (ObjectTableFile table = new ObjectTableFile(file, info)) {
			lineage.begin(0, 0);
			write(table, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0);
			lineage.begin(1, 1);
			write(table, 1, 2, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1);
			table.commit();
		}
		final List<String> lines = Files.readAllLines(file);
		assertEquals(List.of("frame,id,parent,area_px", "1,1,0,2", "2,1,0,2", "2,2,1,1"), //
			lines.stream().map(l -> String.join(",", List.of(l.split(",")).subList(0, 4))).toList());
	}

	@Test
	void withoutCommitNothingIsLeft() throws IOException {
		try (ObjectTableFile table = new ObjectTableFile(folder.resolve("tracks.csv"), info)) {
			write(table, 0, new int[12]);
		}
		assertEquals(0, folder.toFile().list().length);
	}

	@Test
	void anEarlierTableStaysUntilTheNewOneIsComplete() throws IOException {
		final Path file = Files.writeString(folder.resolve("tracks.csv"), "old");
		try (ObjectTableFile table = new ObjectTableFile(file, info)) {
			assertEquals("old", Files.readString(file));
			table.commit();
		}
		assertTrue(Files.readString(file).startsWith("frame,"));
		assertFalse(Files.exists(folder.resolve("tracks.csv.part")));
	}

	@Test
	void unwritableFolderIsNamed() {
		final Path file = folder.resolve("missing").resolve("tracks.csv");
		final MovieException exc = assertThrows(MovieException.class, () -> new ObjectTableFile(file, info));
		assertTrue(exc.getMessage().contains(file.toString()), exc.getMessage());
	}

	// -- Helper methods --

	/** Brightness is the index of the pixel. */
	private void write(final ObjectTableFile table, final int t, final int... labels) throws IOException {
		final float[] values = new float[12];
		for (int i = 0; i < 12; i++)
			values[i] = i;
		table.write(t, ArrayImgs.ints(labels, 4, 3), ArrayImgs.floats(values, 4, 3, 1), lineage);
	}
}
