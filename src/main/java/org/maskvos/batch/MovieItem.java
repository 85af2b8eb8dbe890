package org.maskvos.batch;

import java.util.Objects;

/**
 * A movie of a batch.
 *
 * @param name of its results, before {@code -vos.tif}; no other movie of the batch
 *          has it
 * @param file below the folder of the batch, with {@code /} on all systems
 * @param series 1-based, in files that hold several movies
 * @param source what the file was like
 */
public record MovieItem(String name, String file, int series, Source source) {

	/** NB: what JSON lacks would be null. */
	public MovieItem {
		Objects.requireNonNull(name, "a name is missing");
		Objects.requireNonNull(file, "a file is missing");
		Objects.requireNonNull(source, "a source is missing");
		// NB: or results would lie elsewhere
		if (name.indexOf('/') >= 0 || name.indexOf('\0') >= 0) throw new IllegalArgumentException("the name is a path");
	}

	MovieItem withName(final String newName) {
		return new MovieItem(newName, file, series, source);
	}

	/** The file, and the series where it is not the first. */
	@Override
	public String toString() {
		return Names.shown(series == 1 ? file : file + " (series " + series + ")");
	}
}
