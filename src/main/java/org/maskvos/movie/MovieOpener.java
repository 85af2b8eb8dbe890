package org.maskvos.movie;

import ij.ImagePlus;
import ij.io.Opener;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Finds out what a path is, and who reads it. */
final class MovieOpener {

	/** Suffixes of TIFF files for which Bio-Formats knows more than ImageJ. */
	private static final String SPECIAL_TIFF = ".*\\.(ome\\.tiff?|lsm|stk|flex|svs|scn|ndpi)";

	private MovieOpener() {
		// NB: static methods only
	}

	static Movie open(final Path path, final MovieOptions options) throws IOException {
		if (!Files.exists(path)) throw new MovieException(path + " does not exist.");
		if (!Files.isReadable(path)) throw new MovieException(path + " cannot be read: permission denied.");
		return Files.isDirectory(path) ? new FolderMovie(path, options) : openFile(path, options);
	}

	/** Decides by the first bytes, not by the name. */
	static Movie openFile(final Path path, final MovieOptions options) throws IOException {
		if (Files.size(path) == 0) throw new MovieException(path + " is empty.");
		final String name = Titles.of(path).toLowerCase(Locale.ROOT);
		final String magic = magic(path);
		switch (magic) {
			case "49492a00":
			case "4d4d002a":
			case "49492b00": // BigTIFF
			case "4d4d002b":
				return openTiff(path, name, options);
			case "89504e47":
				return new PictureMovie(path, options);
			default:
				if (magic.startsWith("ffd8")) return new PictureMovie(path, options);
				if (name.matches(".*\\.(tiff?|png|jpe?g)"))
					throw new MovieException(path + " is not a " + name.substring(name.lastIndexOf('.') + 1).toUpperCase(
						Locale.ROOT) + " image: its first bytes are those of another kind of file.");
				return name.endsWith(".avi") ? new AviMovie(path, options) : openOther(path, options);
		}
	}

	// -- Helper methods --

	private static String magic(final Path path) throws IOException {
		try (InputStream in = Files.newInputStream(path)) {
			final StringBuilder hex = new StringBuilder();
			for (final byte b : in.readNBytes(4))
				hex.append(String.format("%02x", b));
			return hex.toString();
		}
	}

	private static Movie openTiff(final Path path, final String name, final MovieOptions options) throws IOException {
		if (!BioFormatsMovie.isPresent()) return new TiffMovie(path, options);
		if (name.matches(SPECIAL_TIFF)) return new BioFormatsMovie(path, options);
		try {
			return new TiffMovie(path, options);
		}
		catch (final UnsupportedTiffException exc) {
			return new BioFormatsMovie(path, options);
		}
	}

	/** Formats of ImageJ's opener that are no movies, as a rule, and small. */
	private static Movie openOther(final Path path, final MovieOptions options) throws IOException {
		final Opener opener = new Opener();
		opener.setSilentMode(true);
		switch (opener.getFileType(path.toString())) {
			case Opener.GIF:
			case Opener.BMP:
			case Opener.PGM:
			case Opener.DICOM:
			case Opener.FITS:
			case Opener.ZIP:
				final ImagePlus image = opener.openImage(path.toString());
				if (image == null) throw new MovieException(path + " cannot be read by ImageJ.");
				return ImagePlusMovie.of(image, path.toString(), options);
			default:
				// NB: asking ImageJ would raise a dialog.
				if (BioFormatsMovie.isPresent()) return new BioFormatsMovie(path, options);
				throw new MovieException(path + " is not an image that ImageJ reads without Bio-Formats.");
		}
	}
}
