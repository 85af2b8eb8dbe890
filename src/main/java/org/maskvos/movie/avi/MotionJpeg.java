package org.maskvos.movie.avi;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

import javax.imageio.plugins.jpeg.JPEGHuffmanTable;

/** Frames of Motion JPEG, which may do without the tables that a JPEG file has. */
final class MotionJpeg {

	private static final int TABLES = 0xc4, SCAN = 0xda, END = 0xd9;

	private MotionJpeg() {
		// NB: static methods only
	}

	/**
	 * @param frame from the start marker on
	 * @return the frame, with the standard's own Huffman tables if it has none, and with an
	 *         end, which some programs leave out
	 */
	static byte[] complete(final byte[] frame) {
		final byte[] file = withTables(frame), ended = Arrays.copyOf(file, file.length + 2);
		ended[file.length] = (byte) 0xff;
		ended[file.length + 1] = (byte) END;
		return ended;
	}

	// -- Helper methods --

	private static byte[] withTables(final byte[] frame) {
		for (int at = 2; at + 4 <= frame.length && (frame[at] & 0xff) == 0xff;) {
			final int marker = frame[at + 1] & 0xff, length = (frame[at + 2] & 0xff) << 8 | frame[at + 3] & 0xff;
			if (marker == TABLES || marker == END) return frame;
			if (marker == SCAN) return insert(frame, at);
			at += 2 + length;
		}
		return frame;
	}

	private static byte[] insert(final byte[] frame, final int at) {
		final ByteArrayOutputStream out = new ByteArrayOutputStream(frame.length + 1024);
		out.write(frame, 0, at);
		table(out, 0x00, JPEGHuffmanTable.StdDCLuminance);
		table(out, 0x01, JPEGHuffmanTable.StdDCChrominance);
		table(out, 0x10, JPEGHuffmanTable.StdACLuminance);
		table(out, 0x11, JPEGHuffmanTable.StdACChrominance);
		out.write(frame, at, frame.length - at);
		return out.toByteArray();
	}

	private static void table(final ByteArrayOutputStream out, final int id, final JPEGHuffmanTable table) {
		final short[] lengths = table.getLengths(), values = table.getValues();
		final int size = 2 + 1 + 16 + values.length;
		out.write(0xff);
		out.write(TABLES);
		out.write(size >> 8);
		out.write(size);
		out.write(id);
		for (int i = 0; i < 16; i++)
			out.write(i < lengths.length ? lengths[i] : 0);
		for (final short value : values)
			out.write(value);
	}
}
