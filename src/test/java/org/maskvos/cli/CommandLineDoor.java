package org.maskvos.cli;

import java.io.PrintStream;
import java.util.List;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Lets tests of other packages run the command line as a function, and ask it what it understands. */
public final class CommandLineDoor {

	private CommandLineDoor() {}

	/** Runs the program; returns its exit code. */
	public static int run(final PrintStream out, final PrintStream err, final String... args) {
		return Main.run(out, err, () -> false, args);
	}

	/** What each subcommand takes. */
	public static List<CommandSpec> commands() {
		return Main.program(System.out, System.err, () -> false).getSubcommands().values().stream().map(
			CommandLine::getCommandSpec).toList();
	}
}
