/**
 * Bad and odd inputs, all made by code, for every format, option and command of the command line. None may hang, crash,
 * fill the memory, end without a sentence that names what is wrong, change its input, or leave anything behind.
 * {@code mvn test -Dtest=OddCallsTest -Dmaskvos.fuzz=all} runs all of them, {@code -Dmaskvos.fuzz=NAME} those whose names
 * begin so; the input of a case that fails stays in {@code target/fuzz/NAME}.
 */
package org.maskvos.fuzz;
