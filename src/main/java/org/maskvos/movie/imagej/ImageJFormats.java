package org.maskvos.movie.imagej;

import ij.ImagePlus;
import ij.io.Opener;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Scanner;
import org.maskvos.files.Titles;
import org.maskvos.movie.FrameMemory;
import org.maskvos.movie.Movie;
import org.maskvos.movie.MovieException;
import org.maskvos.movie.MovieOptions;

/** Formats that are left to ImageJ, which reads them whole: GIF, PGM, DICOM and FITS. They are small, as a rule. */
public final class ImageJFormats {

	/** Within so many bytes GIF and PGM tell their size. */
	private static final int HEAD = 512;

	private ImageJFormats() {
		// NB: static methods only
	}

	/** Whether ImageJ knows a file by its first bytes. */
	public static boolean isOne(final int type) {
		return type == Opener.GIF || type == Opener.PGM || type == Opener.DICOM || type == Opener.FITS;
	}

	/** One of ImageJ's numbers of formats. */
	public static int type(final Path path) {
		return silent().getFileType(path.toString());
	}

	/** @throws MovieException if it cannot be read, or is too large */
	public static Movie open(final Path path, final MovieOptions options) throws IOException {
		check(path);
		// NB: by folder and name, since ImageJ takes some paths for addresses in the web
		final ImagePlus image = silent().openImage(path.getParent().toString(), Titles.of(path));
		if (image == null || image.getWidth() == 0) throw new MovieException(path + " cannot be read by ImageJ.");
		return ImagePlusMovie.of(image, path.toString(), options);
	}

	// -- Helper methods --

	private static void check(final Path path) throws IOException {
		final byte[] head;
		try (InputStream in = Files.newInputStream(path)) {
			head = in.readNBytes(HEAD);
		}
		final int type = type(path);
		if (type == Opener.GIF) {
			final ByteBuffer bytes = ByteBuffer.wrap(Arrays.copyOf(head, HEAD)).order(ByteOrder.LITTLE_ENDIAN);
			FrameMemory.require(path.toString(), bytes.getShort(6) & 0xffff, bytes.getShort(8) & 0xffff, 3, 4);
		}
		else if (type == Opener.PGM) checkPgm(path, new String(head, StandardCharsets.ISO_8859_1));
	}

	/** Width, height and, but for black and white, the largest intensity. NB: ImageJ does not miss pixels that are not there. */
	private static void checkPgm(final Path path, final String head) throws IOException {
		final Scanner numbers = new Scanner(head.substring(2).replaceAll("#[^\n\r]*", " "));
		final long[] size = { 0, 0, 1 };
		final char kind = head.charAt(1);
		for (int i = 0; i < (kind == '1' || kind == '4' ? 2 : 3) && numbers.hasNextLong(); i++)
			size[i] = numbers.nextLong();
		FrameMemory.require(path.toString(), size[0], size[1], 3, 4);
		final long values = size[0] * size[1] * (kind == '3' || kind == '6' ? 3 : 1);
		final long bytes = kind == '4' ? (size[0] + 7) / 8 * size[1] : kind == '2' || kind == '3' ? 2 * values - 1
			: size[2] > 255 ? 2 * values : values;
		if (Files.size(path) < bytes) throw new MovieException(path + " is truncated: it should have " + size[0] + " x " +
			size[1] + " pixels.");
	}

	private static Opener silent() {
		final Opener opener = new Opener();
		opener.setSilentMode(true);
		return opener;
	}
}
