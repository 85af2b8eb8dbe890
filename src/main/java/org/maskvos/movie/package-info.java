/**
 * Movies in, label movies out: streams of frames over imglib2.
 * <p>
 * {@link org.maskvos.movie.Movies} opens movies and
 * {@link org.maskvos.movie.LabelMovies} writes and reads label movies. Frames
 * are read and written one at a time, so that memory does not grow with the
 * length of a movie. Axis order is X, Y, C; frames count from 0, channels (as
 * in ImageJ's menus) from 1. Problems with files are
 * {@link org.maskvos.movie.MovieException}s with one sentence for the user.
 * </p>
 * <p>
 * Below the commands, this is the only package that knows ImageJ.
 * </p>
 */
package org.maskvos.movie;
