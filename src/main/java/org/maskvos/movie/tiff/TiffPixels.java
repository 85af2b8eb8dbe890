package org.maskvos.movie.tiff;

import ij.io.TiffDecoder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.maskvos.movie.Planes;

/**
 * What the pixels of a TIFF image are: grey of 1, 8, 12, 16, 32 or 64 bits, or RGB of 8
 * or 16 bits per colour.
 *
 * @param bits per sample
 * @param format of samples: {@link #UNSIGNED}, {@link #SIGNED} or {@link #FLOAT}
 * @param samples per pixel
 * @param planar whether each sample has a plane of its own; else those of a pixel are
 *          neighbours
 * @param order of bytes
 */
record TiffPixels(int bits, int format, int samples, boolean planar, ByteOrder order) {

	static final int UNSIGNED = 1, SIGNED = 2, FLOAT = 3;

	/** @throws UnsupportedTiffException if there is no decoder */
	static TiffPixels of(final Path path, final TiffDirectories tiff) throws IOException {
		final long bits = tiff.number(TiffDecoder.BITS_PER_SAMPLE, 1);
		final long samples = tiff.number(TiffDecoder.SAMPLES_PER_PIXEL, 1);
		final long format = tiff.number(TiffDecoder.SAMPLE_FORMAT, UNSIGNED);
		final boolean planar = samples > 1 && tiff.number(TiffDecoder.PLANAR_CONFIGURATION, 1) == 2;
		final boolean rgb = tiff.number(TiffDecoder.PHOTO_INTERP, 1) == 2;
		final boolean known = samples == 1 ? isGrey(bits, format) : rgb && format == UNSIGNED && isColour(bits, samples,
			planar);
		if (known) return new TiffPixels((int) bits, (int) format, (int) samples, planar, tiff.order());
		throw new UnsupportedTiffException(path, "has " + samples + " x " + bits + " bits per pixel" + (format == FLOAT
			? " (floating point)" : ""));
	}

	/** Whether the colours belong together; those of 16 bits are channels to ImageJ. */
	boolean rgb() {
		return samples > 1 && bits == 8;
	}

	/** Planes of an image, one after the other. */
	int planes() {
		return planar ? samples : 1;
	}

	/** Length of a row of one plane, in bytes. */
	long rowBytes(final int width) {
		return ((long) width * bits * (planar ? 1 : samples) + 7) / 8;
	}

	/** Bytes of a pixel in memory; less than one is one. */
	int bytesPerPixel() {
		return (bits + 7) / 8 * samples;
	}

	/** Undoes differences between neighbours in a row. */
	void sum(final byte[] row, final int from, final int width) {
		final int step = planar ? 1 : samples;
		final ByteBuffer b = ByteBuffer.wrap(row).order(order);
		for (int i = step; i < width * step; i++) {
			switch (bits) {
				case 8 -> row[from + i] += row[from + i - step];
				case 16 -> b.putShort(from + 2 * i, (short) (b.getShort(from + 2 * i) + b.getShort(from + 2 * (i - step))));
				case 32 -> b.putInt(from + 4 * i, b.getInt(from + 4 * i) + b.getInt(from + 4 * (i - step)));
				default -> b.putLong(from + 8 * i, b.getLong(from + 8 * i) + b.getLong(from + 8 * (i - step)));
			}
		}
	}

	/**
	 * Reads a row of intensities.
	 *
	 * @param row in its byte order
	 * @param from where the row begins
	 * @param sample of each pixel; 0 where each has a plane of its own
	 */
	void read(final ByteBuffer row, final int from, final int sample, final float[] out, final int to, final int width) {
		final int bytes = bits / 8, step = bytes * (planar ? 1 : samples);
		int at = from + sample * bytes;
		switch (bits) {
			case 1:
				for (int x = 0; x < width; x++)
					out[to + x] = (row.get(from + x / 8) >> 7 - x % 8 & 1) * 255;
				break;
			case 8:
				for (int x = 0; x < width; x++, at += step)
					out[to + x] = row.get(at) & 0xff;
				break;
			case 12:
				for (int x = 0; x < width; x++) {
					final int high = row.get(from + 3 * x / 2) & 0xff, low = row.get(from + 3 * x / 2 + 1) & 0xff;
					out[to + x] = x % 2 == 0 ? high << 4 | low >> 4 : (high & 0xf) << 8 | low;
				}
				break;
			case 16:
				for (int x = 0; x < width; x++, at += step)
					out[to + x] = format == SIGNED ? row.getShort(at) : row.getShort(at) & 0xffff;
				break;
			case 32:
				for (int x = 0; x < width; x++, at += step)
					out[to + x] = format == FLOAT ? row.getFloat(at) : format == SIGNED ? row.getInt(at) : row.getInt(at) &
						0xffffffffL;
				break;
			default:
				for (int x = 0; x < width; x++, at += step)
					out[to + x] = (float) row.getDouble(at);
		}
	}

	@Override
	public String toString() {
		return bits * samples + " bits";
	}

	// -- Helper methods --

	private static boolean isGrey(final long bits, final long format) {
		if (bits == 16) return format != FLOAT;
		if (bits == 64) return format == FLOAT;
		return bits == 1 || bits == 8 || bits == 12 || bits == 32;
	}

	private static boolean isColour(final long bits, final long samples, final boolean planar) {
		return bits == 8 && (samples == 3 || samples == 4 && !planar) || bits == 16 && samples == 3;
	}
}
