package org.maskvos.movie.tiff;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.Deflater;

/**
 * Makes TIFF files of one image as other programs write them: any kind of pixel, byte
 * order, strips, compression. Rows of samples are given as they lie in the file, without
 * compression.
 */
final class TestTiff {

	static final int NONE = 1, LZW = 5, DEFLATE = 8, PACK_BITS = 32773;

	private final int width, height, bits, samples;
	private int format = 1, compression = NONE, rows, images = 1;
	private boolean planar, differences;
	private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
	private String description = "";
	/** What a test does to the compressed strips. */
	private UnaryOperator<byte[]> damage = strip -> strip;

	TestTiff(final int width, final int height, final int bits, final int samples) {
		this.width = width;
		this.height = height;
		this.bits = bits;
		this.samples = samples;
		rows = height;
	}

	TestTiff format(final int code) {
		format = code;
		return this;
	}

	TestTiff compression(final int code, final boolean withDifferences) {
		compression = code;
		differences = withDifferences;
		return this;
	}

	TestTiff rows(final int perStrip) {
		rows = perStrip;
		return this;
	}

	TestTiff planar() {
		planar = true;
		return this;
	}

	TestTiff order(final ByteOrder bytes) {
		order = bytes;
		return this;
	}

	TestTiff images(final int count) {
		images = count;
		return this;
	}

	TestTiff description(final String text) {
		description = text;
		return this;
	}

	TestTiff damage(final UnaryOperator<byte[]> change) {
		damage = change;
		return this;
	}

	int rowBytes() {
		return (width * bits * (planar ? 1 : samples) + 7) / 8;
	}

	/** Length of an image without compression. */
	int bytes() {
		return rowBytes() * height * (planar ? samples : 1);
	}

	/** @param pixels of all images, the same for each */
	byte[] encode(final byte[] pixels) {
		final int planes = planar ? samples : 1, perPlane = (height - 1) / rows + 1, n = perPlane * planes;
		final byte[][] strips = new byte[n][];
		for (int i = 0; i < n; i++) {
			final int top = i % perPlane * rows, count = Math.min(rows, height - top);
			final int from = (i / perPlane * height + top) * rowBytes();
			final byte[] strip = Arrays.copyOfRange(pixels, from, from + count * rowBytes());
			for (int y = 0; y < count && differences; y++)
				subtract(strip, y * rowBytes());
			strips[i] = damage.apply(compress(strip));
		}
		final int data = Arrays.stream(strips).mapToInt(strip -> strip.length + 1).sum();
		final byte[] text = (description + "\0").getBytes();
		final int header = 2 + 12 * 12 + 4 + 8 * n + 2 * samples + text.length + 16;
		final ByteBuffer out = ByteBuffer.allocate(8 + images * (data + header + 64)).order(order);
		out.put((byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M')).put(out.get(0)).putShort((short) 42);
		int link = out.position();
		out.putInt(0);
		for (int image = 0; image < images; image++) {
			final int[] offsets = new int[n];
			for (int i = 0; i < n; i++) {
				offsets[i] = out.position();
				// NB: a byte between the strips, so that they are apart
				out.put(strips[i]).put((byte) 0x55);
			}
			if (out.position() % 2 != 0) out.put((byte) 0);
			final int offsetList = array(out, offsets), lengthList = array(out, Arrays.stream(strips).mapToInt(
				strip -> strip.length).toArray());
			final int bitList = out.position();
			for (int s = 0; s < samples; s++)
				out.putShort((short) bits);
			final int textAt = out.position();
			out.put(text);
			if (out.position() % 2 != 0) out.put((byte) 0);
			out.putInt(link, out.position());
			out.putShort((short) 12);
			entry(out, 256, 4, 1, width);
			entry(out, 257, 4, 1, height);
			entry(out, 258, 3, samples, samples < 3 ? bits | (samples == 2 ? bits << 16 : 0) : bitList);
			entry(out, 259, 3, 1, compression);
			entry(out, 262, 3, 1, samples > 1 ? 2 : 1);
			entry(out, 270, 2, text.length, text.length <= 4 ? 0 : textAt);
			entry(out, 273, 4, n, n == 1 ? offsets[0] : offsetList);
			entry(out, 277, 3, 1, samples);
			entry(out, 278, 4, 1, rows);
			entry(out, 279, 4, n, n == 1 ? strips[0].length : lengthList);
			entry(out, 284, 3, 1, planar ? 2 : 1);
			entry(out, differences ? 317 : 339, 3, 1, differences ? 2 : format);
			link = out.position();
			out.putInt(0);
		}
		return Arrays.copyOf(out.array(), out.position());
	}

	// -- Helper methods --

	private static int array(final ByteBuffer out, final int[] values) {
		final int at = out.position();
		for (final int value : values)
			out.putInt(value);
		return at;
	}

	private static void entry(final ByteBuffer out, final int tag, final int type, final int count, final int value) {
		out.putShort((short) tag).putShort((short) type).putInt(count);
		if (type == 3 && count == 1) out.putShort((short) value).putShort((short) 0);
		else out.putInt(value);
	}

	private void subtract(final byte[] strip, final int row) {
		final ByteBuffer b = ByteBuffer.wrap(strip).order(order);
		final int step = planar ? 1 : samples;
		for (int i = width * step - 1; i >= step; i--)
			if (bits == 8) strip[row + i] -= strip[row + i - step];
			else if (bits == 16) b.putShort(row + 2 * i, (short) (b.getShort(row + 2 * i) - b.getShort(row + 2 * (i -
				step))));
			else b.putInt(row + 4 * i, b.getInt(row + 4 * i) - b.getInt(row + 4 * (i - step)));
	}

	private byte[] compress(final byte[] strip) {
		return switch (compression) {
			case LZW -> lzw(strip);
			case DEFLATE -> deflate(strip);
			case PACK_BITS -> packBits(strip);
			default -> strip;
		};
	}

	private static byte[] deflate(final byte[] in) {
		final Deflater deflater = new Deflater();
		deflater.setInput(in);
		deflater.finish();
		final byte[] out = new byte[in.length + 100];
		final int n = deflater.deflate(out);
		deflater.end();
		return Arrays.copyOf(out, n);
	}

	private static byte[] packBits(final byte[] in) {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		for (int at = 0; at < in.length;) {
			int run = 1;
			while (run < 128 && at + run < in.length && in[at + run] == in[at])
				run++;
			if (run > 1) {
				out.write(1 - run);
				out.write(in[at]);
			}
			else {
				while (run < 128 && at + run < in.length && in[at + run] != in[at + run - 1])
					run++;
				out.write(run - 1);
				out.write(in, at, run);
			}
			at += run;
		}
		return out.toByteArray();
	}

	/** Longest match by comparing all strings: slow, and obvious. */
	private static byte[] lzw(final byte[] in) {
		final Map<String, Integer> table = new HashMap<>();
		final StringBuilder bits = new StringBuilder();
		String string = "";
		int width = 9;
		bits.append(code(256, width));
		for (final byte value : in) {
			final String longer = string + (char) (value & 0xff);
			if (longer.length() == 1 || table.containsKey(longer)) {
				string = longer;
				continue;
			}
			bits.append(code(string.length() == 1 ? string.charAt(0) : table.get(string), width));
			table.put(longer, 258 + table.size());
			final int next = 258 + table.size();
			if (next == 512 || next == 1024 || next == 2048) width++;
			if (next == 4095) {
				bits.append(code(256, width));
				table.clear();
				width = 9;
			}
			string = longer.substring(longer.length() - 1);
		}
		if (!string.isEmpty()) {
			bits.append(code(string.length() == 1 ? string.charAt(0) : table.get(string), width));
			final int next = 259 + table.size();
			if (next == 512 || next == 1024 || next == 2048) width++;
		}
		bits.append(code(257, width));
		while (bits.length() % 8 != 0)
			bits.append('0');
		final byte[] out = new byte[bits.length() / 8];
		for (int i = 0; i < out.length; i++)
			out[i] = (byte) Integer.parseInt(bits.substring(8 * i, 8 * i + 8), 2);
		return out;
	}

	private static String code(final int value, final int width) {
		return Integer.toBinaryString(1 << width | value).substring(1);
	}
}
