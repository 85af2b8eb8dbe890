package org.maskvos.movie.tiff;

import ij.io.TiffDecoder;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import org.maskvos.movie.FrameMemory;
import org.maskvos.movie.MovieException;

/**
 * Where the pixels of a TIFF image lie in the file.
 *
 * @param differences whether neighbours in a row were subtracted before compression
 * @param rows of a strip; fewer in the last one of a plane
 * @param offsets of the strips, plane after plane
 * @param lengths of the strips, in bytes
 */
record TiffPage(int width, int height, TiffPixels pixels, TiffCompression compression, boolean differences, int rows,
		long[] offsets, long[] lengths) {

	/** Uncompressed pixels are read in pieces of about so many bytes. */
	private static final int PIECE = 1 << 20;

	/** Compressed strips are no more than twice, and so many bytes, longer than they would be without. */
	private static final int SLACK = 4096;

	private static final int TILE_WIDTH = 322;

	/**
	 * Reads where the image of the current header is.
	 *
	 * @throws MovieException if it is damaged
	 * @throws UnsupportedTiffException if there is no code for its pixels
	 */
	static TiffPage of(final Path path, final TiffDirectories tiff) throws IOException {
		if (tiff.has(TILE_WIDTH)) throw new UnsupportedTiffException(path, "is tiled");
		final long width = tiff.number(TiffDecoder.IMAGE_WIDTH, 0), height = tiff.number(TiffDecoder.IMAGE_LENGTH, 0);
		final TiffPixels pixels = TiffPixels.of(path, tiff);
		FrameMemory.require(path.toString(), width, height, pixels.rgb() ? 3 : 1, pixels.bytesPerPixel());
		final TiffCompression compression = TiffCompression.of(path, tiff.number(TiffDecoder.COMPRESSION, 1));
		final long predictor = compression == TiffCompression.NONE ? 1 : tiff.number(TiffDecoder.PREDICTOR, 1);
		if (predictor > 2 || predictor == 2 && pixels.bits() % 8 != 0) throw new UnsupportedTiffException(path,
			"is compressed with the predictor " + predictor);
		final long[] offsets = tiff.numbers(TiffDecoder.STRIP_OFFSETS), lengths = tiff.numbers(
			TiffDecoder.STRIP_BYTE_COUNT);
		if (offsets.length == 0) throw new MovieException(path + " is damaged: image " + tiff.count() + " has no pixels.");
		final long rows = tiff.number(TiffDecoder.ROWS_PER_STRIP, height);
		final TiffPage page = new TiffPage((int) width, (int) height, pixels, compression, predictor == 2, (int) (rows < 1
			? height : Math.min(rows, height)), offsets, lengths);
		return page.isAdjacent(path, tiff.count()) ? page.block(offsets[0]) : page.requireStrips(path, tiff.count());
	}

	/** Length of the image without compression, in bytes. */
	long bytes() {
		return height * pixels.rowBytes(width) * pixels.planes();
	}

	/** Strips of one plane. */
	int strips() {
		return (height - 1) / rows + 1;
	}

	/** Offset behind the last byte; beyond all files if a strip lies nowhere. */
	long end() {
		long end = 0;
		for (int i = 0; i < offsets.length; i++) {
			if (offsets[i] < 0 || lengths[i] < 0 || offsets[i] + lengths[i] < 0) return Long.MAX_VALUE;
			end = Math.max(end, offsets[i] + lengths[i]);
		}
		return end;
	}

	/** Whether it is one uncompressed block. */
	boolean isBlock() {
		return compression == TiffCompression.NONE && end() - offsets[0] == bytes();
	}

	/** An image of the same kind in one uncompressed block. */
	TiffPage block(final long offset) {
		final long rowBytes = pixels.rowBytes(width);
		final int few = (int) Math.max(1, Math.min(height, PIECE / Math.max(1, rowBytes)));
		final int strips = (height - 1) / few + 1, n = strips * pixels.planes();
		final long[] starts = new long[n], counts = new long[n];
		long at = offset;
		for (int i = 0; i < n; i++) {
			starts[i] = at;
			counts[i] = Math.min(few, height - i % strips * few) * rowBytes;
			at += counts[i];
		}
		return new TiffPage(width, height, pixels, TiffCompression.NONE, false, few, starts, counts);
	}

	/**
	 * Reads samples as planes.
	 *
	 * @param first sample of a pixel
	 * @param count of samples
	 * @return {@code count} planes, one after the other
	 * @throws IOException if a strip is damaged; the message says how
	 */
	float[] read(final RandomAccessFile file, final int first, final int count) throws IOException {
		final int n = width * height, rowBytes = Math.toIntExact(pixels.rowBytes(width));
		final float[] out = new float[count * n];
		final byte[] strip = new byte[Math.multiplyExact(rows, rowBytes)];
		final ByteBuffer buffer = ByteBuffer.wrap(strip).order(pixels.order());
		for (int i = 0; i < offsets.length; i++) {
			final int plane = i / strips(), top = i % strips() * rows, rest = Math.min(rows, height - top);
			if (pixels.planar() && (plane < first || plane >= first + count)) continue;
			load(file, i, strip, rest * rowBytes);
			for (int y = 0; y < rest; y++) {
				if (differences) pixels.sum(strip, y * rowBytes, width);
				for (int c = first; c < first + count; c++)
					if (!pixels.planar() || c == plane) pixels.read(buffer, y * rowBytes, pixels.planar() ? 0 : c, out, (c -
						first) * n + (top + y) * width, width);
			}
		}
		return out;
	}

	@Override
	public String toString() {
		return width + " x " + height + " pixels of " + pixels;
	}

	// -- Helper methods --

	/** Whether there is nothing between the strips, which then may be as they like. */
	private boolean isAdjacent(final Path path, final int number) throws MovieException {
		if (compression != TiffCompression.NONE) return false;
		long sum = lengths.length == 0 ? 0 : lengths[lengths.length - 1];
		for (int i = 1; i < offsets.length; i++) {
			if (i > lengths.length || offsets[i] != offsets[i - 1] + lengths[i - 1]) return false;
			sum += lengths[i - 1];
		}
		// NB: programs that know better leave the lengths out, or write 0
		if (sum > 0 && sum < bytes() && lengths.length == offsets.length) throw new MovieException(path +
			" is damaged: the strips of image " + number + " have " + sum + " of " + bytes() + " bytes.");
		return true;
	}

	private TiffPage requireStrips(final Path path, final int number) throws MovieException {
		final int n = strips() * pixels.planes();
		if (offsets.length != lengths.length) throw new MovieException(path + " is damaged: the strips of image " + number +
			" have no lengths.");
		if (offsets.length < n) throw new MovieException(path + " is damaged: image " + number + " has " + offsets.length +
			" of " + n + " strips.");
		if (rows * pixels.rowBytes(width) > FrameMemory.LONGEST_ARRAY) throw new UnsupportedTiffException(path,
			"has strips of more than 2 GB");
		if (offsets.length == n) return this;
		return new TiffPage(width, height, pixels, compression, differences, rows, Arrays.copyOf(offsets, n), Arrays.copyOf(
			lengths, n));
	}

	private void load(final RandomAccessFile file, final int i, final byte[] strip, final int size) throws IOException {
		file.seek(offsets[i]);
		if (compression == TiffCompression.NONE && lengths[i] >= size) {
			file.readFully(strip, 0, size);
			return;
		}
		final byte[] in = new byte[(int) Math.min(lengths[i], Math.min(2L * strip.length + SLACK,
			FrameMemory.LONGEST_ARRAY))];
		file.readFully(in);
		compression.decode(in, strip, size);
	}
}
