package org.maskvos.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Where no locale is set, as in cron's jobs, and the launcher has not set one, names outside ASCII are refused by name. */
@Tag("unit")
@Timeout(120)
class LocaleTest {

	@TempDir
	private Path folder;

	@Test
	@EnabledOnOs(OS.LINUX)
	void namesOutsideTheCharacterSet() throws Exception {
		final String[][] calls = { { "segment", folder + "/\u00fcber.tif", "-o", folder + "/labels.tif" }, //
			{ "simulate", "-o", folder + "/\u00fcber.tif" } };
		for (final String[] call : calls) {
			final List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java")
				.toString(), "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), Main.class.getName()));
			command.addAll(List.of(call));
			final ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
			builder.environment().put("LC_ALL", "C");
			final Process process = builder.start();
			final List<String> lines = process.inputReader().lines().toList();
			assertEquals(Failures.BAD_INPUT, process.waitFor(), lines::toString);
			assertEquals(1, lines.size(), lines::toString);
			assertTrue(lines.get(0).contains("has characters that are not in this system's character set, ") && lines.get(0)
				.contains("set LC_ALL=C.UTF-8"), lines.get(0));
		}
	}
}
