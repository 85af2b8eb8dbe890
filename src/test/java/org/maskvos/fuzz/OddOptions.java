package org.maskvos.fuzz;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.maskvos.cli.CommandLineDoor;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Every option of every command with values that make no sense, twice, or without one; and no options at all. */
final class OddOptions implements Family {

	private static final List<String> VALUES = List.of("", " ", "NaN", "-NaN", "Infinity", "-Infinity", "-1", "0",
		"1e308", "1e-308", "2147483647", "2147483648", "-2147483648", "99999999999999999999", "0x10", "1,5", "1.5", "many",
		"\u00bd", "\u0663", "--json", "a\nb", "x".repeat(5000), "\u0000", "'", "%s%n", "${HOME}", "*", "@x", "-");
	/** Values that fit, by the name of the option; the others are tried with them. */
	private static final Map<String, String> GOOD = Map.ofEntries(Map.entry("--threads", "1"), Map.entry("--channel",
		"1"), Map.entry("--axis", "time"), Map.entry("--device", "cpu"), Map.entry("--output", "semantic"), Map.entry(
			"--memory", "every"), Map.entry("--direction", "forward"), Map.entry("--contrast", "none"), Map.entry("--metrics",
				"ctc"), Map.entry("--modality", "dic"), Map.entry("--format", "ctc"), Map.entry("--mode", "segment"), Map.entry(
					"--shard", "1/1"));

	@Override
	public List<Case> cases() {
		final List<Case> cases = new ArrayList<>();
		for (final CommandSpec command : CommandLineDoor.commands()) {
			if (command.name().equals("models")) continue;
			final Set<OptionSpec> options = new LinkedHashSet<>(command.optionsMap().values());
			int n = 0;
			for (final OptionSpec option : options)
				add(command.name(), option, n++ % 2, cases);
			if (!command.name().equals("demo")) add(command.name() + "-nothing", Expected.refused("Missing"), cases,
				bench -> List.of(command.name()));
			add(command.name() + "-unknown", Expected.refused("--colour"), cases, bench -> with(base(bench, command.name()),
				"--colour", "red"));
			add(command.name() + "-more", Expected.refused("superfluous"), cases, bench -> with(base(bench, command.name()),
				"superfluous", "superfluous2"));
		}
		int calls = 0;
		for (final String[] call : new String[][] { {}, { "" }, { " " }, { "nonsense" }, { "--nonsense" }, { "segment",
			"segment" }, { "models" }, { "models", "nonsense" }, { "models", "info" }, { "models", "info", "../x" }, {
				"models", "info", "/" }, { "models", "info", "a\u0000b" }, { "models", "verify", "none" }, { "models", "info",
					"." }, { "models", "info", "/dev" }, { "models", "info", "x".repeat(5000) }, { "@" }, { "@/nowhere" }, {
						"-" }, { "--" }, { "\u0000" }, { "Segment" }, { "-h=3" }, { "--help=x" }, { "--version=1" } })
			add("call-" + calls++, Expected.anyFailure(), cases, bench -> List.of(call));
		add("call-at-file", Expected.refused("@"), cases, bench -> List.of("segment", "@" + bench.write("m.tif",
			"-o\n/nowhere/l.tif\n--help\n"), "-o", bench.out("l.tif")));
		return cases;
	}

	/** @param first of the values; every other one follows */
	private static void add(final String command, final OptionSpec option, final int first, final List<Case> cases) {
		final String name = option.longestName(), prefix = command + name;
		// NB: a demo that finds its place takes long
		if (List.of("--help", "--version", "--debug").contains(name) || prefix.equals("demo-o")) return;
		if (option.arity().max() == 0) {
			add(prefix + "-twice", Expected.either(name), cases, bench -> with(base(bench, command), name, name));
			add(prefix + "-value", Expected.refused(name, "nonsense"), cases, bench -> with(base(bench, command), name +
				"=nonsense"));
			return;
		}
		for (int i = first; i < VALUES.size(); i += 2) {
			final String value = VALUES.get(i);
			final boolean path = Path.class.equals(option.type());
			// NB: how a line break is shown is not our business here
			if (path && value.isEmpty()) {
				add(prefix + "-empty", Expected.refused(name), cases, bench -> with(base(bench, command), name + "="));
				continue;
			}
			final String shown = value.replaceFirst("(?s)[\n\0].*", "");
			add(prefix + "-" + i, path ? Expected.either(name, shown.isEmpty() ? "out" : shown) : Expected.either(name
				.substring(2), name.substring(2).replace('-', '_'), "'" + shown, "--cells", "/demo"), cases, bench -> with(base(
					bench, command), name + "=" + (path ? bench.out(value) : value)));
		}
		add(prefix + "-missing", Expected.refused(name), cases, bench -> with(base(bench, command), name));
		add(prefix + "-twice", option.isMultiValue() ? Expected.either(name) : Expected.refused(name), cases, bench -> with(
			base(bench, command), name + "=" + GOOD.getOrDefault(name, "1"), name + "=" + GOOD.getOrDefault(name, "1")));
	}

	/** A call that is right, with tiny input. */
	private static List<String> base(final Bench bench, final String command) throws Exception {
		return switch (command) {
			case "segment" -> List.of("segment", Calls.scene(bench, "m.tif"), "-o", bench.out("l.tif"));
			case "propagate" -> List.of("propagate", Calls.scene(bench, "m.tif"), "--annotations", Calls.scene(bench,
				"a.tif"), "-o", bench.out("l.tif"), "--model", Calls.TOY);
			case "evaluate" -> List.of("evaluate", Calls.scene(bench, "m.tif"), Calls.scene(bench, "a.tif"));
			case "export" -> List.of("export", Calls.scene(bench, "m.tif"), "-o", bench.out("t.csv"), "--format", "table");
			case "simulate" -> List.of("simulate", "-o", bench.out("m.tif"), "--frames", "2", "--width", "32", "--height",
				"32", "--cells", "2", "--object-diameter", "8");
			case "demo" -> List.of("demo", "-o", bench.write("f", "x") + "/demo"); // NB: where none can be made
			case "batch" -> {
				final Path movies = Calls.folderWithLabels(bench);
				yield List.of("batch", movies.toString(), "-o", bench.out("results"), "--mode", "propagate", "--annotations",
					bench.in("labels"), "--model", Calls.TOY);
			}
			case "merge" -> List.of("merge", bench.folder("results"));
			default -> throw new IllegalArgumentException("What is a good call of " + command + "?");
		};
	}

	/** NB: an option that is there already takes the place of the usual one. */
	private static List<String> with(final List<String> base, final String... more) {
		final List<String> all = new ArrayList<>(base);
		final String first = more[0].replaceFirst("(?s)=.*", "");
		final int at = all.indexOf(first);
		final boolean given = more[0].contains("=") && at > 0;
		if (given && more.length == 1) {
			all.remove(at + 1);
			all.remove(at);
		}
		all.addAll(List.of(more));
		return all;
	}

	private static void add(final String name, final Expected expected, final List<Case> cases, final Case.Setup setup) {
		cases.add(Case.of("option-" + name, expected, setup));
	}
}
