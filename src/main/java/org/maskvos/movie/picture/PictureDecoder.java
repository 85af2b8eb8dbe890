package org.maskvos.movie.picture;

import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.maskvos.movie.FrameMemory;
import org.maskvos.movie.MovieException;

/** Java's decoders of pictures, except that damage is an error: they warn, and fill up with grey. */
public final class PictureDecoder {

	/** Begins of warnings that tell of lost pixels. */
	private static final String[] DAMAGE = { "premature end", "truncated file", "corrupt jpeg data" };
	/** Follows in warnings of what costs no pixel. */
	private static final String HARMLESS = "extraneous bytes";

	private PictureDecoder() {
		// NB: static methods only
	}

	/**
	 * Decodes a picture.
	 *
	 * @param name of the picture, beginning a sentence
	 * @param file PNG, JPEG or BMP
	 * @throws MovieException if it is too large for the memory
	 * @throws IOException if it is damaged; the message says how, if that is known
	 */
	public static Raster decode(final String name, final byte[] file) throws IOException {
		try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
			final Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
			if (!readers.hasNext()) throw new IOException("it is of an unknown kind");
			final ImageReader reader = readers.next();
			try {
				reader.setInput(in, true, true);
				final int bits = reader.getRawImageType(0) == null ? 24 : reader.getRawImageType(0).getColorModel()
					.getPixelSize();
				FrameMemory.require(name, reader.getWidth(0), reader.getHeight(0), bits > 16 ? 3 : 1, (bits + 7) / 8);
				final String[] damage = new String[1];
				reader.addIIOReadWarningListener((source, warning) -> {
					if (isDamage(warning)) damage[0] = warning;
				});
				final Raster image = reader.read(0).getRaster();
				if (damage[0] != null) throw new IOException(damage[0].toLowerCase(Locale.ROOT));
				return image;
			}
			finally {
				reader.dispose();
			}
		}
		catch (final RuntimeException exc) {
			throw new IOException(exc);
		}
	}

	/** 3 for colours, else 1: transparency is none, and indexed colours are their indices. */
	public static int channels(final Raster raster) {
		return raster.getNumBands() < 3 ? 1 : 3;
	}

	/**
	 * @param channels of it
	 * @return planes, one after the other
	 */
	public static float[] intensities(final Raster raster, final int channels) {
		final int width = raster.getWidth(), height = raster.getHeight(), n = width * height;
		final float[] pixels = new float[channels * n];
		if (copyBytes(raster, pixels)) return pixels;
		float[] band = null;
		for (int c = 0; c < channels; c++) {
			band = raster.getSamples(0, 0, width, height, c, band);
			System.arraycopy(band, 0, pixels, c * n, n);
		}
		return pixels;
	}

	/**
	 * Reads no more than the header of a file.
	 *
	 * @return width and height in px; null if the header cannot be read
	 */
	static int[] size(final Path path) {
		try (ImageInputStream in = ImageIO.createImageInputStream(path.toFile())) {
			final Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
			if (!readers.hasNext()) return null;
			final ImageReader reader = readers.next();
			try {
				reader.setInput(in, true, true);
				return new int[] { reader.getWidth(0), reader.getHeight(0) };
			}
			finally {
				reader.dispose();
			}
		}
		catch (final IOException | RuntimeException exc) {
			return null;
		}
	}

	// -- Helper methods --

	/** The fast way for what most pictures are: one byte for each pixel, row after row. */
	private static boolean copyBytes(final Raster raster, final float[] pixels) {
		if (!(raster.getDataBuffer() instanceof DataBufferByte buffer) || !(raster
			.getSampleModel() instanceof ComponentSampleModel model) || buffer.getSize() != pixels.length || model
				.getPixelStride() != 1 || model.getScanlineStride() != raster.getWidth()) return false;
		final byte[] bytes = buffer.getData();
		for (int i = 0; i < pixels.length; i++)
			pixels[i] = bytes[i] & 0xff;
		return true;
	}

	private static boolean isDamage(final String warning) {
		final String lower = warning.toLowerCase(Locale.ROOT);
		for (final String begin : DAMAGE)
			if (lower.startsWith(begin)) return !lower.contains(HARMLESS);
		return false;
	}
}
