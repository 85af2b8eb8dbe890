package org.maskvos.movie;

import ij.io.FileInfo;
import ij.io.TiffDecoder;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the images of a TIFF file lie, in ImageJ's terms, checked against the
 * length of the file.
 */
final class TiffPages {

	private static final int TILE_WIDTH = 322, STK_PLANES = 33629;

	private final Path path;
	private final List<FileInfo> pages = new ArrayList<>();
	private final int count;

	/**
	 * Reads the headers.
	 *
	 * @throws MovieException if the file is damaged or truncated
	 * @throws UnsupportedTiffException if ImageJ has no code for its pixels
	 */
	TiffPages(final Path path) throws IOException {
		this.path = path;
		int contiguous = 0;
		try (TiffDirectories tiff = new TiffDirectories(path)) {
			while (contiguous == 0 && tiff.next()) {
				pages.add(page(tiff));
				if (tiff.count() == 1) contiguous = contiguous(tiff);
			}
		}
		if (pages.isEmpty()) throw new MovieException(path + " holds no image.");
		count = contiguous == 0 ? pages.size() : contiguous;
		check();
	}

	/** Number of images. */
	int count() {
		return count;
	}

	/** The first image, with the metadata of the file. */
	FileInfo first() {
		return pages.get(0);
	}

	/** Whether an image is RGB of 8 bits per colour. */
	boolean rgb() {
		final int type = first().fileType;
		return type == FileInfo.RGB || type == FileInfo.RGB_PLANAR || type == FileInfo.ARGB;
	}

	/** Channels per image: the colours of 48-bit images are channels to ImageJ. */
	int samples() {
		final int type = first().fileType;
		return type == FileInfo.RGB48 || type == FileInfo.RGB48_PLANAR ? 3 : 1;
	}

	/** Where image {@code n} (0-based) is. */
	FileInfo page(final int n) {
		if (pages.size() == count) return pages.get(n);
		final FileInfo page = (FileInfo) first().clone();
		page.longOffset = first().longOffset + n * bytes(page);
		return page;
	}

	/** Offset behind the last byte of an image. */
	static long end(final FileInfo page) {
		if (page.stripOffsets == null) return page.longOffset + bytes(page);
		long end = 0;
		for (int i = 0; i < page.stripOffsets.length; i++)
			end = Math.max(end, (page.stripOffsets[i] & 0xffffffffL) + (page.stripLengths[i] & 0xffffffffL));
		return end;
	}

	// -- Helper methods --

	private FileInfo page(final TiffDirectories tiff) throws IOException {
		if (tiff.has(TILE_WIDTH)) throw new UnsupportedTiffException(path, "is tiled");
		final FileInfo page = new FileInfo();
		page.fileFormat = FileInfo.TIFF;
		page.width = (int) tiff.number(TiffDecoder.IMAGE_WIDTH, 0);
		page.height = (int) tiff.number(TiffDecoder.IMAGE_LENGTH, 0);
		page.intelByteOrder = tiff.order() == ByteOrder.LITTLE_ENDIAN;
		page.samplesPerPixel = (int) tiff.number(TiffDecoder.SAMPLES_PER_PIXEL, 1);
		page.fileType = TiffPixelType.of(path, tiff);
		page.compression = TiffPixelType.compression(path, tiff);
		strips(tiff, page);
		if (tiff.count() > 1) return page;
		page.description = tiff.text(TiffDecoder.IMAGE_DESCRIPTION);
		final double x = tiff.fraction(TiffDecoder.X_RESOLUTION), y = tiff.fraction(TiffDecoder.Y_RESOLUTION);
		if (x > 0 && y > 0 && x + y < Double.POSITIVE_INFINITY) {
			page.pixelWidth = 1 / x;
			page.pixelHeight = 1 / y;
		}
		final int unit = (int) tiff.number(TiffDecoder.RESOLUTION_UNIT, 2);
		// NB: programs that know nothing of pixel sizes write 72 dots per inch.
		if (unit == 2 && x == 72) page.pixelWidth = page.pixelHeight = 1;
		else page.unit = unit == 3 ? "cm" : unit == 2 ? "inch" : " ";
		return page;
	}

	private void strips(final TiffDirectories tiff, final FileInfo page) throws IOException {
		final long[] offsets = tiff.numbers(TiffDecoder.STRIP_OFFSETS);
		final long[] lengths = tiff.numbers(TiffDecoder.STRIP_BYTE_COUNT);
		if (offsets.length == 0) throw new MovieException(path + " is damaged: image " + tiff.count() + " has no pixels.");
		page.rowsPerStrip = (int) Math.min(page.height, tiff.number(TiffDecoder.ROWS_PER_STRIP, page.height));
		page.longOffset = offsets[0];
		final boolean plain = page.compression == FileInfo.COMPRESSION_NONE;
		boolean adjacent = plain && page.fileType != FileInfo.RGB48;
		for (int i = 1; i < offsets.length && adjacent; i++)
			adjacent = i - 1 < lengths.length && offsets[i] == offsets[i - 1] + lengths[i - 1];
		if (adjacent) return;
		if (offsets.length != lengths.length)
			throw new MovieException(path + " is damaged: the strips of image " + tiff.count() + " have no lengths.");
		page.stripOffsets = new int[offsets.length];
		page.stripLengths = new int[offsets.length];
		for (int i = 0; i < offsets.length; i++) {
			if (offsets[i] > 0xffffffffL) throw new UnsupportedTiffException(path, "has compressed images beyond 4 GB");
			page.stripOffsets[i] = (int) offsets[i];
			page.stripLengths[i] = (int) lengths[i];
		}
		// ImageJ reads strips that are apart as if they were compressed, except 8-bit ones.
		if (plain && page.fileType == FileInfo.GRAY8) page.compression = FileInfo.JPEG;
	}

	/** Images in one block behind the first directory; 0 if there is no such block. */
	private int contiguous(final TiffDirectories tiff) throws IOException {
		final FileInfo page = first();
		if (page.compression != FileInfo.COMPRESSION_NONE || page.stripOffsets != null) return 0;
		final int planes = page.description.startsWith("ImageJ=") ? ImageJDescription.images(page) //
			: tiff.numbers(STK_PLANES).length / 6;
		return planes > 1 ? planes : 0;
	}

	/** Length of an uncompressed image. */
	private static long bytes(final FileInfo page) {
		final long w = page.width, h = page.height;
		switch (page.fileType) {
			case FileInfo.BITMAP:
				return (w + 7) / 8 * h;
			case FileInfo.GRAY12_UNSIGNED:
				return (w * 3 + 1) / 2 * h;
			default:
				return w * h * page.getBytesPerPixel();
		}
	}

	private void check() throws IOException {
		final FileInfo first = first();
		FrameMemory.require(path.toString(), first.width, first.height, rgb() ? 3 : 1, first.getBytesPerPixel());
		final long length = Files.size(path);
		for (int n = 0; n < count; n++) {
			final FileInfo page = pages.size() == count ? pages.get(n) : page(n);
			if (page.width != first.width || page.height != first.height || page.fileType != first.fileType)
				throw new MovieException(path + " is not a stack: image 1 is " + kind(first) + " and image " + (n + 1) +
					" is " + kind(page) + ".");
			if (end(page) > length)
				throw new MovieException(path + " is truncated: it should hold " + count + " images and ends within image " +
					(n + 1) + ".");
		}
	}

	private static String kind(final FileInfo page) {
		return page.width + " x " + page.height + " pixels of " + 8 * page.getBytesPerPixel() + " bits";
	}
}
