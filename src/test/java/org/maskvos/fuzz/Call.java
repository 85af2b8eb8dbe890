package org.maskvos.fuzz;

import com.sun.management.ThreadMXBean;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.maskvos.cli.CommandLineDoor;

/** Calls the command line, in this Java or in a process of its own, and waits no longer than a time limit. */
final class Call {

	private final Bench bench;
	private final List<String> arguments;
	private final long limit;

	/** @param limit in seconds */
	Call(final Bench bench, final List<String> arguments, final long limit) {
		this.bench = bench;
		this.arguments = arguments;
		this.limit = limit;
	}

	Outcome run() throws IOException, InterruptedException {
		return bench.environment() == null ? here() : process();
	}

	// -- In this Java --

	private int code = -1;
	private Throwable thrown;
	private long allocated;

	private Outcome here() throws IOException, InterruptedException {
		final ByteArrayOutputStream out = new ByteArrayOutputStream(), err = new ByteArrayOutputStream();
		final ByteArrayOutputStream noise = new ByteArrayOutputStream();
		final PrintStream oldOut = System.out, oldErr = System.err;
		final PrintStream loud = new PrintStream(noise, true, StandardCharsets.UTF_8);
		final long start = System.nanoTime();
		try (OutputStream results = bench.standardOutput() == null ? out : new FileOutputStream(bench.standardOutput())) {
			// NB: as the program's main method does
			System.setOut(new PrintStream(OutputStream.nullOutputStream()));
			System.setErr(loud);
			bench.properties().forEach(System::setProperty);
			final Thread thread = new Thread(() -> work(new PrintStream(results, true, StandardCharsets.UTF_8),
				new PrintStream(err, true, StandardCharsets.UTF_8)), "case");
			thread.setDaemon(true);
			thread.start();
			thread.join(TimeUnit.SECONDS.toMillis(limit));
			final List<String> stuck = thread.isAlive() ? stop(thread) : null;
			return new Outcome(code, text(out), text(err), text(noise), thrown, stuck, allocated, seconds(start));
		}
		finally {
			bench.properties().keySet().forEach(System::clearProperty);
			System.setOut(oldOut);
			System.setErr(oldErr);
		}
	}

	private void work(final PrintStream out, final PrintStream err) {
		try {
			code = CommandLineDoor.run(out, err, arguments.toArray(String[]::new));
		}
		catch (final Throwable e) { // NB: nothing may come out of the program
			thrown = e;
		}
		allocated = ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
	}

	/** NB: what hangs would take the processor from the cases that follow. */
	@SuppressWarnings({ "deprecation", "removal" })
	private static List<String> stop(final Thread thread) throws InterruptedException {
		final List<String> stuck = Arrays.stream(thread.getStackTrace()).limit(12).map(String::valueOf).toList();
		try {
			thread.stop();
			thread.join(1000);
		}
		catch (final UnsupportedOperationException e) {
			thread.interrupt(); // from Java 20 on
		}
		return stuck;
	}

	// -- In a process --

	private Outcome process() throws IOException, InterruptedException {
		final List<String> command = new ArrayList<>();
		if (bench.fileBlocks() > 0) command.addAll(List.of("sh", "-c", "ulimit -f " + bench.fileBlocks() +
			" && exec \"$@\"", "sh"));
		command.addAll(List.of(System.getProperty("java.home") + "/bin/java", "-Xmx512m", "-XX:TieredStopAtLevel=1",
			"-XX:-UsePerfData", "-Djava.awt.headless=true", "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"), "-cp",
			System.getProperty("java.class.path")));
		bench.properties().forEach((key, value) -> command.add("-D" + key + "=" + value));
		command.add("org.maskvos.cli.Main");
		command.addAll(arguments);
		final Path out = Files.createTempFile(bench.out().getParent(), "out", ".txt");
		final Path err = Files.createTempFile(bench.out().getParent(), "err", ".txt");
		final ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile()).redirectOutput(bench
			.standardOutput() == null ? out.toFile() : new File(bench.standardOutput()));
		for (final Map.Entry<String, String> variable : bench.environment().entrySet())
			builder.environment().put(variable.getKey(), variable.getValue());
		final long start = System.nanoTime();
		final Process process = builder.start();
		final boolean ended = process.waitFor(limit, TimeUnit.SECONDS);
		if (!ended) process.destroyForcibly().waitFor();
		return new Outcome(ended ? process.exitValue() : -1, read(out), read(err), "", null, ended ? null : List.of(
			"a process of its own"), 0, seconds(start));
	}

	private static String read(final Path file) throws IOException {
		final String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
		Files.delete(file);
		return text;
	}

	private static String text(final ByteArrayOutputStream bytes) {
		return bytes.toString(StandardCharsets.UTF_8);
	}

	private static double seconds(final long start) {
		return (System.nanoTime() - start) * 1e-9;
	}
}
