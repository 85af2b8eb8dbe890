package org.maskvos.movie.avi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Makes AVI files of any compression: one video stream, an index. */
final class TestAvi {

	private TestAvi() {}

	/** @param frames their bytes in the file */
	static byte[] encode(final int width, final int height, final int bits, final int compression,
		final byte[]... frames)
	{
		final int total = Arrays.stream(frames).mapToInt(frame -> frame.length + 9 + 16).sum();
		final ByteBuffer out = ByteBuffer.allocate(total + 1000).order(ByteOrder.LITTLE_ENDIAN);
		final int riff = list(out, "RIFF", "AVI "), hdrl = list(out, "LIST", "hdrl");
		final int avih = chunk(out, "avih");
		for (final int value : new int[] { 50_000, 0, 0, 0x10, frames.length, 0, 1, 0, width, Math.abs(height), 0, 0, 0,
			0 })
			out.putInt(value);
		close(out, avih);
		final int strl = list(out, "LIST", "strl"), strh = chunk(out, "strh");
		for (final int value : new int[] { AviFile.fourCc("vids"), 0, 0, 0, 0, 1, 20, 0, frames.length, 0, 0, 0, 0, 0 })
			out.putInt(value);
		close(out, strh);
		final int strf = chunk(out, "strf");
		out.putInt(40).putInt(width).putInt(height).putShort((short) 1).putShort((short) bits).putInt(compression);
		for (int i = 0; i < 5; i++)
			out.putInt(0);
		for (final int list : new int[] { strf, strl, hdrl })
			close(out, list);
		final int movi = list(out, "LIST", "movi");
		final int[] offsets = new int[frames.length];
		for (int i = 0; i < frames.length; i++) {
			offsets[i] = out.position();
			final int frame = chunk(out, "00dc");
			out.put(frames[i]);
			close(out, frame);
		}
		close(out, movi);
		final int index = chunk(out, "idx1");
		for (int i = 0; i < frames.length; i++)
			out.putInt(AviFile.fourCc("00dc")).putInt(0x10).putInt(offsets[i]).putInt(frames[i].length);
		close(out, index);
		close(out, riff);
		return Arrays.copyOf(out.array(), out.position());
	}

	// -- Helper methods --

	private static int list(final ByteBuffer out, final String type, final String name) {
		final int at = chunk(out, type);
		out.putInt(AviFile.fourCc(name));
		return at;
	}

	private static int chunk(final ByteBuffer out, final String type) {
		out.putInt(AviFile.fourCc(type)).putInt(0);
		return out.position();
	}

	private static void close(final ByteBuffer out, final int begin) {
		out.putInt(begin - 4, out.position() - begin);
		if (out.position() % 2 != 0) out.put((byte) 0);
	}
}
