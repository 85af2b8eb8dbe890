package org.maskvos.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs macros in a process of its own, as {@code fiji --headless} would: ImageJ
 * can be patched, and be started, only once in a process.
 */
final class FijiMacros {

	/**
	 * How a macro ended.
	 *
	 * @param value what it returned; {@code [aborted]} if it was stopped
	 * @param console everything that was printed while it ran
	 */
	record Result(String value, String console) {}

	private FijiMacros() {}

	/** Runs macros one after the other in the same ImageJ. */
	static List<Result> run(final Path folder, final List<String> macros) throws IOException, InterruptedException {
		final List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java")
			.toString(), "-Djava.awt.headless=true", "-Xmx256m", "-XX:TieredStopAtLevel=1", "-Djava.util.prefs.userRoot=" +
				folder, "-Duser.home=" + folder, "--add-opens", "java.base/java.lang=ALL-UNNAMED", "-cp", System.getProperty(
					"java.class.path"), FijiMain.class.getName()));
		for (int i = 0; i < macros.size(); i++)
			command.add(Files.writeString(folder.resolve("macro" + i + ".ijm"), macros.get(i)).toString());
		final Path console = folder.resolve("console.txt");
		final Process process = new ProcessBuilder(command).directory(folder.toFile()) //
			.redirectErrorStream(true).redirectOutput(console.toFile()).start();
		if (!process.waitFor(10, TimeUnit.MINUTES)) process.destroyForcibly();
		return results(Files.readString(console, StandardCharsets.UTF_8));
	}

	// -- Helper methods --

	private static List<Result> results(final String console) {
		final List<Result> results = new ArrayList<>();
		StringBuilder lines = new StringBuilder();
		for (final String line : console.split("\n")) {
			if (line.startsWith("@begin ")) lines = new StringBuilder();
			else if (line.startsWith("@end ")) results.add(new Result(line.substring(5), lines.toString()));
			else lines.append(line).append('\n');
		}
		if (results.isEmpty()) throw new IllegalStateException(console);
		return results;
	}
}
