package org.maskvos.cli;

import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What all subcommands have in common: help, output, progress. */
@Command(mixinStandardHelpOptions = true, versionProvider = Main.Version.class, sortOptions = false)
abstract class Job implements Callable<Integer> {

	@Spec
	private CommandSpec spec;

	@Option(names = "--json", description = "Print the result as one JSON object.")
	private boolean json;

	/** Adds options that are described elsewhere. */
	void addOptions(final CommandSpec to) {
		// NB: most jobs have none
	}

	/** Where results go. */
	final PrintWriter out() {
		return spec.commandLine().getOut();
	}

	/** Prints a remark. */
	final void remark(final String sentence) {
		spec.commandLine().getErr().println("maskvos: " + sentence);
	}

	/** Progress of a long part of the job. */
	final ConsoleProgress progress() {
		final Main main = (Main) spec.root().userObject();
		return new ConsoleProgress(spec.commandLine().getErr(), main.canceled());
	}

	/**
	 * Prints the result: as JSON if asked for, else as text.
	 *
	 * @param text may be empty
	 */
	final void result(final Map<String, ?> values, final String text) {
		if (json) out().println(Json.object(values));
		else if (!text.isEmpty()) out().println(text);
	}
}
