package org.maskvos.fuzz;

/**
 * What is wrong with how a case ended.
 *
 * @param kind of it
 * @param text what was seen
 */
record Violation(Kind kind, String text) {

	enum Kind {
			/** it did not end in time */
			HANG,
			/** something was thrown out of the program */
			CRASH,
			/** a stack trace, or words that mean nothing to a user */
			TRACE,
			/** the sentence does not say which file or option is meant */
			UNNAMED,
			/** not one sentence in the usual form */
			SENTENCE,
			/** another exit code than expected */
			CODE,
			/** the input changed, or something was left behind */
			LEFT_BEHIND,
			/** the exit code says done, but the result is not there or not readable */
			LOST,
			/** something printed past the program's own streams */
			NOISE,
			/** more memory than the input is worth */
			MEMORY,
			/** files left open, or threads left running */
			OPEN
	}

	@Override
	public String toString() {
		return kind + ": " + text;
	}
}
