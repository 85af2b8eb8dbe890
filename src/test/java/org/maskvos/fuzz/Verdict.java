package org.maskvos.fuzz;

import java.util.List;
import java.util.stream.Collectors;

/**
 * How a case went.
 *
 * @param name of the case
 * @param arguments of the call
 * @param outcome null if the case could not be set up
 * @param violations none if all is well
 */
record Verdict(String name, List<String> arguments, Outcome outcome, List<Violation> violations) {

	@Override
	public String toString() {
		return name + ": " + (violations.isEmpty() ? "exit " + outcome.code() : "") + violations.stream().map(
			String::valueOf).collect(Collectors.joining("; ")) + "\n\tmaskvos " + String.join(" ", arguments) +
			(outcome == null ? "" : "\n\t" + outcome.err().strip());
	}
}
