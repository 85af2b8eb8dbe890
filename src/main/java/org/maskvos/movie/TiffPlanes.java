package org.maskvos.movie;

import ij.io.FileInfo;
import ij.io.TiffDecoder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the pages of a TIFF file lie, as ImageJ's decoder finds them, checked
 * against the length of the file.
 */
final class TiffPlanes {

	private final FileInfo[] pages;
	private final int count;

	private TiffPlanes(final FileInfo[] pages, final int count) {
		this.pages = pages;
		this.count = count;
	}

	/**
	 * Reads the headers.
	 *
	 * @throws MovieException if the file is damaged or truncated, or ImageJ cannot
	 *           read its kind
	 */
	static TiffPlanes read(final Path path) throws IOException {
		final int chain = TiffChain.count(path);
		final FileInfo[] pages;
		try {
			// NB: ImageJ joins folder and name.
			pages = new TiffDecoder("", path.toString()).getTiffInfo();
		}
		catch (final IOException | RuntimeException exc) {
			throw new MovieException(path + " cannot be read: " + sentence(exc), exc);
		}
		if (pages == null || pages.length == 0) throw new MovieException(path + " holds no image.");
		final boolean contiguous = pages[0].nImages > 1;
		if (!contiguous && pages.length < chain)
			throw new MovieException(path + " is damaged: " + pages.length + " of its " + chain + " images can be read.");
		final TiffPlanes planes = new TiffPlanes(pages, contiguous ? pages[0].nImages : pages.length);
		planes.check(path);
		return planes;
	}

	/** Number of pages. */
	int count() {
		return count;
	}

	/** The first page, with the metadata of the file. */
	FileInfo first() {
		return pages[0];
	}

	/** Whether a page is an RGB image of 8 bits per colour. */
	boolean rgb() {
		switch (pages[0].fileType) {
			case FileInfo.RGB:
			case FileInfo.RGB_PLANAR:
			case FileInfo.ARGB:
			case FileInfo.CMYK:
				return true;
			default:
				return false;
		}
	}

	/** Channels per page: the colours of 48-bit images are channels to ImageJ. */
	int samples() {
		final int type = pages[0].fileType;
		return type == FileInfo.RGB48 || type == FileInfo.RGB48_PLANAR ? 3 : 1;
	}

	/** Where page {@code n} (0-based) is. */
	FileInfo page(final int n) {
		if (pages.length == count) return pages[n];
		// ImageJ's own stacks: one header, all pages in one block
		final FileInfo page = (FileInfo) pages[0].clone();
		page.nImages = 1;
		page.stripOffsets = null;
		page.stripLengths = null;
		page.longOffset = offset(n);
		return page;
	}

	/** Offset behind the last byte of a page. */
	static long end(final FileInfo page) {
		if (page.stripOffsets == null || page.stripLengths == null ||
			page.stripOffsets.length != page.stripLengths.length) return page.getOffset() + bytes(page);
		long end = 0;
		for (int i = 0; i < page.stripOffsets.length; i++)
			end = Math.max(end, (page.stripOffsets[i] & 0xffffffffL) + (page.stripLengths[i] & 0xffffffffL));
		return end;
	}

	// -- Helper methods --

	private long offset(final int n) {
		final FileInfo first = pages[0];
		return first.getOffset() + n * (bytes(first) + first.getGap());
	}

	/** Length of an uncompressed page. */
	private static long bytes(final FileInfo page) {
		final long w = page.width, h = page.height;
		switch (page.fileType) {
			case FileInfo.BITMAP:
				return (w + 7) / 8 * h;
			case FileInfo.GRAY12_UNSIGNED:
				return (long) Math.ceil(w * 1.5) * h;
			case FileInfo.GRAY10_UNSIGNED:
				return (long) Math.ceil(w * 1.25) * h;
			default:
				return w * h * page.getBytesPerPixel();
		}
	}

	private void check(final Path path) throws IOException {
		final FileInfo first = pages[0];
		FrameMemory.require(path.toString(), first.width, first.height, 1, first.getBytesPerPixel());
		if (first.samplesPerPixel > 1 && !rgb() && samples() == 1)
			throw new MovieException(path + " interleaves " + first.samplesPerPixel +
				" values per pixel, which ImageJ cannot read; save it as a stack.");
		final long length = Files.size(path);
		for (int n = 0; n < pages.length; n++) {
			final FileInfo page = pages[n];
			if (page.width != first.width || page.height != first.height || page.fileType != first.fileType)
				throw new MovieException(path + " is not a stack: page 1 is " + kind(first) + " and page " + (n + 1) +
					" is " + kind(page) + ".");
			if (end(page) > length)
				throw new MovieException(path + " is truncated: it should hold " + count + " images and ends within image " +
					(n + 1) + ".");
		}
		if (pages.length < count && offset(count - 1) + bytes(first) > length) {
			final long complete = Math.max(0, (length - first.getOffset()) / (bytes(first) + first.getGap()));
			throw new MovieException(path + " is truncated: it should hold " + count + " images and ends within image " +
				(complete + 1) + ".");
		}
	}

	private static String kind(final FileInfo page) {
		return page.width + " x " + page.height + " pixels of " + 8 * page.getBytesPerPixel() + " bits";
	}

	/** ImageJ's reason on one line, ending as a sentence. */
	private static String sentence(final Exception exc) {
		final String message = exc.getMessage() == null ? "its header is damaged" : exc.getMessage();
		return message.replaceAll("\\s+", " ").replaceFirst("\\.?$", ".");
	}
}
