package org.maskvos.movie;

import ij.io.FileInfo;
import ij.io.TiffDecoder;

import java.io.IOException;
import java.nio.file.Path;

/** Which of ImageJ's decoders reads the pixels of a TIFF image. */
final class TiffPixelType {

	// sample formats
	private static final int SIGNED = 2, FLOAT = 3;

	private TiffPixelType() {
		// NB: static methods only
	}

	/**
	 * @return a file type of {@link FileInfo}
	 * @throws UnsupportedTiffException if ImageJ has no decoder
	 */
	static int of(final Path path, final TiffDirectories tiff) throws IOException {
		final int bits = (int) tiff.number(TiffDecoder.BITS_PER_SAMPLE, 1);
		final int samples = (int) tiff.number(TiffDecoder.SAMPLES_PER_PIXEL, 1);
		final int format = (int) tiff.number(TiffDecoder.SAMPLE_FORMAT, 1);
		final boolean planar = tiff.number(TiffDecoder.PLANAR_CONFIGURATION, 1) == 2;
		final boolean rgb = tiff.number(TiffDecoder.PHOTO_INTERP, 1) == 2;
		final int type = samples == 1 ? grey(bits, format) : rgb && format == 1 ? colour(bits, samples, planar) : -1;
		if (type >= 0) return type;
		throw new UnsupportedTiffException(path, "has " + samples + " x " + bits + " bits per pixel" + (format == FLOAT
			? " (floating point)" : ""));
	}

	/** @return a compression of {@link FileInfo} */
	static int compression(final Path path, final TiffDirectories tiff) throws IOException {
		final int code = (int) tiff.number(TiffDecoder.COMPRESSION, 1);
		final int predictor = (int) tiff.number(TiffDecoder.PREDICTOR, 1);
		final boolean differences = predictor == 2;
		if (predictor <= 2) switch (code) {
			case 1:
				return FileInfo.COMPRESSION_NONE;
			case 5:
				return differences ? FileInfo.LZW_WITH_DIFFERENCING : FileInfo.LZW;
			case 8:
			case 32946:
				return differences ? FileInfo.ZIP_WITH_DIFFERENCING : FileInfo.ZIP;
			case 32773:
				return FileInfo.PACK_BITS;
			default:
		}
		throw new UnsupportedTiffException(path, "is compressed in another way (" + code + ")");
	}

	// -- Helper methods --

	private static int grey(final int bits, final int format) {
		switch (bits) {
			case 1:
				return FileInfo.BITMAP;
			case 8:
				return FileInfo.GRAY8;
			case 12:
				return FileInfo.GRAY12_UNSIGNED;
			case 16:
				return format == FLOAT ? -1 : format == SIGNED ? FileInfo.GRAY16_SIGNED : FileInfo.GRAY16_UNSIGNED;
			case 32:
				return format == FLOAT ? FileInfo.GRAY32_FLOAT : format == SIGNED ? FileInfo.GRAY32_INT
					: FileInfo.GRAY32_UNSIGNED;
			case 64:
				return format == FLOAT ? FileInfo.GRAY64_FLOAT : -1;
			default:
				return -1;
		}
	}

	private static int colour(final int bits, final int samples, final boolean planar) {
		if (bits == 8 && samples == 3) return planar ? FileInfo.RGB_PLANAR : FileInfo.RGB;
		if (bits == 8 && samples == 4 && !planar) return FileInfo.ARGB;
		if (bits == 16 && samples == 3) return planar ? FileInfo.RGB48_PLANAR : FileInfo.RGB48;
		return -1;
	}
}
