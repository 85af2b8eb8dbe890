package org.maskvos.movie.tiff;

import ij.io.TiffDecoder;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.maskvos.movie.MovieInfo;

/**
 * The head of an ImageJ TIFF file (big-endian, as ImageJ writes) and the image
 * directories of its planes. The head has the same length whatever the display
 * range, so that the planes can be written first.
 */
public final class TiffHeader {

	// types of directory entries
	private static final int BYTE = 1, ASCII = 2, SHORT = 3, LONG = 4, RATIONAL = 5;

	/** ImageJ's marks of its own metadata, and of the text among it. */
	private static final int IJIJ = 0x494a494a, INFO = 0x696e666f;
	/** A sample format. */
	private static final int IEEE_FLOAT = 3;

	/** Room in the description for the display range. */
	private static final int SPARE = 64;
	/** Room for the text, in characters. */
	private static final int TEXT_ROOM = 8000;
	private static final int MAX_ENTRIES = 18;

	private final MovieInfo info;
	private final int bits;
	private final byte[] lut;
	private final int descriptionRoom;
	private byte[] description;
	private byte[] text = {};

	/**
	 * @param info calibration, length and axis
	 * @param bits 8 or 16 (unsigned), or 32 (float)
	 * @param lut 256 reds, greens and blues; empty for grey
	 */
	public TiffHeader(final MovieInfo info, final int bits, final byte[] lut) {
		this.info = info;
		this.bits = bits;
		this.lut = lut;
		description = ImageJDescription.encode(info, bits, 0, 0);
		descriptionRoom = description.length + SPARE;
	}

	int bits() {
		return bits;
	}

	/** Length of a plane. */
	long planeBytes() {
		return (long) info.width() * info.height() * bits / 8;
	}

	/** Length of an image directory. */
	int directoryBytes() {
		return 2 + 12 * entries() + 4;
	}

	/** Length of the head, which is the offset of the first plane. */
	public int length() {
		return (indexOffset() + 20 + (lut.length > 0 ? 2 * TEXT_ROOM : 0) + 15) / 16 * 16;
	}

	/** @param provenance for Image &gt; Show Info; only images with a LUT have room */
	void setText(final String provenance) {
		text = provenance.substring(0, Math.min(TEXT_ROOM, provenance.length())).getBytes(StandardCharsets.UTF_16BE);
	}

	/**
	 * The head.
	 *
	 * @param min begin of the display range
	 * @param max end of the display range
	 * @param next offset of the second directory; 0 if there is none
	 */
	public ByteBuffer encode(final double min, final double max, final long next) {
		description = ImageJDescription.encode(info, bits, min, max);
		final ByteBuffer out = ByteBuffer.allocate(length());
		out.putShort((short) 0x4d4d).putShort((short) 42).putInt(8);
		out.put(directory(length(), next)).position(scaleOffset());
		putInverse(out, info.calibration().pixelWidth());
		putInverse(out, info.calibration().pixelHeight());
		for (final byte v : lut)
			out.put(v).put(v);
		out.put(description).position(indexOffset());
		if (text.length > 0) {
			out.putInt(12).putInt(text.length); // lengths of the index and the text
			out.putInt(IJIJ).putInt(INFO).putInt(1).put(text);
		}
		return out.rewind();
	}

	/** The directory of a plane. All refer to the metadata in the head. */
	ByteBuffer directory(final long plane, final long next) {
		final ByteBuffer out = ByteBuffer.allocate(directoryBytes()).putShort((short) entries());
		entry(out, TiffDecoder.NEW_SUBFILE_TYPE, LONG, 1, 0);
		entry(out, TiffDecoder.IMAGE_WIDTH, LONG, 1, info.width());
		entry(out, TiffDecoder.IMAGE_LENGTH, LONG, 1, info.height());
		entry(out, TiffDecoder.BITS_PER_SAMPLE, SHORT, 1, bits);
		entry(out, TiffDecoder.COMPRESSION, SHORT, 1, 1);
		entry(out, TiffDecoder.PHOTO_INTERP, SHORT, 1, 1);
		entry(out, TiffDecoder.IMAGE_DESCRIPTION, ASCII, description.length, descriptionOffset());
		entry(out, TiffDecoder.STRIP_OFFSETS, LONG, 1, plane);
		entry(out, TiffDecoder.SAMPLES_PER_PIXEL, SHORT, 1, 1);
		entry(out, TiffDecoder.ROWS_PER_STRIP, LONG, 1, info.height());
		entry(out, TiffDecoder.STRIP_BYTE_COUNT, LONG, 1, planeBytes());
		entry(out, TiffDecoder.X_RESOLUTION, RATIONAL, 1, scaleOffset());
		entry(out, TiffDecoder.Y_RESOLUTION, RATIONAL, 1, scaleOffset() + 8);
		entry(out, TiffDecoder.RESOLUTION_UNIT, SHORT, 1, 1);
		if (lut.length > 0) entry(out, TiffDecoder.COLOR_MAP, SHORT, lut.length, lutOffset());
		entry(out, TiffDecoder.SAMPLE_FORMAT, SHORT, 1, bits == 32 ? IEEE_FLOAT : 1);
		if (text.length > 0) {
			entry(out, TiffDecoder.META_DATA_BYTE_COUNTS, LONG, 2, indexOffset());
			entry(out, TiffDecoder.META_DATA, BYTE, 12 + text.length, indexOffset() + 8);
		}
		return out.putInt((int) next).flip();
	}

	// -- Helper methods --

	private int entries() {
		return 15 + (lut.length > 0 ? 1 : 0) + (text.length > 0 ? 2 : 0);
	}

	// The head: file header, first directory, scales, LUT, description, text.

	private int scaleOffset() {
		return 8 + 2 + 12 * MAX_ENTRIES + 4;
	}

	private int lutOffset() {
		return scaleOffset() + 16;
	}

	private int descriptionOffset() {
		return lutOffset() + 2 * lut.length;
	}

	private int indexOffset() {
		return descriptionOffset() + descriptionRoom;
	}

	private static void entry(final ByteBuffer out, final int tag, final int type, final int count, final long value) {
		out.putShort((short) tag).putShort((short) type).putInt(count);
		if (type == SHORT && count == 1) out.putShort((short) value).putShort((short) 0);
		else out.putInt((int) value);
	}

	/**
	 * Writes 1 / size as a fraction: exactly where the size has few decimals, else
	 * to nine digits.
	 */
	private static void putInverse(final ByteBuffer out, final double size) {
		for (int power = 1; power <= 100000000; power *= 10) {
			final long parts = Math.round(size * power);
			if (parts > 0 && parts <= Integer.MAX_VALUE && (double) parts / power == size) {
				out.putInt(power).putInt((int) parts);
				return;
			}
		}
		final double value = size > 0 && size < Double.POSITIVE_INFINITY ? 1 / size : 1;
		final double denominator = Math.max(1, Math.floor(Integer.MAX_VALUE / Math.max(1, value)));
		out.putInt((int) Math.round(value * denominator)).putInt((int) denominator);
	}
}
