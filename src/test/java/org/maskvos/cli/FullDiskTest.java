package org.maskvos.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be written is told, and nothing of it stays: every kind of file, and standard output. */
@Tag("slow")
@Timeout(300)
class FullDiskTest {

	@TempDir
	private Path folder;

	/** The shell's limit on the size of files stands for a full disk. */
	@Test
	@DisabledOnOs(OS.WINDOWS)
	void everyKindOfResult() throws Exception {
		EveryOutput.write(folder.resolve("labels.tif"));
		EveryOutput.write(folder.resolve("movie.tif"));
		final List<String> old = List.of("set.zip", "table.csv", "film.avi", "truth.tif", "result.csv");
		for (final String name : old)
			Files.writeString(folder.resolve(name), "old");
		final TreeSet<String> before = names();

		final Process process = EveryOutput.process(folder, folder, "64").start();
		final List<String> lines = process.inputReader().lines().toList();
		assertEquals(0, process.waitFor());

		assertEquals(9, lines.size(), lines::toString);
		for (final String line : lines) {
			final String[] words = line.split("\t");
			assertEquals("1", words[1], line);
			// NB: of two files that grow together, the one that is full first is named
			final String named = words[0].replaceFirst("\\..*", "");
			assertTrue(words[2].matches("maskvos: " + folder + "/" + named + "[.a-z]* cannot be written: [^|]+\\."), line);
		}
		assertEquals(before, names());
		for (final String name : old)
			assertEquals("old", Files.readString(folder.resolve(name)), name);
	}

	@Test
	void standardOutput() {
		final ByteArrayOutputStream err = new ByteArrayOutputStream();
		final OutputStream full = new OutputStream() {

			@Override
			public void write(final int b) throws IOException {
				throw new IOException("No space left on device");
			}
		};
		for (final String command : List.of("models list --json", "models list", "--version", "--help")) {
			err.reset();
			assertEquals(Failures.FAILED, Main.run(new PrintStream(full), new PrintStream(err), () -> false, command.split(
				" ")), command);
			assertEquals("maskvos: The result cannot be written to standard output: it is full, or nobody reads it.", err
				.toString().strip());
		}
	}

	private TreeSet<String> names() throws IOException {
		try (Stream<Path> all = Files.list(folder)) {
			return new TreeSet<>(all.map(path -> path.getFileName().toString()).toList());
		}
	}
}
