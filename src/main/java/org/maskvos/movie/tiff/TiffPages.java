package org.maskvos.movie.tiff;

import ij.io.FileInfo;
import ij.io.TiffDecoder;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.maskvos.movie.MovieException;

/**
 * The images of a TIFF file, checked against its length. Only the places of their headers
 * are kept: there may be very many.
 */
public final class TiffPages implements Closeable {

	private static final int STK_PLANES = 33629;

	private final Path path;
	private final TiffDirectories tiff;
	private final TiffPage first;
	private final FileInfo metadata;
	/** Offsets of the headers; a single one if the images lie in one block. */
	private long[] headers = new long[16];
	private int count;
	private boolean contiguous;

	/**
	 * Reads the headers.
	 *
	 * @throws MovieException if the file is damaged or truncated
	 * @throws UnsupportedTiffException if there is no code for its pixels
	 */
	public TiffPages(final Path path) throws IOException {
		this.path = path;
		tiff = new TiffDirectories(path);
		boolean done = false;
		try {
			if (!tiff.next()) throw new MovieException(path + " holds no image.");
			first = TiffPage.of(path, tiff);
			metadata = readMetadata();
			final int block = planesInBlock();
			contiguous = block > 1;
			if (contiguous) require(count = block, (tiff.size() - first.offsets()[0]) / first.bytes());
			else readHeaders();
			done = true;
		}
		finally {
			if (!done) tiff.close();
		}
	}

	/**
	 * Reads no more than the first header.
	 *
	 * @return width and height in px; null if it cannot be read
	 */
	public static long[] size(final Path path) throws IOException {
		try (TiffDirectories tiff = new TiffDirectories(path)) {
			return tiff.next() ? new long[] { tiff.number(TiffDecoder.IMAGE_WIDTH, 0), tiff.number(TiffDecoder.IMAGE_LENGTH,
				0) } : null;
		}
		catch (final MovieException exc) {
			return null;
		}
	}

	/** Number of images. */
	int count() {
		return count;
	}

	/** Size, description and resolution of the first image, in ImageJ's terms. */
	FileInfo metadata() {
		return metadata;
	}

	/** Whether an image is RGB of 8 bits per colour. */
	boolean rgb() {
		return first.pixels().rgb();
	}

	/** Channels per image: the colours of 48-bit images are channels to ImageJ. */
	int channels() {
		return rgb() ? 1 : first.pixels().samples();
	}

	/**
	 * Reads samples of an image.
	 *
	 * @param n 0-based
	 * @param sample first one
	 * @param samples how many
	 * @return planes, one after the other
	 */
	float[] read(final int n, final int sample, final int samples) throws IOException {
		return page(n).read(tiff.file(), sample, samples);
	}

	/** Where image {@code n} (0-based) is. */
	public TiffPage page(final int n) throws IOException {
		if (contiguous) return first.block(first.offsets()[0] + n * first.bytes());
		tiff.go(headers[n], n + 1);
		return requireLike(TiffPage.of(path, tiff), n + 1);
	}

	@Override
	public void close() throws IOException {
		tiff.close();
	}

	// -- Helper methods --

	private void readHeaders() throws IOException {
		long whole = Long.MAX_VALUE;
		do {
			if (count == headers.length) headers = Arrays.copyOf(headers, 2 * count);
			headers[count++] = tiff.header();
			final TiffPage page = count == 1 ? first : requireLike(TiffPage.of(path, tiff), count);
			if (page.end() > tiff.size()) whole = Math.min(whole, count - 1);
		}
		while (tiff.next());
		require(count, whole);
	}

	/** @param whole number of images in front of the end of the file */
	private void require(final int images, final long whole) throws MovieException {
		if (images > whole) throw new MovieException(path + " is truncated: it should hold " + images +
			" images and ends within image " + (Math.max(0, whole) + 1) + ".");
	}

	private TiffPage requireLike(final TiffPage page, final int number) throws MovieException {
		if (page.width() == first.width() && page.height() == first.height() && page.pixels().equals(first.pixels()))
			return page;
		throw new MovieException(path + " is not a stack: image 1 is " + first + " and image " + number + " is " + page +
			".");
	}

	private FileInfo readMetadata() throws IOException {
		final FileInfo info = new FileInfo();
		info.fileFormat = FileInfo.TIFF;
		info.width = first.width();
		info.height = first.height();
		info.samplesPerPixel = first.pixels().samples();
		info.description = tiff.text(TiffDecoder.IMAGE_DESCRIPTION);
		final double x = tiff.fraction(TiffDecoder.X_RESOLUTION), y = tiff.fraction(TiffDecoder.Y_RESOLUTION);
		if (x > 0 && y > 0 && x + y < Double.POSITIVE_INFINITY) {
			info.pixelWidth = 1 / x;
			info.pixelHeight = 1 / y;
		}
		final long unit = tiff.number(TiffDecoder.RESOLUTION_UNIT, 2);
		// NB: programs that know nothing of pixel sizes write 72 dots per inch.
		if (unit == 2 && x == 72) info.pixelWidth = info.pixelHeight = 1;
		else info.unit = unit == 3 ? "cm" : unit == 2 ? "inch" : " ";
		return info;
	}

	/** Images in one block behind the first header; 0 if there is no such block. */
	private int planesInBlock() throws IOException {
		if (!first.isBlock()) return 0;
		return metadata.description.startsWith("ImageJ=") ? ImageJDescription.images(metadata) //
			: (int) Math.min(Integer.MAX_VALUE, tiff.length(STK_PLANES));
	}
}
