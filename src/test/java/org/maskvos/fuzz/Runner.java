package org.maskvos.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.maskvos.fuzz.Violation.Kind;

/** Runs cases, each in a folder of its own, which stays if the case fails. */
final class Runner {

	private static final long LIMIT = Long.getLong("maskvos.fuzz.seconds", 30), GRACE = 2000;
	/** Where files lie that processes have open, by the operating system. */
	private static final Path OPEN_FILES = Path.of("/proc/self/fd");
	/** Formats that ImageJ reads, which leaves them to Java's own clean-up where they are damaged. */
	private static final Pattern IMAGEJ = Pattern.compile("(?s).*\\.(gif|dcm|fits)");
	/** Threads of Java itself, which it starts when it likes. */
	private static final Pattern JAVA = Pattern.compile(
		"process reaper.*|.*commonPool.*|Common-Cleaner|Java2D.*|Image Fetcher.*|Cleaner-.*|Attach.*|surefire.*|ping.*|case");

	private static final ExecutorService RIVALS = Executors.newCachedThreadPool(work -> {
		final Thread thread = new Thread(work, "case");
		thread.setDaemon(true);
		return thread;
	});

	private final Path root;

	/** @param root folder for the folders of the cases */
	Runner(final Path root) {
		this.root = root.toAbsolutePath();
	}

	/** Loads what is loaded once in each Java, such as the native library, whose files are no case's. */
	void warmUp() throws Exception {
		final Bench bench = new Bench(root.resolve("warm-up"));
		new Call(bench, Calls.annotations(bench, Calls.scene(bench, "m.tif")), LIMIT).run();
		Snapshot.delete(root.resolve("warm-up"));
	}

	Verdict run(final Case odd) throws IOException {
		final Path folder = root.resolve(odd.name().replaceAll("[^A-Za-z0-9._=-]+", "_"));
		Snapshot.delete(folder);
		final Bench bench = new Bench(folder);
		List<String> arguments = List.of();
		Outcome outcome = null;
		final List<Violation> violations = new ArrayList<>();
		try {
			arguments = odd.setup().arguments(bench);
			final Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
			final Snapshot in = Snapshot.of(bench.in()), out = Snapshot.of(bench.out()), tmp = Snapshot.of(temporary);
			final Set<Thread> threads = Thread.getAllStackTraces().keySet();
			final Call call = new Call(bench, arguments, LIMIT), rival = new Call(bench, arguments, LIMIT);
			final Future<Outcome> beside = bench.isTogether() ? RIVALS.submit(rival::run) : null;
			outcome = call.run();
			if (beside != null) {
				final boolean first = outcome.code() == Expected.DONE;
				final Outcome other = first ? beside.get() : outcome;
				violations.addAll(new Judge(odd.expected(), arguments, other, folder).ending());
				if (!first) outcome = beside.get();
				if (outcome.code() != Expected.DONE) violations.add(new Violation(Kind.LOST, "neither of two calls at once " +
					"succeeded"));
			}
			final Judge judge = new Judge(odd.expected(), arguments, outcome, folder);
			judge.ending();
			violations.addAll(judge.places(in.difference(Snapshot.of(bench.in())), out.difference(Snapshot.of(bench.out())),
				bench.out()));
			if (bench.isTwice()) violations.addAll(again(bench, arguments));
			if (outcome.stuck() == null) violations.addAll(remains(temporary, tmp, folder, threads));
			if (outcome.code() == Expected.DONE && bench.standardOutput() == null) for (final String problem : Results
				.problems(arguments, outcome.out()))
				violations.add(new Violation(Kind.LOST, problem));
		}
		catch (final Exception e) {
			violations.add(new Violation(Kind.CRASH, "the case cannot be set up or judged: " + e));
		}
		if (violations.isEmpty()) Snapshot.delete(folder);
		return new Verdict(odd.name(), arguments, outcome, violations);
	}

	// -- Helper methods --

	/** NB: archives count seconds in pairs. */
	private static List<Violation> again(final Bench bench, final List<String> arguments) throws Exception {
		final Snapshot first = Snapshot.of(bench.out());
		Thread.sleep(2100);
		new Call(bench, arguments, LIMIT).run();
		final Set<String> others = first.difference(Snapshot.of(bench.out()));
		return others.isEmpty() ? List.of() : List.of(new Violation(Kind.LOST, "not the same when made again: " + others));
	}

	private static List<Violation> remains(final Path temporary, final Snapshot before, final Path folder,
		final Set<Thread> threads) throws IOException, InterruptedException
	{
		final List<Violation> remains = new ArrayList<>();
		final Set<String> files = before.difference(Snapshot.of(temporary));
		// NB: what others have left may go
		files.removeIf(name -> !Files.exists(temporary.resolve(name), LinkOption.NOFOLLOW_LINKS));
		if (!files.isEmpty()) remains.add(new Violation(Kind.LEFT_BEHIND, "in the temporary folder: " + files));
		final List<String> open = open(folder);
		if (!open.isEmpty()) remains.add(new Violation(Kind.OPEN, "still open: " + open));
		final List<Thread> running = Thread.getAllStackTraces().keySet().stream().filter(thread -> !threads.contains(
			thread) && !JAVA.matcher(thread.getName()).matches()).toList();
		for (final Thread thread : running)
			thread.join(GRACE);
		final String alive = running.stream().filter(Thread::isAlive).map(Thread::getName).collect(Collectors.joining(
			", "));
		if (!alive.isEmpty()) remains.add(new Violation(Kind.OPEN, "still running: " + alive));
		return remains;
	}

	private static List<String> open(final Path folder) throws IOException {
		if (!Files.isDirectory(OPEN_FILES)) return List.of();
		final List<String> open = new ArrayList<>();
		try (Stream<Path> files = Files.list(OPEN_FILES)) {
			for (final Path file : files.toList()) {
				try {
					final Path target = Files.readSymbolicLink(file);
					if (target.startsWith(folder) && !IMAGEJ.matcher(target.toString()).matches()) open.add(folder.relativize(
						target).toString());
				}
				catch (final IOException e) {
					continue; // NB: closed meanwhile
				}
			}
		}
		return open;
	}
}
