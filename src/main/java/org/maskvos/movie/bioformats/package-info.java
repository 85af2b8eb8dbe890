/**
 * Whatever Bio-Formats reads, where it is installed.
 */
package org.maskvos.movie.bioformats;
