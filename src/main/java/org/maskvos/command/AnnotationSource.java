package org.maskvos.command;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.plugin.frame.RoiManager;

import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import org.maskvos.annotation.AnnotationFiles;
import org.maskvos.annotation.Annotations;
import org.maskvos.movie.MovieInfo;

/** What the parameter {@code annotations} means: the ROI Manager, an open image, or a file. */
final class AnnotationSource {

	static final String ROI_MANAGER = "roi manager";

	private AnnotationSource() {}

	/**
	 * @param source {@value #ROI_MANAGER}, title or number of an open image, or complete path
	 * @param movie whose own selection, in the frame that it shows, serves if the ROI
	 *          Manager is empty
	 * @param frame 1-based, of what does not say where it belongs
	 * @throws IllegalArgumentException if it is none of these, or several images have the title;
	 *           the message names the parameter
	 */
	static Annotations open(final String source, final ImagePlus movie, final MovieInfo info, final int frame)
		throws IOException
	{
		final String word = source == null ? "" : source.trim();
		if (word.equalsIgnoreCase(ROI_MANAGER)) return AnnotationFiles.of("The ROI Manager", rois(movie), info, frame);
		final ImagePlus image = OpenImages.find("annotations", word);
		if (image == movie) throw new IllegalArgumentException("annotations: \"" + word +
			"\" is the movie itself; name the label image.");
		if (image != null) return AnnotationFiles.of(image, info, frame);
		final Path path = path(word);
		if (path != null) return AnnotationFiles.open(path, null, info, frame);
		throw new IllegalArgumentException("annotations must be \"" + ROI_MANAGER +
			"\", the title of an open image, or the complete path of a file, not \"" + word + "\".");
	}

	// -- Helper methods --

	private static Roi[] rois(final ImagePlus movie) {
		// NB: getInstance2 makes a window in a macro's batch mode
		final RoiManager manager = GraphicsEnvironment.isHeadless() ? RoiManager.getRawInstance() : RoiManager
			.getInstance2();
		if (manager != null && manager.getCount() > 0) return manager.getRoisAsArray();
		if (movie.getRoi() != null && movie.getRoi().isArea()) {
			final Roi selection = (Roi) movie.getRoi().clone();
			selection.setPosition(0, 0, Math.max(movie.getT(), movie.getZ()));
			return new Roi[] { selection };
		}
		throw new IllegalArgumentException(
			"annotations: the ROI Manager is empty; outline an object, press T to add it, and try again.");
	}

	private static Path path(final String word) {
		try {
			final Path path = Path.of(word);
			return path.isAbsolute() && Files.exists(path) ? path : null;
		}
		catch (final InvalidPathException e) {
			return null;
		}
	}
}
