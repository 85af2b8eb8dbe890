package org.maskvos.io;

import ij.ImagePlus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.maskvos.files.Titles;
import org.maskvos.movie.LabelLayout;
import org.maskvos.movie.LabelSink;
import org.maskvos.movie.MovieException;
import org.maskvos.movie.MovieInfo;
import org.maskvos.movie.MovieOptions;
import org.maskvos.movie.imagej.ImagePlusLabelSink;
import org.maskvos.movie.omezarr.OmeZarrLabelSink;
import org.maskvos.movie.omezarr.OmeZarrLabelTarget;
import org.maskvos.movie.tiff.TiffInfo;
import org.maskvos.movie.tiff.TiffLabelSink;
import org.maskvos.movie.tiff.TiffStackWriter;
import org.maskvos.zarr.ZarrNode;

/** Writes and reads label movies. */
public final class LabelMovies {

	private LabelMovies() {
		// NB: static methods only
	}

	/**
	 * Writes a label movie frame by frame, as what the name of the target says: an
	 * {@link #tiff ImageJ TIFF stack}, or an OME-Zarr 0.4 label image.
	 *
	 * @param target a {@code .tif} file; a folder {@code NAME.zarr}; or
	 *          {@code IMAGE.zarr/labels/NAME}, which is entered in the image's list of
	 *          labels. Replaced when the sink is committed, if it is a label image.
	 * @param info of the movie that is segmented
	 * @param provenance see {@link LabelSink#setProvenance}; may be empty
	 * @throws MovieException if it cannot be written there; the message names it
	 */
	public static LabelSink sink(final Path target, final MovieInfo info, final String provenance) throws IOException {
		return OmeZarrLabelTarget.isOne(target) ? new OmeZarrLabelSink(target, info, provenance) : tiff(target, info,
			provenance);
	}

	/**
	 * Writes a label movie as an ImageJ TIFF stack, frame by frame. 16 bits while
	 * all ids fit, else 32-bit float; frames along the axis of the movie, its
	 * calibration, a look-up table with black background. Above 4 GB the file has
	 * ImageJ's layout of huge stacks.
	 *
	 * @param target a {@code .tif} file; replaced when the sink is committed
	 * @param info of the movie that is segmented
	 * @param provenance see {@link LabelSink#setProvenance}; may be empty
	 * @throws MovieException if the file cannot be written there; the message
	 *           names it
	 */
	public static LabelSink tiff(final Path target, final MovieInfo info, final String provenance) throws IOException {
		return new TiffLabelSink(target, info, provenance, TiffStackWriter.CLASSIC_LIMIT);
	}

	/**
	 * Writes a label movie as a folder with a file for each frame, which appears when it
	 * is complete.
	 *
	 * @param target must not exist
	 * @throws MovieException if it does, or cannot be made; the message names it
	 */
	public static LabelFolderSink folder(final Path target, final MovieInfo info, final LabelLayout layout)
		throws IOException
	{
		return new LabelFolderSink(target, info, layout);
	}

	/** Collects a label movie in memory, as an image to be shown. */
	public static ImagePlusLabelSink imagePlus(final MovieInfo info, final String provenance) {
		return new ImagePlusLabelSink(info, provenance);
	}

	/**
	 * Opens a label movie: one integer per object, 0 for background.
	 *
	 * @param path whatever {@link Movies#open} reads, of one channel
	 * @throws MovieException if it cannot be read; the message names the file
	 */
	public static LabelMovie open(final Path path) throws IOException {
		return new LabelMovie(MovieOpener.open(path.toAbsolutePath().normalize(), MovieOptions.defaults()), path
			.toString());
	}

	/** Reads an open image as a label movie. */
	public static LabelMovie of(final ImagePlus image) throws IOException {
		return new LabelMovie(MovieOpener.of(image, MovieOptions.defaults()), "Image '" + image.getTitle() + "'");
	}

	/**
	 * How a label movie was made, if it says so: what {@link LabelSink#setProvenance} was told.
	 *
	 * @param path a TIFF file, written by us or saved by ImageJ, or an OME-Zarr image; may be anything else, or nothing
	 * @return empty if nothing is known
	 */
	public static String provenance(final Path path) {
		try {
			final ZarrNode zarr = Files.isDirectory(path) ? ZarrNode.read(path) : null;
			if (zarr != null) return zarr.attributes().path("maskvos").path("provenance").asText();
			return Titles.of(path).matches("(?is).+\\.tiff?") && Files.isRegularFile(path) ? TiffInfo.of(path) : "";
		}
		catch (final IOException exc) {
			return ""; // NB: what is wrong with it is told to who opens it
		}
	}

	/**
	 * Makes sure that a result does not overwrite what it is made from.
	 *
	 * @param input a file, or a folder of frames
	 * @param output need not exist
	 * @throws MovieException if both are the same file, by whatever links, or the
	 *           output would become a frame of the input
	 */
	public static void requireDistinct(final Path input, final Path output) throws IOException {
		final Path in = real(input), out = real(output);
		if (in.equals(out) || Files.exists(in) && Files.exists(out) && Files.isSameFile(in, out)) throw new MovieException(
			"The output " + output + " is the input itself; choose another name.");
		if (Files.isDirectory(in) && in.equals(out.getParent())) throw new MovieException("The output " + output +
			" lies among the frames in " + input + "; choose another folder.");
	}

	/** Follows links as far as the path exists. */
	private static Path real(final Path path) throws IOException {
		final Path absolute = path.toAbsolutePath().normalize();
		if (Files.exists(absolute)) return absolute.toRealPath();
		final Path parent = absolute.getParent();
		return parent == null || !Files.exists(parent) ? absolute : parent.toRealPath().resolve(absolute.getFileName());
	}
}
