package org.maskvos.movie;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * The image directories of a TIFF or BigTIFF file, one after the other. ImageJ's
 * decoder reads no BigTIFF, stops in silence where the chain of directories is
 * broken, and never where it bites its tail.
 *
 * <pre>
 * try (TiffDirectories tiff = new TiffDirectories(path)) {
 * 	while (tiff.next())
 * 		System.out.println(tiff.number(TiffDecoder.IMAGE_WIDTH, 0));
 * }
 * </pre>
 */
final class TiffDirectories implements Closeable {

	/** Bytes per value by type of entry, from the specification. */
	private static final int[] SIZES = { 0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8 };

	private final Path path;
	private final RandomAccessFile file;
	private final ByteOrder order;
	private final boolean big;
	private final Set<Long> seen = new HashSet<>();
	private long next;
	/** The entries of the current directory. */
	private ByteBuffer entries;

	/** @param path a file that begins as a TIFF or BigTIFF file does */
	TiffDirectories(final Path path) throws IOException {
		this.path = path;
		file = new RandomAccessFile(path.toFile(), "r");
		order = file.read() == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
		big = read(2, 2).getShort() == 43;
		next = offset(big ? 8 : 4);
	}

	/** Number of directories so far. */
	int count() {
		return seen.size();
	}

	ByteOrder order() {
		return order;
	}

	/**
	 * Goes to the next directory.
	 *
	 * @return whether there is one
	 */
	boolean next() throws IOException {
		if (next == 0) return false;
		if (!seen.add(next)) throw new MovieException(path + " is damaged: its images form a circle.");
		final int head = big ? 8 : 2;
		final long n = big ? read(next, 8).getLong() : read(next, 2).getShort() & 0xffff;
		if (n < 0 || n > 4096) throw new MovieException(path + " is damaged: the header of image " + count() +
			" is not one.");
		entries = read(next + head, (int) n * entryBytes());
		next = offset(next + head + n * entryBytes());
		return true;
	}

	boolean has(final int tag) {
		return find(tag) >= 0;
	}

	/** The first value of an entry. */
	long number(final int tag, final long fallback) throws IOException {
		final long[] all = numbers(tag);
		return all.length == 0 ? fallback : all[0];
	}

	/** A fraction, or 0. */
	double fraction(final int tag) throws IOException {
		final ByteBuffer values = values(tag);
		if (values == null || values.remaining() < 8) return 0;
		return (double) (values.getInt() & 0xffffffffL) / (values.getInt() & 0xffffffffL);
	}

	/** The integers of an entry; none if it does not exist. */
	long[] numbers(final int tag) throws IOException {
		final ByteBuffer values = values(tag);
		if (values == null) return new long[0];
		final int size = size(find(tag));
		final long[] numbers = new long[values.remaining() / size];
		for (int i = 0; i < numbers.length; i++)
			numbers[i] = size == 1 ? values.get() & 0xff : size == 2 ? values.getShort() & 0xffff : size == 4 ? values
				.getInt() & 0xffffffffL : values.getLong();
		return numbers;
	}

	/** The characters of an entry; empty if it does not exist. */
	String text(final int tag) throws IOException {
		final ByteBuffer values = values(tag);
		return values == null ? "" : new String(values.array(), StandardCharsets.UTF_8).replace("\0", "");
	}

	@Override
	public void close() throws IOException {
		file.close();
	}

	// -- Helper methods --

	private int entryBytes() {
		return big ? 20 : 12;
	}

	/** Position of an entry; -1 if it does not exist. */
	private int find(final int tag) {
		for (int i = 0; i < entries.capacity(); i += entryBytes())
			if ((entries.getShort(i) & 0xffff) == tag) return i;
		return -1;
	}

	private int size(final int entry) {
		final int type = entries.getShort(entry + 2);
		return type > 0 && type < SIZES.length && SIZES[type] > 0 ? SIZES[type] : 1;
	}

	private ByteBuffer values(final int tag) throws IOException {
		final int entry = find(tag);
		if (entry < 0) return null;
		final long count = big ? entries.getLong(entry + 4) : entries.getInt(entry + 4) & 0xffffffffL;
		final long bytes = count < 0 || count > 1 << 27 ? Long.MAX_VALUE / 2 : count * size(entry);
		final int value = entry + (big ? 12 : 8);
		if (bytes > (big ? 8 : 4)) {
			final long offset = big ? entries.getLong(value) : entries.getInt(value) & 0xffffffffL;
			return read(offset, bytes);
		}
		final byte[] inline = new byte[(int) bytes];
		entries.get(value, inline);
		return ByteBuffer.wrap(inline).order(order);
	}

	private long offset(final long position) throws IOException {
		return big ? read(position, 8).getLong() : read(position, 4).getInt() & 0xffffffffL;
	}

	private ByteBuffer read(final long position, final long length) throws IOException {
		if (position < 0 || position > file.length() - length)
			throw new MovieException(path + " is truncated: the header of image " + Math.max(1, count()) +
				" lies beyond its end.");
		final byte[] bytes = new byte[(int) length];
		file.seek(position);
		file.readFully(bytes);
		return ByteBuffer.wrap(bytes).order(order);
	}
}
