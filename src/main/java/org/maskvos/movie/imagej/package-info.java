/**
 * Open images of ImageJ, and the formats that ImageJ reads itself.
 */
package org.maskvos.movie.imagej;
