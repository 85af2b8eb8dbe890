package org.maskvos.fuzz;

import java.util.List;
import java.util.Set;

/**
 * What shall come of a call.
 *
 * @param codes exit codes that are right
 * @param names one of which the sentence must contain where the call fails; any will do if there is none
 */
record Expected(Set<Integer> codes, List<String> names) {

	static final int DONE = 0, FAILED = 1, BAD_INPUT = 2, NO_MODEL = 3;

	/** The input is odd, but legitimate. */
	static Expected done() {
		return new Expected(Set.of(DONE), List.of());
	}

	/** The input or the arguments are bad. */
	static Expected refused(final String... names) {
		return new Expected(Set.of(BAD_INPUT), List.of(names));
	}

	/** The model package is bad. */
	static Expected noModel(final String... names) {
		return new Expected(Set.of(NO_MODEL), List.of(names));
	}

	/** Some of the work cannot be done, or its result cannot be kept. */
	static Expected failed(final String... names) {
		return new Expected(Set.of(FAILED), List.of(names));
	}

	/** It depends: but if it fails, then properly. */
	static Expected either(final String... names) {
		return new Expected(Set.of(DONE, FAILED, BAD_INPUT, NO_MODEL), List.of(names));
	}

	/** It cannot work; whether it is known before or while working depends. */
	static Expected anyFailure(final String... names) {
		return new Expected(Set.of(FAILED, BAD_INPUT, NO_MODEL), List.of(names));
	}
}
