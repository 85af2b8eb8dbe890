package org.maskvos.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

import picocli.CommandLine.Command;
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
		final List<CommandSpec> specs = new ArrayList<>();
		for (final Class<?> command : Main.class.getAnnotation(Command.class).subcommands())
			specs.add(CommandSpec.forAnnotatedObject(command));
		return specs;
	}
}
