package org.maskvos.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same movie gives the same files, byte by byte, with any number of threads. */
@Tag("slow")
class ThreadsTest {

	@TempDir
	Path folder;

	@Test
	void oneAndTwoThreadsAgree() throws IOException {
		run("simulate", "-o", path("movie.tif"), "--truth", path("truth.tif"), "--frames", "4", "--width", "128",
			"--height", "96", "--cells", "6");
		for (final String threads : new String[] { "1", "2" }) {
			run("segment", path("movie.tif"), "-o", path("s" + threads + ".tif"), "--tracks", path("s" + threads + ".csv"),
				"--threads", threads);
			run("propagate", path("movie.tif"), "--annotations", path("truth.tif"), "-o", path("p" + threads + ".tif"),
				"--tracks", path("p" + threads + ".csv"), "--threads", threads);
		}
		for (final String name : new String[] { "s%d.tif", "s%d.csv", "p%d.tif", "p%d.csv" })
			assertArrayEquals(bytes(name, 1), bytes(name, 2), name);
	}

	private String path(final String name) {
		return folder.resolve(name).toString();
	}

	private byte[] bytes(final String name, final int threads) throws IOException {
		return Files.readAllBytes(folder.resolve(String.format(name, threads)));
	}

	private static void run(final String... arguments) {
		assertEquals(0, Main.run(arguments), String.join(" ", arguments));
	}
}
