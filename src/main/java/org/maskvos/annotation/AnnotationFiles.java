package org.maskvos.annotation;

import ij.ImagePlus;
import ij.gui.Roi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.maskvos.io.LabelMovie;
import org.maskvos.io.LabelMovies;
import org.maskvos.movie.Guard;
import org.maskvos.movie.MovieException;
import org.maskvos.movie.MovieInfo;
import org.maskvos.movie.Pixels;
import org.maskvos.movie.omezarr.OmeZarr;

/** Opens annotations: label images, folders of them, and ImageJ's ROIs. */
public final class AnnotationFiles {

	private AnnotationFiles() {
		// NB: static methods only
	}

	/**
	 * Opens what a person labelled.
	 *
	 * @param path a label image: a stack as long as the movie, whose empty planes
	 *          are not annotated, or a single plane; a folder of label images named
	 *          as the movie's frames or numbered from 1; or an ImageJ ROI or ROI set
	 *          ({@code .roi}, {@code .zip})
	 * @param movie file or folder of the movie, for the names of its frames; null if
	 *          it is none
	 * @param info of the movie
	 * @param frame 1-based, of what does not say where it belongs
	 * @throws MovieException if it cannot be used; the message says why
	 */
	public static Annotations open(final Path path, final Path movie, final MovieInfo info, final int frame)
		throws IOException
	{
		requireFrame(frame, info);
		return Guard.run(path.toString(), () -> openAny(path, movie, info, frame));
	}

	/** Reads an open label image; see {@link #open}. */
	public static Annotations of(final ImagePlus image, final MovieInfo info, final int frame) throws IOException {
		requireFrame(frame, info);
		try (LabelMovie labels = LabelMovies.of(image)) {
			return of("Image '" + image.getTitle() + "'", labels, info, frame);
		}
	}

	/**
	 * Takes ROIs, as in the ROI Manager: each an object, those of a group or a name
	 * the same one.
	 *
	 * @param name of where they are from, beginning a sentence
	 * @param frame 1-based, of ROIs without a position
	 */
	public static Annotations of(final String name, final Roi[] rois, final MovieInfo info, final int frame)
		throws IOException
	{
		requireFrame(frame, info);
		return new Annotations(name, RoiAnnotations.planes(name, rois, info, frame), info);
	}

	// -- Helper methods --

	private static Annotations openAny(final Path path, final Path movie, final MovieInfo info, final int frame)
		throws IOException
	{
		final String name = path.toString(), lower = name.toLowerCase(Locale.ROOT);
		if (lower.endsWith(".zip") || lower.endsWith(".roi")) return new Annotations(name, RoiAnnotations.planes(name,
			RoiFile.read(path), info, frame), info);
		if (Files.isDirectory(path) && !OmeZarr.isOne(path)) return new Annotations(name, AnnotationFolder.planes(path,
			movie, info, frame), info);
		try (LabelMovie labels = LabelMovies.open(path)) {
			return of(name, labels, info, frame);
		}
	}

	private static Annotations of(final String name, final LabelMovie labels, final MovieInfo info, final int frame)
		throws IOException
	{
		final int planes = labels.info().frames();
		requireSize(name, labels.info(), info);
		if (planes != 1 && planes != info.frames()) throw new MovieException(name + " has " + planes +
			" planes, but the movie has " + info.frames() + (info.frames() == 1 ? " frame" : " frames") +
			"; labels need a plane for every frame, or a single one.");
		final NavigableMap<Integer, int[]> frames = new TreeMap<>();
		for (int t = 0; t < planes; t++)
			put(frames, planes == 1 ? frame - 1 : t, Pixels.ints(labels.frame(t)));
		return new Annotations(name, frames, info);
	}

	/** Keeps a plane if it has an object: a long stack may be empty nearly everywhere. */
	static void put(final NavigableMap<Integer, int[]> frames, final int t, final int[] plane) {
		for (final int id : plane)
			if (id != 0) {
				frames.put(t, plane);
				return;
			}
	}

	static void requireSize(final String name, final MovieInfo labels, final MovieInfo movie) throws MovieException {
		if (labels.width() != movie.width() || labels.height() != movie.height()) throw new MovieException(name + " has " +
			labels.width() + " x " + labels.height() + " pixels, but the movie has " + movie.width() + " x " + movie
				.height() + ".");
	}

	private static void requireFrame(final int frame, final MovieInfo info) throws MovieException {
		if (frame < 1 || frame > info.frames()) throw new MovieException("annotation_frame must be 1 to " + info.frames() +
			", the frames of the movie, not " + frame + ".");
	}
}
