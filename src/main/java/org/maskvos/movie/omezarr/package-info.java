/**
 * OME-Zarr images and labels.
 */
package org.maskvos.movie.omezarr;
