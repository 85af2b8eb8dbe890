/**
 * The command line: {@code maskvos demo | simulate | segment | propagate | evaluate | models}.
 */
package org.maskvos.cli;
