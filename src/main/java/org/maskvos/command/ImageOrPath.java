package org.maskvos.command;

import ij.ImagePlus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import org.maskvos.io.LabelMovie;
import org.maskvos.io.LabelMovies;
import org.maskvos.io.Movies;
import org.maskvos.movie.Movie;
import org.maskvos.movie.MovieOptions;

/**
 * An image that a parameter names: an open one by its title or number, or a file or folder
 * by its complete path.
 *
 * @param image null if there is a path
 * @param path null if there is an open image
 */
record ImageOrPath(ImagePlus image, Path path) {

	/**
	 * @throws IllegalArgumentException if there is neither, or several images have the title; the message names
	 *           the parameter
	 */
	static ImageOrPath of(final String name, final String word) {
		final String text = word == null ? "" : word.trim();
		final ImagePlus open = text.isEmpty() ? null : OpenImages.find(name, text);
		if (open != null) return new ImageOrPath(open, null);
		try {
			final Path path = Path.of(text);
			if (path.isAbsolute() && Files.exists(path)) return new ImageOrPath(null, path);
		}
		catch (final InvalidPathException exc) {
			// NB: neither
		}
		throw new IllegalArgumentException(name +
			" must be the title of an open image, or the complete path of a file or folder, not \"" + text + "\".");
	}

	LabelMovie labels() throws IOException {
		return path == null ? LabelMovies.of(image) : LabelMovies.open(path);
	}

	Movie movie(final MovieOptions options) throws IOException {
		return path == null ? Movies.of(image, options) : Movies.open(path, options);
	}
}
