package org.maskvos.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The same input gives the same bytes: in another process, at another time, in another time zone and language. */
@Tag("slow")
@Timeout(300)
class SameAgainTest {

	@TempDir
	private Path folder;

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void everyKindOfResult() throws Exception {
		EveryOutput.write(folder.resolve("labels.tif"));
		EveryOutput.write(folder.resolve("movie.tif"));
		final Map<String, byte[]> first = run("first", "UTC", "en", "US");
		final Map<String, byte[]> second = run("second", "Asia/Tokyo", "ar", "EG");
		assertEquals(first.keySet(), second.keySet());
		assertTrue(first.keySet().containsAll(List.of("set.zip", "table.csv", "film.avi", "pictures/00003.png",
			"01_RES/mask003.tif", "davis/00003.png", "result.tif", "result.csv", "result.zarr/.zattrs",
			"result.zarr/0/.zarray")), () -> first.keySet().toString());
		first.forEach((name, bytes) -> assertArrayEquals(bytes, second.get(name), name));
	}

	private Map<String, byte[]> run(final String name, final String zone, final String language, final String country)
		throws Exception
	{
		final Path target = Files.createDirectory(folder.resolve(name));
		final ProcessBuilder builder = EveryOutput.process(target, folder, "unlimited");
		builder.environment().put("JAVA_TOOL_OPTIONS", "-Duser.language=" + language + " -Duser.country=" + country);
		builder.environment().put("TZ", zone);
		final Process process = builder.start();
		final List<String> lines = process.inputReader().lines().toList();
		assertEquals(0, process.waitFor());
		for (final String line : lines)
			assertEquals("0", line.split("\t")[1], line);
		final Map<String, byte[]> contents = new TreeMap<>();
		try (Stream<Path> all = Files.walk(target)) {
			for (final Path file : all.filter(Files::isRegularFile).toList())
				contents.put(target.relativize(file).toString(), Files.readAllBytes(file));
		}
		return contents;
	}
}
