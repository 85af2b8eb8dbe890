package org.maskvos.movie.picture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

import org.maskvos.files.Zlib;

/**
 * The chunks of a PNG file that its pixels depend on, each with its checksum verified.
 * All others are left out: texts and colour profiles are no business of ours, and may be
 * compressed to grow beyond all bounds.
 *
 * @param header size and kind, 13 bytes
 * @param palette colours; empty if there are none
 * @param transparency of colours; empty if there is none
 * @param data the compressed rows
 */
public record PngChunks(byte[] header, byte[] palette, byte[] transparency, byte[] data) {

	private static final long SIGNATURE = 0x89504e470d0a1a0aL;
	private static final int IHDR = 0x49484452, PLTE = 0x504c5445, TRNS = 0x74524e53, IDAT = 0x49444154, IEND =
		0x49454e44;
	/** Of the name of a chunk: readers may pass over it. */
	private static final int ANCILLARY = 0x20000000;
	/** From the beginning of the file to behind its size and kind. */
	static final int HEADER = 29;

	/**
	 * @param file its first {@link #HEADER} bytes at least
	 * @return width and height in px; null if it is no PNG
	 */
	public static int[] size(final byte[] file) {
		if (file.length < HEADER) return null;
		final ByteBuffer in = ByteBuffer.wrap(file);
		if (in.getLong() != SIGNATURE || in.getInt(8) != 13 || in.getInt(12) != IHDR) return null;
		return in.getInt(16) < 1 || in.getInt(20) < 1 ? null : new int[] { in.getInt(16), in.getInt(20) };
	}

	/**
	 * @param file a whole file of which {@link #size} knows the size
	 * @throws IOException if it is damaged; the message says how
	 */
	public static PngChunks of(final byte[] file) throws IOException {
		final ByteBuffer in = ByteBuffer.wrap(file);
		byte[] header = {}, palette = {}, transparency = {};
		final ByteArrayOutputStream data = new ByteArrayOutputStream(file.length);
		for (int at = 8;;) {
			if (file.length - at < 12) throw Zlib.early();
			final int length = in.getInt(at), type = in.getInt(at + 4);
			if (length < 0 || length > file.length - at - 12) throw Zlib.early();
			if ((type & ANCILLARY) == 0 || type == TRNS) {
				final CRC32 crc = new CRC32();
				crc.update(file, at + 4, length + 4);
				if ((int) crc.getValue() != in.getInt(at + 8 + length)) throw new IOException("its chunk " + name(file, at +
					4) + " is damaged");
				final byte[] content = type == IDAT ? null : Arrays.copyOfRange(file, at + 8, at + 8 + length);
				switch (type) {
					case IHDR:
						if (header.length > 0) throw new IOException("it has two headers");
						header = content;
						break;
					case PLTE:
						palette = content;
						break;
					case TRNS:
						transparency = content;
						break;
					case IDAT:
						data.write(file, at + 8, length);
						break;
					case IEND:
						return new PngChunks(header, palette, transparency, data.toByteArray());
					default:
						throw new IOException("its chunk " + name(file, at + 4) + " is of an unknown kind");
				}
			}
			at += 12 + length;
		}
	}

	/** A PNG file of nothing but these. */
	public byte[] encode() {
		final ByteBuffer out = ByteBuffer.allocate(8 + 5 * 12 + header.length + palette.length + transparency.length +
			data.length).putLong(SIGNATURE);
		put(out, IHDR, header);
		if (palette.length > 0) put(out, PLTE, palette);
		if (transparency.length > 0) put(out, TRNS, transparency);
		put(out, IDAT, data);
		put(out, IEND, new byte[0]);
		return Arrays.copyOf(out.array(), out.position());
	}

	// -- Helper methods --

	private static void put(final ByteBuffer out, final int type, final byte[] content) {
		out.putInt(content.length).putInt(type).put(content);
		final CRC32 crc = new CRC32();
		crc.update(out.array(), out.position() - content.length - 4, content.length + 4);
		out.putInt((int) crc.getValue());
	}

	/** NB: what is damaged may have any name. */
	private static String name(final byte[] file, final int at) {
		return new String(file, at, 4, StandardCharsets.ISO_8859_1).replaceAll("[^A-Za-z]", "?");
	}
}
