package org.maskvos.movie.tiff;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.maskvos.movie.FrameMemory;
import org.maskvos.movie.MovieException;

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
public final class TiffDirectories implements Closeable {

	/** Bytes per value by type of entry, from the specification. */
	private static final int[] SIZES = { 0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8 };

	/** Small values, such as bits per sample, may belong to all headers. */
	private static final int SLACK = 1 << 26;
	/** Entries of a header. */
	private static final int MOST_ENTRIES = 4096;

	private final Path path;
	private final RandomAccessFile file;
	private final ByteOrder order;
	private final boolean big;
	private final Set<Long> seen = new HashSet<>();
	private final long size;
	private long header, next;
	/** Bytes that may still be read from headers: those of a sound file do not overlap. */
	private long budget;
	private int count;
	/** The entries of the current directory. */
	private ByteBuffer entries;

	/** @param path a file that begins as a TIFF or BigTIFF file does */
	public TiffDirectories(final Path path) throws IOException {
		this.path = path;
		file = new RandomAccessFile(path.toFile(), "r");
		size = file.length();
		budget = 2 * size + SLACK;
		boolean done = false;
		try {
			order = file.read() == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
			big = read(2, 2).getShort() == 43;
			next = offset(big ? 8 : 4);
			done = true;
		}
		finally {
			if (!done) file.close();
		}
	}

	/** Number of the current directory, from 1. */
	public int count() {
		return count;
	}

	/** Offset of the current directory. */
	long header() {
		return header;
	}

	/** Length of the file. */
	long size() {
		return size;
	}

	ByteOrder order() {
		return order;
	}

	/** For the pixels. */
	RandomAccessFile file() {
		return file;
	}

	/**
	 * Goes to the next directory.
	 *
	 * @return whether there is one
	 */
	public boolean next() throws IOException {
		if (next == 0) return false;
		if (!seen.add(next)) throw new MovieException(path + " is damaged: its images form a circle.");
		load(next, count + 1);
		return true;
	}

	/** Goes back to directory {@code number} at an offset; {@link #next} is not for afterwards. */
	void go(final long offset, final int number) throws IOException {
		budget = 2 * size + SLACK;
		load(offset, number);
	}

	boolean has(final int tag) {
		return find(tag) >= 0;
	}

	/** The first value of an entry. */
	public long number(final int tag, final long fallback) throws IOException {
		final long[] first = numbers(tag, 1);
		return first.length == 0 ? fallback : first[0];
	}

	/** A fraction, or 0. */
	double fraction(final int tag) throws IOException {
		final ByteBuffer values = values(tag, 1);
		if (values == null || values.remaining() < 8) return 0;
		return (double) (values.getInt() & 0xffffffffL) / (values.getInt() & 0xffffffffL);
	}

	/** The integers of an entry; none if it does not exist. */
	long[] numbers(final int tag) throws IOException {
		return numbers(tag, Integer.MAX_VALUE);
	}

	/** The bytes of an entry, in the order of the file; none if it does not exist. */
	ByteBuffer bytes(final int tag) throws IOException {
		final ByteBuffer values = values(tag, Integer.MAX_VALUE);
		return values == null ? ByteBuffer.allocate(0) : values;
	}

	/** The characters of an entry; empty if it does not exist. */
	String text(final int tag) throws IOException {
		final ByteBuffer values = values(tag, Integer.MAX_VALUE);
		return values == null ? "" : new String(values.array(), StandardCharsets.UTF_8).replace("\0", "");
	}

	/** Number of values of an entry; 0 if it does not exist. */
	long length(final int tag) {
		final int entry = find(tag);
		return entry < 0 ? 0 : count(entry);
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

	private long count(final int entry) {
		return big ? entries.getLong(entry + 4) : entries.getInt(entry + 4) & 0xffffffffL;
	}

	private void load(final long offset, final int number) throws IOException {
		header = offset;
		count = number;
		final int head = big ? 8 : 2;
		final long n = big ? read(offset, 8).getLong() : read(offset, 2).getShort() & 0xffff;
		if (n < 0 || n > MOST_ENTRIES) throw new MovieException(path + " is damaged: the header of image " + count +
			" is not one.");
		entries = read(offset + head, n * entryBytes());
		next = offset(offset + head + n * entryBytes());
	}

	private long[] numbers(final int tag, final int most) throws IOException {
		final ByteBuffer values = values(tag, most);
		if (values == null) return new long[0];
		final int bytes = size(find(tag));
		final long[] numbers = new long[values.remaining() / bytes];
		for (int i = 0; i < numbers.length; i++)
			numbers[i] = bytes == 1 ? values.get() & 0xff : bytes == 2 ? values.getShort() & 0xffff : bytes == 4 ? values
				.getInt() & 0xffffffffL : values.getLong();
		return numbers;
	}

	/** @param most values that are wanted */
	private ByteBuffer values(final int tag, final int most) throws IOException {
		final int entry = find(tag);
		if (entry < 0) return null;
		final long all = count(entry);
		// NB: what cannot be lies beyond the end of any file
		final long bytes = all < 0 || all > size ? Long.MAX_VALUE / 2 : all * size(entry);
		final int value = entry + (big ? 12 : 8), inline = big ? 8 : 4;
		final long wanted = Math.min(bytes, (long) most * size(entry));
		if (bytes > inline) {
			final long offset = big ? entries.getLong(value) : entries.getInt(value) & 0xffffffffL;
			return read(offset, wanted);
		}
		final byte[] here = new byte[(int) wanted];
		entries.get(value, here);
		return ByteBuffer.wrap(here).order(order);
	}

	private long offset(final long position) throws IOException {
		return big ? read(position, 8).getLong() : read(position, 4).getInt() & 0xffffffffL;
	}

	private ByteBuffer read(final long position, final long length) throws IOException {
		if (position < 0 || length > size || position > size - length) throw new MovieException(path +
			" is truncated: the header of image " + Math.max(1, count) + " lies beyond its end.");
		budget -= length;
		if (budget < 0) throw new MovieException(path + " is damaged: the headers of its images overlap.");
		if (length > FrameMemory.LONGEST_ARRAY) throw new MovieException(path + " is too large: image " + Math.max(1,
			count) + " has a header of " + length + " bytes.");
		final byte[] bytes = new byte[(int) length];
		file.seek(position);
		file.readFully(bytes);
		return ByteBuffer.wrap(bytes).order(order);
	}
}
