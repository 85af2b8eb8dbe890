/**
 * The command line: {@code maskvos demo | simulate | segment | evaluate | models}.
 */
package org.maskvos.cli;
