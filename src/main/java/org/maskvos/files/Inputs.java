package org.maskvos.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * Input files: regular ones only, for a pipe may never give anything and a device never
 * end; and none that is larger than such a file can be.
 */
public final class Inputs {

	private static final int LONGEST = 80;

	private Inputs() {
		// NB: static methods only
	}

	/** @throws InputException if a path is no regular file that may be read; links are followed */
	public static void requireFile(final Path path) throws InputException {
		if (!Files.isRegularFile(path)) throw new InputException(path + problem(path));
		requireReadable(path);
	}

	/** @throws InputException if a path is neither a regular file nor a folder that may be read; links are followed */
	public static void requireFileOrFolder(final Path path) throws InputException {
		if (!Files.isRegularFile(path) && !Files.isDirectory(path)) throw new InputException(path + problem(path));
		requireReadable(path);
	}

	/**
	 * Reads a file whole.
	 *
	 * @param most bytes that such a file may have
	 * @throws InputException if it is no regular file, or larger
	 */
	public static byte[] read(final Path path, final long most) throws IOException {
		requireFile(path);
		final long size = Files.size(path);
		final int limit = (int) Math.min(most, Integer.MAX_VALUE - 8);
		if (size > limit) throw new InputException(path + " is too large: it has " + size + " bytes, and at most " + limit +
			" are read.");
		try (InputStream in = Files.newInputStream(path)) {
			return in.readNBytes(limit);
		}
	}

	/** Reads a text in UTF-8 in the same way; what is no UTF-8 is replaced. */
	public static String readText(final Path path, final long most) throws IOException {
		return new String(read(path, most), StandardCharsets.UTF_8);
	}

	/** A name or a line from a file as part of a sentence: without line breaks, and not too long. */
	public static String printable(final String text) {
		if (text == null) return "";
		final String plain = text.replaceAll("\\p{Cntrl}", "?");
		return plain.length() > LONGEST ? plain.substring(0, LONGEST) + "..." : plain;
	}

	// -- Helper methods --

	private static void requireReadable(final Path path) throws InputException {
		if (!Files.isReadable(path)) throw new InputException(path + " cannot be read: permission denied.");
	}

	private static String problem(final Path path) {
		if (Files.isDirectory(path)) return " is a folder, not a file.";
		if (Files.exists(path)) return " is not a regular file, but a device, pipe or socket.";
		if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) return " does not exist: it is a link that leads nowhere.";
		return " does not exist.";
	}
}
