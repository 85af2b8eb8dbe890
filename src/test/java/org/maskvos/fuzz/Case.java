package org.maskvos.fuzz;

import java.util.List;

/**
 * An odd call of the command line.
 *
 * @param name unique; begins with the family
 * @param expected what shall come of it
 * @param setup makes the input
 */
record Case(String name, Expected expected, Setup setup) {

	/** Makes the input of a case. */
	interface Setup {

		/** @return the arguments of the call */
		List<String> arguments(Bench bench) throws Exception;
	}

	static Case of(final String name, final Expected expected, final Setup setup) {
		return new Case(name, expected, setup);
	}
}
