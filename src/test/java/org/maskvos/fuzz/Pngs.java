package org.maskvos.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** PNG files of a frame of the {@link Scene}, chunk by chunk. */
final class Pngs {

	static final byte[] SIGNATURE = { (byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10 };

	private Pngs() {}

	static byte[] scene(final int t) {
		return file(header(Scene.WIDTH, Scene.HEIGHT, 8, 0, 0, 0, 0), chunk("IDAT", TiffBytes.deflate(rows(t, 0))));
	}

	/** Rows of grey bytes, each behind the number of its filter. */
	static byte[] rows(final int t, final int filter) {
		final byte[] rows = new byte[(Scene.WIDTH + 1) * Scene.HEIGHT];
		for (int y = 0; y < Scene.HEIGHT; y++) {
			rows[y * (Scene.WIDTH + 1)] = (byte) filter;
			for (int x = 0; x < Scene.WIDTH && filter == 0; x++)
				rows[y * (Scene.WIDTH + 1) + 1 + x] = (byte) Scene.id(x, y, t);
		}
		return rows;
	}

	static byte[] header(final long width, final long height, final int... rest) {
		final ByteBuffer data = ByteBuffer.allocate(13).putInt((int) width).putInt((int) height);
		for (final int value : rest)
			data.put((byte) value);
		return chunk("IHDR", data.array());
	}

	/** Signature, the chunks, and the end. */
	static byte[] file(final byte[]... chunks) {
		return Mutations.concat(SIGNATURE, Mutations.concat(chunks), chunk("IEND", new byte[0]));
	}

	static byte[] chunk(final String type, final byte[] data) {
		final byte[] body = Mutations.concat(type.getBytes(StandardCharsets.ISO_8859_1), data);
		final CRC32 crc = new CRC32();
		crc.update(body);
		return chunk(data.length, body, (int) crc.getValue());
	}

	/** @param body type and data */
	static byte[] chunk(final int length, final byte[] body, final int crc) {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		out.writeBytes(ByteBuffer.allocate(4).putInt(length).array());
		out.writeBytes(body);
		out.writeBytes(ByteBuffer.allocate(4).putInt(crc).array());
		return out.toByteArray();
	}
}
