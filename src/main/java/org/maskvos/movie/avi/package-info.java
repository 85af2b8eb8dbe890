/**
 * AVI films without compression or as Motion JPEG.
 */
package org.maskvos.movie.avi;
