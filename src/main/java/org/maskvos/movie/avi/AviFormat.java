package org.maskvos.movie.avi;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.maskvos.movie.FrameMemory;
import org.maskvos.movie.MovieException;
import org.maskvos.movie.Planes;

/**
 * How a frame of an AVI file becomes intensities: grey of 8 (or an index of a colour) or
 * 16 bits, RGB, YUV, or a picture of its own. What has colours becomes RGB.
 *
 * @param width in px
 * @param height in px
 * @param kind of pixels
 * @param bits per pixel
 * @param topDown whether the first row is at the top
 */
record AviFormat(int width, int height, Kind kind, int bits, boolean topDown) {

	/** Length of what {@link #of} reads. */
	static final int HEADER = 40;

	/** Kinds of pixels; those of YUV are called by the order of their samples. */
	enum Kind {

			GREY, RGB, UYVY, YUYV, YVYU, AYUV, I420, YV12, NV12, NV21, JPEG, PNG;

		/** Whether a frame is a file of its own. */
		boolean isPicture() {
			return this == JPEG || this == PNG;
		}

		/** Whether luminance and colours have planes of their own. */
		boolean isPlanar() {
			return this == I420 || this == YV12 || this == NV12 || this == NV21;
		}
	}

	/**
	 * Reads a stream's header.
	 *
	 * @param header {@link #HEADER} bytes
	 * @throws MovieException if there is no decoder, or frames are too large
	 */
	static AviFormat of(final Path path, final ByteBuffer header) throws MovieException {
		final int width = header.getInt(4), signed = header.getInt(8), bits = header.getShort(14), code = header.getInt(16);
		final long height = Math.abs((long) signed);
		final AviFormat format = of(code, width, (int) Math.min(height, Integer.MAX_VALUE), bits, signed < 0);
		FrameMemory.require(path.toString(), width, height, format != null && format.kind == Kind.GREY ? 1 : 3, 4);
		if (format == null) throw new MovieException(path + " cannot be read as an AVI: its compression " + name(code) +
			" (" + bits + " bits per pixel) is not supported.");
		if (format.kind.isPlanar() && (width % 2 != 0 || height % 2 != 0)) throw new MovieException(path +
			" cannot be read as an AVI: its frames of " + width + " x " + height +
			" pixels have odd sides, and shared colours.");
		return format;
	}

	/** Planes of a frame. */
	int channels() {
		return kind == Kind.GREY ? 1 : 3;
	}

	/** Length of a frame that is no picture, in bytes. */
	long bytes() {
		return kind.isPlanar() ? (long) width * height * 3 / 2 : rowBytes() * height;
	}

	/**
	 * Converts a frame that is no picture.
	 *
	 * @param raw {@link #bytes} or more
	 * @return planes, one after the other
	 */
	float[] intensities(final byte[] raw) {
		final int n = width * height;
		final float[] out = new float[channels() * n];
		for (int y = 0; y < height; y++) {
			final int row = topDown ? y : height - 1 - y, at = (int) (row * rowBytes());
			for (int x = 0; x < width; x++) {
				final int to = y * width + x;
				switch (kind) {
					case GREY -> out[to] = bits == 8 ? raw[at + x] & 0xff : raw[at + 2 * x] & 0xff | (raw[at + 2 * x + 1] &
						0xff) << 8;
					case RGB -> {
						for (int c = 0; c < 3; c++)
							out[c * n + to] = raw[at + x * bits / 8 + 2 - c] & 0xff;
					}
					case UYVY -> yuv(raw, at + x / 2 * 4 + 1 + x % 2 * 2, at + x / 2 * 4, at + x / 2 * 4 + 2, out, to);
					case YUYV -> yuv(raw, at + x * 2, at + x / 2 * 4 + 1, at + x / 2 * 4 + 3, out, to);
					case YVYU -> yuv(raw, at + x * 2, at + x / 2 * 4 + 3, at + x / 2 * 4 + 1, out, to);
					case AYUV -> yuv(raw, at + 4 * x + 1, at + 4 * x + 3, at + 4 * x + 2, out, to);
					default -> planar(raw, row, x, out, to);
				}
			}
		}
		return out;
	}

	// -- Helper methods --

	private static AviFormat of(final int code, final int width, final int height, final int bits,
		final boolean negative)
	{
		return switch (name(code)) {
			case "0", "RGB ", "RAW " -> bits == 8 ? new AviFormat(width, height, Kind.GREY, 8, negative) //
				: bits == 24 || bits == 32 ? new AviFormat(width, height, Kind.RGB, bits, negative) : null;
			case "Y800", "Y8  ", "GREY" -> bits == 8 ? new AviFormat(width, height, Kind.GREY, 8, true) : null;
			case "Y16 ", "MIL " -> bits == 16 ? new AviFormat(width, height, Kind.GREY, 16, false) : null;
			case "AYUV" -> bits == 32 ? new AviFormat(width, height, Kind.AYUV, 32, false) : null;
			case "UYVY", "UYNV", "Y422" -> bits == 16 ? new AviFormat(width, height, Kind.UYVY, 16, true) : null;
			case "cyuv", "V422" -> bits == 16 ? new AviFormat(width, height, Kind.UYVY, 16, false) : null;
			case "YUY2", "YUNV", "YUYV" -> bits == 16 ? new AviFormat(width, height, Kind.YUYV, 16, true) : null;
			case "YVYU" -> bits == 16 ? new AviFormat(width, height, Kind.YVYU, 16, true) : null;
			case "I420", "IYUV" -> bits == 12 ? new AviFormat(width, height, Kind.I420, 12, !negative) : null;
			case "YV12" -> bits == 12 ? new AviFormat(width, height, Kind.YV12, 12, !negative) : null;
			case "NV12" -> bits == 12 ? new AviFormat(width, height, Kind.NV12, 12, !negative) : null;
			case "NV21" -> bits == 12 ? new AviFormat(width, height, Kind.NV21, 12, !negative) : null;
			case "jpeg", "JPEG", "4", "MJPG" -> new AviFormat(width, height, Kind.JPEG, bits, true);
			case "png ", "PNG ", "5" -> new AviFormat(width, height, Kind.PNG, bits, true);
			default -> null;
		};
	}

	/** Four characters, or a number. */
	private static String name(final int code) {
		if (code >= 0 && code < 0x20202020) return Integer.toString(code);
		final StringBuilder name = new StringBuilder();
		for (int i = 0; i < 4; i++)
			name.append((char) (code >> 8 * i & 0x7f));
		return name.toString().replaceAll("[^ -~]", "?");
	}

	/** NB: rows begin at multiples of four bytes. */
	private long rowBytes() {
		return ((long) width * bits + 31) / 32 * 4;
	}

	/** Two by two pixels share a colour. */
	private void planar(final byte[] raw, final int row, final int x, final float[] out, final int to) {
		final int n = width * height, colour = row / 2 * (width / 2) + x / 2;
		final boolean interleaved = kind == Kind.NV12 || kind == Kind.NV21, uFirst = kind == Kind.I420 || kind == Kind.NV12;
		final int first = n + (interleaved ? 2 * colour : colour), second = interleaved ? first + 1 : first + n / 4;
		yuv(raw, row * width + x, uFirst ? first : second, uFirst ? second : first, out, to);
	}

	/** ITU-R BT.601: 16 to 235 is black to white; factors in 2^-13. */
	private void yuv(final byte[] raw, final int y, final int u, final int v, final float[] out, final int to) {
		final int n = width * height, blue = (raw[u] & 0xff) - 128, red = (raw[v] & 0xff) - 128;
		final int luminance = 9535 * (raw[y] & 0xff) - 148464;
		out[to] = clip(luminance + 13074 * red >> 13);
		out[n + to] = clip(luminance - 6660 * red - 3203 * blue >> 13);
		out[2 * n + to] = clip(luminance + 16531 * blue >> 13);
	}

	private static int clip(final int value) {
		return Math.max(0, Math.min(255, value));
	}
}
