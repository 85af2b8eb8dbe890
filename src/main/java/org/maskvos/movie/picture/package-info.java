/**
 * PNG and JPEG files of one frame.
 */
package org.maskvos.movie.picture;
