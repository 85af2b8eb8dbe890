package org.maskvos.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

import org.maskvos.files.OutputException;
import org.maskvos.vos.Provenance;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * The program {@code maskvos}. Results go to standard output; progress, remarks
 * and errors, one sentence each, to standard error.
 * <p>
 * Exit codes: 0 done, 1 failed while working, 2 bad arguments or input, 3 no
 * model or engine.
 * </p>
 */
@Command(name = "maskvos", mixinStandardHelpOptions = true, versionProvider = Main.Version.class,
	description = "Segments cells in microscopy time-lapses and follows them through time.",
	synopsisSubcommandLabel = "COMMAND", subcommands = { Demo.class, Simulate.class, Segment.class, Propagate.class,
		Evaluate.class, Export.class, BatchFolder.class, MergeResults.class, Models.class },
	exitCodeListHeading = "%nExit codes:%n", exitCodeList = { "0:done", "1:failed while working, or some movies failed",
		"2:bad arguments or input", "3:no model or engine" })
public final class Main {

	@Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show where an error comes from.")
	private boolean debug;

	private final BooleanSupplier canceled;

	private Main(final BooleanSupplier canceled) {
		this.canceled = canceled;
	}

	/** Runs the program and ends Java with its exit code. */
	public static void main(final String... args) {
		// before ImageJ's classes ask for a screen
		System.setProperty("java.awt.headless", "true");
		final PrintStream out = System.out;
		// what libraries print is no result
		System.setOut(new PrintStream(OutputStream.nullOutputStream()));
		final Interruption interruption = new Interruption();
		System.exit(interruption.exitCode(run(out, System.err, interruption, args)));
	}

	/** Runs the program within this Java; returns its exit code. */
	public static int run(final String... args) {
		return run(System.out, System.err, () -> false, args);
	}

	/**
	 * Runs the program within this Java.
	 *
	 * @param out where results go
	 * @param err where progress, remarks and errors go
	 * @param canceled asked now and then whether to stop
	 * @return the exit code
	 */
	static int run(final PrintStream out, final PrintStream err, final BooleanSupplier canceled, final String... args) {
		final CommandLine program = program(out, err, canceled);
		final Failures failures = (Failures) program.getExecutionExceptionHandler();
		final int code = execute(program, failures, args);
		// NB: a full disk behind standard output shows nowhere else
		return program.getOut().checkError() ? Math.max(code, failures.report(program, new OutputException(
			"The result cannot be written to standard output: it is full, or nobody reads it."))) : code;
	}

	/** All commands with all their options, as {@link #run} runs them. */
	static CommandLine program(final PrintStream out, final PrintStream err, final BooleanSupplier canceled) {
		final Main main = new Main(canceled);
		final CommandLine program = new CommandLine(main) //
			.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8)) //
			.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8)) //
			.setCaseInsensitiveEnumValuesAllowed(true) //
			.setAbbreviatedOptionsAllowed(false) //
			.setExpandAtFiles(false);
		program.getSubcommands().values().forEach(sub -> {
			if (sub.getCommand() instanceof Job job) job.addOptions(sub.getCommandSpec());
		});
		program.registerConverter(Path.class, Paths::of);
		final Failures failures = new Failures(() -> main.debug, canceled);
		return program.setParameterExceptionHandler(failures).setExecutionExceptionHandler(failures);
	}

	private static int execute(final CommandLine program, final Failures failures, final String... args) {
		try {
			return program.execute(args);
		}
		catch (final OutOfMemoryError | LinkageError e) {
			return failures.report(program, e);
		}
	}

	/** Whether a person asked to stop. */
	BooleanSupplier canceled() {
		return canceled;
	}

	static final class Version implements IVersionProvider {

		@Override
		public String[] getVersion() {
			return new String[] { "maskvos " + Provenance.version() };
		}
	}
}
