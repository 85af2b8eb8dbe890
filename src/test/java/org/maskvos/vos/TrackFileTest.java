package org.maskvos.vos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import net.imglib2.img.array.ArrayImgs;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskvos.DiscMovie;
import org.maskvos.labels.Lineage;

/** The table of tracks tells what the labels show, whatever the linker believed. */
@Tag("unit")
class TrackFileTest {

	@TempDir
	private Path folder;

	@Test
	void tracksAreThoseOfTheLabels() throws IOException {
		final Lineage lineage = new Lineage();
		lineage.begin(0, 0);
		lineage.begin(2, 1);
		lineage.begin(2, 1);
		lineage.seen(1, 4);
		final Path file = folder.resolve("tracks.txt");
		final int[][] labels = { { 1, 0, 0 }, { 1, 0, 0 }, { 2, 0, 0 }, { 0, 0, 0 }, { 2, 0, 1 } };
		try (TrackFile table = new TrackFile(file, new DiscMovie(3, 1, 5).info())) {
			for (int t = 0; t < labels.length; t++)
				table.write(new FrameResult(t, ArrayImgs.ints(labels[t], 3, 1), null, lineage));
			table.commit(lineage);
		}
		// 3 is in no frame; 1 comes back, 2 too
		assertEquals(List.of("1 0 1 0", "2 2 2 1", "3 4 4 1", "4 4 4 2"), Files.readAllLines(file));
	}
}
