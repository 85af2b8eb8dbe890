package org.maskvos.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Signals need a process of their own. */
@Tag("slow")
@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InterruptionTest {

	@TempDir
	private Path folder;

	@Test
	void aPoliteKillEndsWhatIsStuck() throws IOException, InterruptedException {
		stop("TERM", 1, 143);
	}

	@Test
	void ctrlCEndsWhatIsStuck() throws IOException, InterruptedException {
		assumeFalse(isInterruptIgnored(), "background processes of a shell without job control are deaf to Ctrl-C");
		stop("INT", 1, 130);
	}

	@Test
	void aSecondSignalEndsItAtOnce() throws IOException, InterruptedException {
		stop("TERM", 2, 143);
	}

	// -- Helper methods --

	private void stop(final String signal, final int times, final int code) throws IOException, InterruptedException {
		final Path part = folder.resolve("a.part");
		final ProcessBuilder java = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
			"@" + classPath(), StuckMain.class.getName(), part.toString());
		final Process process = java.start();
		try (BufferedReader out = process.inputReader(); BufferedReader err = process.errorReader()) {
			assertEquals("stuck", out.readLine());
			for (int i = 0; i < times; i++)
				new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
			assertEquals("maskvos: " + Interruption.CANCELED, err.readLine());
			assertTrue(process.waitFor(30, TimeUnit.SECONDS));
			assertEquals(code, process.exitValue());
			assertFalse(Files.exists(part));
		}
		finally {
			process.destroyForcibly();
		}
	}

	private static boolean isInterruptIgnored() throws IOException {
		final Path status = Path.of("/proc/self/status");
		if (!Files.exists(status)) return false;
		return Files.readAllLines(status).stream().filter(line -> line.startsWith("SigIgn:")).anyMatch(line -> (Long
			.parseUnsignedLong(line.substring(7).trim(), 16) & 2) != 0);
	}

	/** Java's arguments in a file: a class path may be too long for a command line. */
	private Path classPath() throws IOException {
		return Files.writeString(folder.resolve("arguments"), "-cp \"" + System.getProperty("java.class.path").replace("\\",
			"\\\\") + "\"");
	}
}
