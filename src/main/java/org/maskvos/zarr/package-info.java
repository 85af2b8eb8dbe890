/**
 * Chunked arrays in folders: Zarr of version 2 and, without shards, 3. Reads planes
 * of any numeric array; writes planes of labels. Knows neither movies nor OME's
 * metadata.
 * <p>
 * NB: zarr-java is what one would use. It cannot be had from Maven Central alone: it
 * is built on {@code edu.ucar:cdm-core}, which is not there.
 * </p>
 */
package org.maskvos.zarr;
