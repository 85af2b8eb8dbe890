/**
 * The command line: {@code maskvos demo | simulate | segment | propagate | evaluate | batch | merge | models}.
 */
package org.maskvos.cli;
