package org.maskvos.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

import org.maskvos.files.InputException;
import org.maskvos.files.OutputException;
import org.maskvos.model.ModelException;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Tells what went wrong in one sentence, and which exit code that means. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {

	/** Exit codes; 0 is success. */
	static final int FAILED = 1, BAD_INPUT = 2, NO_MODEL = 3;

	private final BooleanSupplier debug, canceled;

	/**
	 * @param debug asked, once options are parsed, whether to show stack traces
	 * @param canceled whether a person asked to stop, which makes anything fail
	 */
	Failures(final BooleanSupplier debug, final BooleanSupplier canceled) {
		this.debug = debug;
		this.canceled = canceled;
	}

	@Override
	public int handleParseException(final ParameterException e, final String[] args) {
		return report(e.getCommandLine(), e);
	}

	@Override
	public int handleExecutionException(final Exception e, final CommandLine command, final ParseResult parsed) {
		return report(command, e);
	}

	/** Prints the sentence; returns the exit code. */
	int report(final CommandLine command, final Throwable failure) {
		final boolean stopped = failure instanceof CancellationException || canceled.getAsBoolean();
		command.getErr().println("maskvos: " + (stopped ? Interruption.CANCELED : sentence(command, failure)));
		if (debug.getAsBoolean()) failure.printStackTrace(command.getErr());
		return stopped ? FAILED : code(failure);
	}

	// -- Helper methods --

	private static int code(final Throwable failure) {
		if (failure instanceof ModelException || failure instanceof LinkageError) return NO_MODEL;
		if (failure instanceof OutputException) return FAILED;
		if (failure instanceof ParameterException || failure instanceof InputException ||
			failure instanceof IllegalArgumentException || failure instanceof FileSystemException) return BAD_INPUT;
		return FAILED;
	}

	private static String sentence(final CommandLine command, final Throwable failure) {
		if (failure instanceof OutOfMemoryError)
			return "Java ran out of memory; give it more with MASKVOS_JAVA_OPTS=-Xmx8g.";
		if (failure instanceof NoSuchFileException) return failure.getMessage() + " does not exist.";
		final String message = Objects.requireNonNullElse(failure.getMessage(), "").trim();
		if (failure instanceof IllegalArgumentException) return asOption(command, firstLine(message));
		if (failure instanceof ParameterException) return firstLine(once(choices(message)).replaceFirst("\\.$", "") +
			"; see " + command.getCommandSpec().qualifiedName() + " --help");
		if (failure instanceof InputException || failure instanceof ModelException) return oneLine(message);
		if (failure instanceof IOException && !message.isEmpty()) return firstLine(message);
		return "Unexpected " + failure.getClass().getSimpleName() + ": " + firstLine(message);
	}

	/** NB: names of files may hold line breaks. */
	private static String oneLine(final String message) {
		return firstLine(message.replaceAll("\\s*\\R\\s*", " "));
	}

	private static String firstLine(final String message) {
		final String line = message.lines().findFirst().orElse("no message");
		return line.endsWith(".") ? line : line + ".";
	}

	/** The choices of an option as they are usually written. */
	private static String choices(final String message) {
		return Pattern.compile("expected one of \\[(.*)\\] \\(case-insensitive\\)").matcher(message).replaceAll(
			match -> "expected one of " + match.group(1).toLowerCase(Locale.ROOT));
	}

	/** NB: of an option under a heading that is given twice, the program's library writes out all that stand there. */
	private static String once(final String message) {
		return message.replaceFirst("Error: expected only one match but got .* and .*=\\{(-[^ =}]+).*",
			"option '$1' should be specified only once");
	}

	/** A setting that is named as in macros becomes the option of the same meaning. */
	private static String asOption(final CommandLine command, final String message) {
		final String setting = message.replaceFirst("(?s)[^a-z_].*", "");
		final String option = "--" + setting.replace('_', '-');
		return !setting.isEmpty() && command.getCommandSpec().findOption(option) != null //
			? option + message.substring(setting.length()) : message;
	}
}
