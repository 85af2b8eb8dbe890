package org.maskvos.movie.tiff;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes a stack as an ImageJ TIFF, plane by plane: room for the header, all
 * planes in one block, and the directories of the other planes at the end. The
 * header is written last, because the display range is known last.
 * <p>
 * A classic TIFF addresses 4 GB. Beyond that the file has a single directory,
 * and the description says how many planes follow in one block: ImageJ's own
 * layout for huge stacks, which tifffile and Bio-Formats read as well.
 * </p>
 */
public final class TiffStackWriter implements Closeable {

	/** Where offsets of 32 bits end. */
	public static final long CLASSIC_LIMIT = 0xffffffffL;

	private final FileChannel channel;
	private final TiffHeader header;
	private final long limit;
	private final ByteBuffer buffer;
	private int planes;

	/**
	 * @param file created; nothing may be there
	 * @param header says what a plane is
	 * @param limit the size above which the file gets a single directory;
	 *          {@link #CLASSIC_LIMIT} but for tests
	 */
	TiffStackWriter(final Path file, final TiffHeader header, final long limit) throws IOException {
		this.header = header;
		this.limit = limit;
		buffer = ByteBuffer.allocate(1 << 18);
		channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
		channel.position(header.length());
	}

	/** Number of planes written. */
	int planes() {
		return planes;
	}

	/**
	 * Appends a plane.
	 *
	 * @param pixels integers within the range of the pixel type
	 */
	void append(final int[] pixels) throws IOException {
		final int chunk = buffer.capacity() / (header.bits() / 8);
		for (int i = 0; i < pixels.length; i += chunk) {
			put(pixels, i, Math.min(pixels.length, i + chunk));
			write(buffer.flip());
		}
		planes++;
	}

	/**
	 * Reads back a 16-bit plane.
	 *
	 * @param n 0-based
	 * @param pixels filled with integers
	 */
	void read(final int n, final int[] pixels) throws IOException {
		long position = header.length() + n * header.planeBytes();
		for (int i = 0; i < pixels.length;) {
			buffer.clear().limit((int) Math.min(buffer.capacity(), 2L * (pixels.length - i)));
			while (buffer.hasRemaining()) {
				final int read = channel.read(buffer, position);
				if (read < 0) throw new EOFException("the file was cut short by another program");
				position += read;
			}
			buffer.flip();
			while (buffer.hasRemaining())
				pixels[i++] = buffer.getShort() & 0xffff;
		}
	}

	/**
	 * Completes the file.
	 *
	 * @param min begin of the display range
	 * @param max end of the display range
	 */
	void finish(final double min, final double max) throws IOException {
		final long end = header.length() + planes * header.planeBytes();
		final boolean classic = end + (long) planes * header.directoryBytes() <= limit;
		final ByteBuffer head = header.encode(min, max, classic && planes > 1 ? end : 0);
		for (int n = 1; n < planes && classic; n++) {
			final long next = n == planes - 1 ? 0 : end + (long) n * header.directoryBytes();
			write(header.directory(header.length() + n * header.planeBytes(), next));
		}
		channel.position(0);
		write(head);
	}

	@Override
	public void close() throws IOException {
		channel.close();
	}

	// -- Helper methods --

	/** NB: a loop per type, for each must be fast. */
	private void put(final int[] pixels, final int begin, final int end) {
		buffer.clear();
		switch (header.bits()) {
			case 8:
				for (int i = begin; i < end; i++)
					buffer.put((byte) pixels[i]);
				break;
			case 16:
				for (int i = begin; i < end; i++)
					buffer.putShort((short) pixels[i]);
				break;
			default:
				for (int i = begin; i < end; i++)
					buffer.putFloat(pixels[i]);
		}
	}

	private void write(final ByteBuffer bytes) throws IOException {
		while (bytes.hasRemaining())
			channel.write(bytes);
	}
}
