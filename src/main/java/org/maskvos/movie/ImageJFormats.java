package org.maskvos.movie;

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

/** Formats that are left to ImageJ, which reads them whole: GIF, BMP, PGM, DICOM and FITS. They are small, as a rule. */
final class ImageJFormats {

	/** Where the sizes of all these formats are, but for DICOM and FITS. */
	private static final int HEAD = 512;

	private ImageJFormats() {
		// NB: static methods only
	}

	/** Whether ImageJ knows a file by its first bytes. */
	static boolean isOne(final int type) {
		return type == Opener.GIF || type == Opener.BMP || type == Opener.PGM || type == Opener.DICOM || type == Opener.FITS;
	}

	/** One of ImageJ's numbers of formats. */
	static int type(final Path path) {
		return silent().getFileType(path.toString());
	}

	/** @throws MovieException if it cannot be read, or is too large */
	static Movie open(final Path path, final MovieOptions options) throws IOException {
		requireMemory(path);
		// NB: by folder and name, since ImageJ takes some paths for addresses in the web
		final ImagePlus image = silent().openImage(path.getParent().toString(), Titles.of(path));
		if (image == null || image.getWidth() == 0) throw new MovieException(path + " cannot be read by ImageJ.");
		return ImagePlusMovie.of(image, path.toString(), options);
	}

	// -- Helper methods --

	private static void requireMemory(final Path path) throws IOException {
		final byte[] head;
		try (InputStream in = Files.newInputStream(path)) {
			head = in.readNBytes(HEAD);
		}
		final ByteBuffer bytes = ByteBuffer.wrap(Arrays.copyOf(head, HEAD)).order(ByteOrder.LITTLE_ENDIAN);
		switch (type(path)) {
			case Opener.GIF -> require(path, bytes.getShort(6) & 0xffff, bytes.getShort(8) & 0xffff);
			case Opener.BMP -> require(path, Math.abs((long) bytes.getInt(18)), Math.abs((long) bytes.getInt(22)));
			case Opener.PGM -> {
				final String text = new String(head, StandardCharsets.ISO_8859_1).substring(2).replaceAll("#[^\n\r]*", " ");
				final Scanner scanner = new Scanner(text);
				if (scanner.hasNextLong()) {
					final long width = scanner.nextLong();
					if (scanner.hasNextLong()) require(path, width, scanner.nextLong());
				}
			}
			default -> {}
		}
	}

	private static void require(final Path path, final long width, final long height) throws MovieException {
		FrameMemory.require(path.toString(), width, height, 3, 4);
	}

	private static Opener silent() {
		final Opener opener = new Opener();
		opener.setSilentMode(true);
		return opener;
	}
}
