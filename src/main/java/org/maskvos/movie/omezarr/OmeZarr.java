package org.maskvos.movie.omezarr;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.maskvos.files.Titles;
import org.maskvos.movie.MovieException;
import org.maskvos.zarr.ZarrArray;
import org.maskvos.zarr.ZarrException;
import org.maskvos.zarr.ZarrNode;

/** Where the images are in an OME-Zarr: in the folder itself, or, as bioformats2raw makes it, in folders 0, 1, ... */
public final class OmeZarr {

	private OmeZarr() {
		// NB: static methods only
	}

	/** Whether a path is an OME-Zarr, or wants to be one. */
	public static boolean isOne(final Path path) {
		return Files.isDirectory(path) && (Titles.of(path).toLowerCase(Locale.ROOT).endsWith(".zarr") || ZarrNode.isOne(
			path));
	}

	/** Number of images. */
	public static int series(final Path path) throws IOException {
		return images(path).size();
	}

	/**
	 * @param series 1-based
	 * @throws MovieException if there is no such image
	 */
	static OmeZarrImage image(final Path path, final int series) throws IOException {
		final List<ZarrNode> images = images(path);
		if (series < 1 || series > images.size()) throw new MovieException(path + " has " + images.size() +
			" series; series " + series + " does not exist.");
		return OmeZarrImage.of(images.get(series - 1));
	}

	/** Opens a level of an image; failures name it. */
	static ZarrArray array(final OmeZarrImage image, final String level) throws IOException {
		try {
			final ZarrArray array = ZarrArray.open(image.folder().resolve(level));
			final int axes = array.shape().length;
			if (axes == image.axes().size()) return array;
			throw new MovieException(image.folder() + " is damaged: its array has " + axes + " axes and its metadata " + image
				.axes().size() + ".");
		}
		catch (final ZarrException exc) {
			throw new MovieException(image.folder() + " cannot be read: " + exc.getMessage() + ".", exc);
		}
	}

	// -- Helper methods --

	private static List<ZarrNode> images(final Path path) throws IOException {
		final List<ZarrNode> images = new ArrayList<>();
		final ZarrNode root = read(path);
		if (root != null && !OmeZarrImage.isOne(root)) {
			ZarrNode image = read(path.resolve("0"));
			while (OmeZarrImage.isOne(image)) {
				images.add(image);
				image = read(path.resolve(Integer.toString(images.size())));
			}
		}
		if (!images.isEmpty()) return images;
		if (root == null) throw new MovieException(path +
			" is not an OME-Zarr image: it holds no .zattrs and no zarr.json.");
		return List.of(root);
	}

	/** The same as {@link ZarrNode#read}, with the folder in the sentence. */
	static ZarrNode read(final Path folder) throws IOException {
		try {
			return ZarrNode.read(folder);
		}
		catch (final ZarrException exc) {
			throw new MovieException(folder + " cannot be read: " + exc.getMessage() + ".", exc);
		}
	}
}
