package org.maskvos.fuzz;

import java.util.List;

/**
 * What came of a call.
 *
 * @param code of the exit; -1 if there was none
 * @param out standard output
 * @param err standard error
 * @param noise what was printed past the program's own streams
 * @param thrown what came out of the program instead of an exit code; null if nothing did
 * @param stuck where the program was when its time had passed; null if it ended before
 * @param allocated bytes that its thread allocated in all
 * @param seconds wall time
 */
record Outcome(int code, String out, String err, String noise, Throwable thrown, List<String> stuck, long allocated,
		double seconds) {}
