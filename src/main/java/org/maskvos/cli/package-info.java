/**
 * The command line: {@code maskvos demo | simulate | segment | propagate | evaluate | export | batch | merge | models}.
 */
package org.maskvos.cli;
