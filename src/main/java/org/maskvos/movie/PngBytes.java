package org.maskvos.movie;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The kind of PNG that labels are: one byte for each pixel, grey or indexed, not
 * interlaced. Three times as fast as ImageIO, which reads all others.
 */
final class PngBytes {

	private static final long SIGNATURE = 0x89504e470d0a1a0aL;
	private static final int IHDR = 0x49484452, IDAT = 0x49444154, IEND = 0x49454e44;
	/** From the beginning of the file to behind its header. */
	static final int HEADER = 29;

	private PngBytes() {
		// NB: static methods only
	}

	/**
	 * @param file its first {@link #HEADER} bytes at least
	 * @return width and height in px; null if it is no PNG
	 */
	static int[] size(final byte[] file) {
		if (file.length < HEADER) return null;
		final ByteBuffer in = ByteBuffer.wrap(file);
		if (in.getLong() != SIGNATURE || in.getInt(12) != IHDR || in.getInt(16) < 1 || in.getInt(20) < 1) return null;
		return new int[] { in.getInt(16), in.getInt(20) };
	}

	/** Whether {@link #pixels} reads the file. */
	static boolean isOne(final byte[] file) {
		final boolean grey = size(file) != null && file[24] == 8 && (file[25] == 0 || file[25] == 3);
		return grey && file[26] == 0 && file[27] == 0 && file[28] == 0;
	}

	/**
	 * @param file whole
	 * @return grey values or indices of colours, row after row
	 * @throws IOException or RuntimeException if it is damaged
	 */
	static byte[] pixels(final byte[] file) throws IOException {
		final int[] size = size(file);
		final int width = size[0], height = size[1];
		final byte[] rows = inflate(file, Math.multiplyExact(width + 1, height));
		final byte[] pixels = new byte[width * height];
		for (int y = 0; y < height; y++)
			unfilter(rows, y * (width + 1), pixels, y * width, width);
		return pixels;
	}

	// -- Helper methods --

	private static byte[] inflate(final byte[] file, final int length) throws IOException {
		final byte[] out = new byte[length];
		final ByteBuffer in = ByteBuffer.wrap(file);
		final Inflater inflater = new Inflater();
		try {
			int done = 0;
			for (int at = 8; done < length && in.getInt(at + 4) != IEND; at += 12 + in.getInt(at)) {
				if (in.getInt(at) < 0) throw new IOException("chunk of negative length");
				if (in.getInt(at + 4) != IDAT) continue;
				inflater.setInput(file, at + 8, in.getInt(at));
				while (done < length && !inflater.needsInput() && !inflater.finished())
					done += inflater.inflate(out, done, length - done);
			}
			if (done < length) throw new EOFException();
			return out;
		}
		catch (final DataFormatException exc) {
			throw new IOException(exc);
		}
		finally {
			inflater.end();
		}
	}

	/** @param from where the row begins with the number of its filter */
	private static void unfilter(final byte[] rows, final int from, final byte[] pixels, final int to, final int width)
		throws IOException
	{
		final int filter = rows[from], above = to - width;
		if (filter < 0 || filter > 4) throw new IOException("filter " + filter);
		System.arraycopy(rows, from + 1, pixels, to, width);
		int left = 0, upperLeft = 0;
		// NB: above the first row all is 0
		if (filter == 1 || filter == 4 && above < 0) for (int x = 0; x < width; x++)
			pixels[to + x] = (byte) (left += pixels[to + x]);
		else if (filter == 2 && above >= 0) for (int x = 0; x < width; x++)
			pixels[to + x] += pixels[above + x];
		else if (filter > 2) for (int x = 0; x < width; x++) {
			final int up = above < 0 ? 0 : pixels[above + x] & 0xff;
			left = pixels[to + x] + (filter == 3 ? (left + up) / 2 : paeth(left, up, upperLeft)) & 0xff;
			pixels[to + x] = (byte) left;
			upperLeft = up;
		}
	}

	/** The neighbour that is nearest to {@code left + up - upperLeft}. */
	private static int paeth(final int left, final int up, final int upperLeft) {
		final int a = Math.abs(up - upperLeft), b = Math.abs(left - upperLeft), c = Math.abs(left + up - 2 * upperLeft);
		return a <= b && a <= c ? left : b <= c ? up : upperLeft;
	}
}
