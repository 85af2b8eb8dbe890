/**
 * TIFF stacks, ImageJ's and OME's, in and out.
 */
package org.maskvos.movie.tiff;
