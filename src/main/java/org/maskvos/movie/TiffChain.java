package org.maskvos.movie;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Follows the chain of image directories of a TIFF file. ImageJ's decoder stops
 * in silence where the chain is broken and never where it bites its tail.
 */
final class TiffChain {

	private TiffChain() {
		// NB: static methods only
	}

	/**
	 * @return number of image directories
	 * @throws MovieException if one of them lies outside the file
	 */
	static int count(final Path path) throws IOException {
		final Set<Long> seen = new HashSet<>();
		try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
			final byte[] buffer = new byte[4];
			file.readFully(buffer);
			final boolean little = buffer[0] == 'I';
			file.readFully(buffer);
			long next = number(buffer, 4, little);
			while (next != 0) {
				if (!seen.add(next)) throw new MovieException(path + " is damaged: its images form a circle.");
				file.seek(next);
				file.readFully(buffer, 0, 2);
				// NB: an entry has 12 bytes; the next offset follows the last one.
				file.seek(next + 2 + 12 * number(buffer, 2, little));
				file.readFully(buffer);
				next = number(buffer, 4, little);
			}
		}
		catch (final EOFException exc) {
			throw new MovieException(path + " is truncated: the header of image " + Math.max(1, seen.size()) +
				" lies beyond its end.", exc);
		}
		return seen.size();
	}

	private static long number(final byte[] bytes, final int length, final boolean little) {
		long value = 0;
		for (int i = 0; i < length; i++)
			value = value << 8 | bytes[little ? length - 1 - i : i] & 0xff;
		return value;
	}
}
