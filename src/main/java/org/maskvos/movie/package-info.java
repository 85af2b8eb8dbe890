/**
 * A movie as a stream of frames over imglib2 ({@link org.maskvos.movie.Movie}), and where labels go
 * ({@link org.maskvos.movie.LabelSink}): the contracts that all formats keep.
 */
package org.maskvos.movie;
