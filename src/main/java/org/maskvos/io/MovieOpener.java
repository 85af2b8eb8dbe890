package org.maskvos.io;

import ij.ImagePlus;
import ij.io.Opener;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import org.maskvos.files.Inputs;
import org.maskvos.files.Titles;
import org.maskvos.movie.GuardedMovie;
import org.maskvos.movie.Movie;
import org.maskvos.movie.MovieException;
import org.maskvos.movie.MovieOptions;
import org.maskvos.movie.avi.AviMovie;
import org.maskvos.movie.bioformats.BioFormatsMovie;
import org.maskvos.movie.imagej.ImageJFormats;
import org.maskvos.movie.imagej.ImagePlusMovie;
import org.maskvos.movie.omezarr.OmeZarr;
import org.maskvos.movie.omezarr.OmeZarrMovie;
import org.maskvos.movie.picture.PictureMovie;
import org.maskvos.movie.tiff.TiffMovie;
import org.maskvos.movie.tiff.TiffPages;
import org.maskvos.movie.tiff.UnsupportedTiffException;
import org.maskvos.movie.tiff.ZippedMovie;

/** Finds out what a path is, and who reads it. */
public final class MovieOpener {

	/** Suffixes of TIFF files for which Bio-Formats knows more than ImageJ. */
	private static final String SPECIAL_TIFF = ".*\\.(ome\\.tiff?|lsm|stk|flex|svs|scn|ndpi)";

	private enum Reader {
			TIFF, PICTURE, AVI, ZIP, IMAGEJ, BIO_FORMATS
	}

	private MovieOpener() {
		// NB: static methods only
	}

	/** Intensities as they are in the file: there may be NaN among them. */
	static Movie open(final Path path, final MovieOptions options) throws IOException {
		return GuardedMovie.open(path.toString(), () -> openAny(path, options));
	}

	/** The same of an open image. */
	static Movie of(final ImagePlus image, final MovieOptions options) throws IOException {
		final String name = "Image '" + image.getTitle() + "'";
		return GuardedMovie.open(name, () -> ImagePlusMovie.of(image, name, options));
	}

	private static Movie openAny(final Path path, final MovieOptions options) throws IOException {
		Inputs.requireFileOrFolder(path);
		if (OmeZarr.isOne(path)) return new OmeZarrMovie(path, options);
		if (!Files.isDirectory(path)) return openFile(path, options);
		requireFirstSeries(path, options);
		return new FolderMovie(path, options);
	}

	/** Decides by the first bytes, not by the name. */
	public static Movie openFile(final Path path, final MovieOptions options) throws IOException {
		final Reader reader = reader(path);
		if (reader != Reader.BIO_FORMATS) requireFirstSeries(path, options);
		return switch (reader) {
			case TIFF -> new TiffMovie(path, options);
			case PICTURE -> new PictureMovie(path, options);
			case AVI -> new AviMovie(path, options);
			case ZIP -> new ZippedMovie(path, options);
			case IMAGEJ -> ImageJFormats.open(path, options);
			case BIO_FORMATS -> new BioFormatsMovie(path, options);
		};
	}

	/**
	 * @return number of series; 1 too for what cannot be read, which opening it will
	 *         tell
	 */
	static int series(final Path path) {
		try {
			Inputs.requireFileOrFolder(path);
			if (OmeZarr.isOne(path)) return OmeZarr.series(path);
			return !Files.isDirectory(path) && reader(path) == Reader.BIO_FORMATS ? BioFormatsMovie.series(path) : 1;
		}
		catch (final IOException | RuntimeException | OutOfMemoryError exc) {
			return 1;
		}
	}

	/**
	 * Reads no more than the header of a TIFF, PNG or JPEG file.
	 *
	 * @return width and height of its first image in px; null if it cannot be read, which
	 *         opening it will tell
	 */
	static long[] size(final Path path) throws IOException {
		if (isTiff(magic(path))) return TiffPages.size(path);
		final int[] size = PictureMovie.size(path);
		return size == null ? null : new long[] { size[0], size[1] };
	}

	// -- Helper methods --

	private static void requireFirstSeries(final Path path, final MovieOptions options) throws MovieException {
		if (options.series() != 1) throw new MovieException(path + " has 1 series; series " + options.series() +
			" does not exist.");
	}

	private static Reader reader(final Path path) throws IOException {
		if (Files.size(path) == 0) throw new MovieException(path + " is empty.");
		final String name = Titles.of(path).toLowerCase(Locale.ROOT);
		final String magic = magic(path);
		if (isTiff(magic)) return tiffReader(path, name);
		if (magic.equals("89504e47") || magic.startsWith("ffd8") || magic.startsWith("424d")) return Reader.PICTURE;
		if (name.matches(".*\\.(tiff?|png|jpe?g)")) throw new MovieException(path + " is not a " + name.substring(name
			.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT) + " image: its first bytes are those of another kind of file.");
		return name.endsWith(".avi") ? Reader.AVI : otherReader(path);
	}

	/** Classic or BigTIFF, of either byte order. */
	private static boolean isTiff(final String magic) {
		return magic.matches("49492[ab]00|4d4d002[ab]");
	}

	private static String magic(final Path path) throws IOException {
		try (InputStream in = Files.newInputStream(path)) {
			final StringBuilder hex = new StringBuilder();
			for (final byte b : in.readNBytes(4))
				hex.append(String.format("%02x", b));
			return hex.toString();
		}
	}

	private static Reader tiffReader(final Path path, final String name) throws IOException {
		if (!BioFormatsMovie.isPresent()) return Reader.TIFF;
		if (name.matches(SPECIAL_TIFF)) return Reader.BIO_FORMATS;
		try (Movie movie = new TiffMovie(path, MovieOptions.defaults())) {
			return Reader.TIFF;
		}
		catch (final UnsupportedTiffException exc) {
			return Reader.BIO_FORMATS;
		}
		catch (final MovieException exc) {
			return Reader.TIFF; // NB: says the same again when it is opened
		}
	}

	private static Reader otherReader(final Path path) throws MovieException {
		final int type = ImageJFormats.type(path);
		if (type == Opener.ZIP) return Reader.ZIP;
		if (ImageJFormats.isOne(type)) return Reader.IMAGEJ;
		// NB: asking ImageJ would raise a dialog.
		if (BioFormatsMovie.isPresent()) return Reader.BIO_FORMATS;
		throw new MovieException(path + " is not an image that ImageJ reads without Bio-Formats.");
	}
}
