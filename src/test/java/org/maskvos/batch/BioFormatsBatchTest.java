package org.maskvos.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A batch in a process where {@code bioformats_package.jar} comes first in the class path, with the older Jackson that it
 * holds: records are read as they were written.
 */
@Tag("unit")
public class BioFormatsBatchTest {

	@TempDir
	private Path folder;

	@Test
	@Timeout(120)
	public void recordsAreReadByTheirJackson() throws Exception {
		final String jar = System.getProperty("bioformats.jar");
		assumeTrue(jar != null, "no -Dbioformats.jar");
		final Path movies = Files.createDirectory(folder.resolve("movies")), results = folder.resolve("results");
		MovieFolder.stack(movies.resolve("cells.tif"), MovieFolder.simulation(3, 40, 1));
		for (final String expected : List.of("1 done, 0 by another", "0 done, 1 by another")) {
			final ProcessBuilder builder = BatchMain.process(movies, "", results, 0);
			final int path = builder.command().indexOf("-cp") + 1;
			builder.command().set(path, jar + File.pathSeparator + builder.command().get(path));
			final Process process = builder.start();
			final List<String> lines = process.inputReader().lines().toList();
			assertEquals(0, process.waitFor(), lines::toString);
			assertTrue(lines.contains(expected), lines::toString);
			assertTrue(Files.readString(results.resolve("batch.csv")).contains(",done,"));
		}
	}
}
