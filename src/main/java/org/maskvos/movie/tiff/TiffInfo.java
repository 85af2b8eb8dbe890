package org.maskvos.movie.tiff;

import ij.io.TiffDecoder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The text that ImageJ shows as <em>Image &gt; Show Info</em>, in its private part of a TIFF header. */
public final class TiffInfo {

	private static final int INFO = 0x696e666f, TYPE_BYTES = 8;

	private TiffInfo() {
		// NB: static methods only
	}

	/**
	 * Reads no more than the header of the first image.
	 *
	 * @return empty if there is none
	 * @throws IOException if the file cannot be read, or is no TIFF file
	 */
	public static String of(final Path file) throws IOException {
		try (TiffDirectories tiff = new TiffDirectories(file)) {
			if (!tiff.next() || !tiff.has(TiffDecoder.META_DATA)) return "";
			final long[] lengths = tiff.numbers(TiffDecoder.META_DATA_BYTE_COUNTS);
			return text(tiff.bytes(TiffDecoder.META_DATA), lengths, tiff.order());
		}
	}

	/**
	 * @param data a mark, then type and number of the entries of each type, then the entries
	 * @param lengths of that header, and of each entry
	 */
	private static String text(final ByteBuffer data, final long[] lengths, final ByteOrder order) {
		if (lengths.length < 2) return "";
		int entry = 1, begin = (int) lengths[0];
		for (int type = 4; type + TYPE_BYTES <= lengths[0] && entry < lengths.length; type += TYPE_BYTES) {
			if (type + TYPE_BYTES > data.limit() || begin < 0 || begin > data.limit()) return "";
			if (data.getInt(type) == INFO) {
				final byte[] text = new byte[(int) Math.max(0, Math.min(lengths[entry], data.limit() - begin))];
				data.get(begin, text);
				final Charset charset = order == ByteOrder.BIG_ENDIAN ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
				return new String(text, charset);
			}
			for (int count = data.getInt(type + 4); count > 0 && entry < lengths.length; count--)
				begin += (int) lengths[entry++];
		}
		return "";
	}
}
