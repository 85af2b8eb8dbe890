package org.maskvos.fuzz;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.maskvos.fuzz.Violation.Kind;

/** Compares what came of a call with what should have come of it. */
final class Judge {

	/** What a thread may allocate for inputs of some kilobytes. */
	private static final long MOST_BYTES = 256L << 20;

	/** What no user shall read. */
	private static final Pattern INTERNAL = Pattern.compile("(?<!/dev/)\\bnull\\b|Exception|\\tat |\\bjava\\.|\\bij\\.|" +
		"org\\.maskvos|ai\\.onnxruntime|Unexpected|\\w+Error\\b|\\[[A-Z]@|@[0-9a-f]{6,8}\\b|" +
		"Index -?\\d+ out of bounds|Array index|Negative|Requested array|Range \\[|\\bBufferUnderflow|capacity|overflow");

	/** What is printed now and then while working. */
	private static final Pattern PROGRESS = Pattern.compile("(?!maskvos)[\\w ]+: \\d+ of \\d+.*");

	/** Commands that say several things before they end. */
	private static final Set<String> TALKATIVE = Set.of("batch", "merge", "demo");

	/** What a batch keeps beside its results, also where some movies have failed. */
	private static final Pattern KEPT = Pattern.compile(
		"(?s).*?(^|/)(\\.maskvos\\.lock|manifest\\.json|batch\\.csv|[^/]+-vos\\.json|[^/]+-vos\\.(tif|csv))");

	/** What is to be renamed when it is complete. */
	private static final Pattern UNFINISHED = Pattern.compile("(?s).*(\\.part|\\.old|(?<!maskvos)\\.lock)[^/]*(/.*)?");

	private final Expected expected;
	private final List<String> arguments;
	private final Outcome outcome;
	private final String err, out;
	private final List<Violation> violations = new ArrayList<>();

	/** @param folder of the case, whose name says what is odd about it and so must not count as said */
	Judge(final Expected expected, final List<String> arguments, final Outcome outcome, final Path folder) {
		this.expected = expected;
		this.arguments = arguments;
		this.outcome = outcome;
		err = outcome.err().replace(folder + "/", "");
		out = outcome.out().replace(folder + "/", "");
	}

	/** What is wrong with how the call ended and what it said. */
	List<Violation> ending() {
		if (outcome.stuck() != null) {
			add(Kind.HANG, "not ended after " + (int) outcome.seconds() + " s: " + String.join(" < ", outcome.stuck()));
			return violations;
		}
		if (outcome.thrown() != null) {
			final StackTraceElement[] trace = outcome.thrown().getStackTrace();
			add(Kind.CRASH, outcome.thrown() + (trace.length > 0 ? " at " + trace[0] : ""));
		}
		else if (!expected.codes().contains(outcome.code())) add(Kind.CODE, "exit " + outcome.code() + ", expected " +
			new TreeSet<>(expected.codes()));
		if (!outcome.noise().isBlank()) add(Kind.NOISE, first(outcome.noise()));
		if (outcome.allocated() > MOST_BYTES) add(Kind.MEMORY, (outcome.allocated() >> 20) + " MB");
		sentences();
		return violations;
	}

	/**
	 * What is wrong with the folders.
	 *
	 * @param changed names among the input
	 * @param made names among the output
	 * @param place of the output
	 */
	List<Violation> places(final Set<String> changed, final Set<String> made, final Path place) {
		if (!changed.isEmpty()) add(Kind.LEFT_BEHIND, "input changed: " + changed);
		final Set<String> left = new TreeSet<>(made);
		left.removeIf(name -> isResult(name, place));
		if (!left.isEmpty()) add(Kind.LEFT_BEHIND, "in the output folder: " + left);
		return violations;
	}

	// -- Helper methods --

	/** NB: unfinished files that others have left may go. */
	private boolean isResult(final String name, final Path place) {
		final Path path = place.resolve(name);
		if (UNFINISHED.matcher(name).matches()) return !Files.exists(path, LinkOption.NOFOLLOW_LINKS);
		final boolean batch = arguments.get(0).equals("batch") || arguments.get(0).equals("merge");
		if (!batch && outcome.code() != Expected.DONE) return false;
		return batch && KEPT.matcher(name).matches() || arguments.stream().anyMatch(argument -> isNamed(path, argument,
			!batch));
	}

	/**
	 * Whether an argument is a path or, since folders are made on the way, below it.
	 *
	 * @param below whether what is in it counts, too
	 */
	private static boolean isNamed(final Path path, final String argument, final boolean below) {
		final String value = argument.replaceFirst("^-[-a-z]+=", "");
		if (!value.startsWith("/") || value.indexOf('\0') >= 0) return false;
		final Path named = Path.of(value).normalize();
		return named.startsWith(path) || below && path.startsWith(named);
	}

	private void sentences() {
		final List<String> lines = err.lines().filter(line -> !PROGRESS.matcher(line).matches()).toList();
		for (final String line : lines)
			if (INTERNAL.matcher(line).find()) {
				add(Kind.TRACE, first(line));
				break;
			}
		if (INTERNAL.matcher(out.replaceAll("(?m): null,?$", "")).find()) add(Kind.TRACE, "on standard output: " + first(
			out));
		for (final String line : lines)
			if (!line.matches("maskvos: .+\\.")) {
				add(Kind.SENTENCE, "not a sentence: " + first(line));
				break;
			}
		if (outcome.code() == Expected.DONE || outcome.thrown() != null) return;
		if (lines.isEmpty()) add(Kind.SENTENCE, "nothing was said");
		else if (lines.size() > 1 && !TALKATIVE.contains(arguments.get(0))) add(Kind.SENTENCE, lines.size() + " lines: " +
			first(lines.get(0)) + " | " + first(lines.get(1)));
		if (!expected.names().isEmpty() && expected.names().stream().noneMatch(err::contains)) add(Kind.UNNAMED,
			"none of " + expected.names() + " in: " + (lines.isEmpty() ? "" : first(lines.get(0))));
	}

	private void add(final Kind kind, final String text) {
		violations.add(new Violation(kind, text));
	}

	private static String first(final String text) {
		final String line = text.strip().lines().findFirst().orElse("");
		return line.length() > 400 ? line.substring(0, 400) + " ..." : line;
	}
}
