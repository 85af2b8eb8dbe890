package org.maskvos.command;

import ij.ImagePlus;

import java.io.IOException;

import org.maskvos.io.LabelMovie;
import org.maskvos.io.LabelMovies;
import org.maskvos.vos.Provenance;

/** The parameter {@code movie}: an image of cells, not of labels. */
final class MovieInput {

	private MovieInput() {}

	/**
	 * @param none sentence for no image
	 * @throws IllegalArgumentException if there is no image, or it is a label movie of ours: a macro that is repeated
	 *           would take the result, which is active, for its input
	 */
	static void require(final ImagePlus movie, final String none) {
		if (movie == null) throw new IllegalArgumentException(none);
		final String info = movie.getInfoProperty();
		if (info != null && Provenance.isOne(info) && isLabels(movie)) throw new IllegalArgumentException("movie: \"" +
			movie.getTitle() + "\" is a label movie that MaskVOS made; select the movie of the cells, or name it.");
	}

	// -- Helper methods --

	/** What was made of labels by calculations may have kept their Info. */
	private static boolean isLabels(final ImagePlus image) {
		try (LabelMovie labels = LabelMovies.of(image)) {
			labels.frame(0);
			return true;
		}
		catch (final IOException exc) {
			return false;
		}
	}
}
