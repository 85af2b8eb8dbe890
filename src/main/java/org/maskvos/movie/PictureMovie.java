package org.maskvos.movie;

import java.awt.image.BufferedImage;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

/**
 * A PNG or JPEG file: a movie of one frame. Indexed colours are read as their
 * indices (the object ids of DAVIS annotations); transparency is ignored.
 */
final class PictureMovie implements Movie {

	private final MovieInfo info;
	/** Grey values, row after row; null where {@link #frame} has the pixels. */
	private final byte[] grey;
	private final ArrayImg<FloatType, FloatArray> frame;

	PictureMovie(final Path path, final MovieOptions options) throws IOException {
		final int[] size = size(path);
		if (size == null) throw damaged(path, null);
		FrameMemory.require(path.toString(), size[0], size[1], 1, 4);
		final byte[] file = Files.readAllBytes(path);
		if (PngBytes.isOne(file)) {
			grey = grey(path, file);
			final Selection one = Selection.of(path.toString(), false, 1, 1, 1, options.withAxis(Axis.TIME));
			frame = null;
			info = new MovieInfo(Titles.withoutSuffix(Titles.of(path)), size[0], size[1], 1, 1, one.axis(), FrameCalibration
				.uncalibrated());
			return;
		}
		grey = null;
		final BufferedImage picture;
		try {
			picture = ImageIO.read(new ByteArrayInputStream(file));
		}
		catch (final IOException | RuntimeException exc) {
			throw damaged(path, exc);
		}
		if (picture == null) throw damaged(path, null);
		final Raster raster = picture.getRaster();
		final boolean rgb = raster.getNumBands() > 2 && !(picture.getColorModel() instanceof IndexColorModel);
		final Selection selection = Selection.of(path.toString(), rgb, 1, 1, 1, options.withAxis(Axis.TIME));
		final int channels = rgb ? 3 : 1, n = size[0] * size[1];
		FrameMemory.require(path.toString(), size[0], size[1], channels, 4);
		final float[] pixels = new float[channels * n];
		if (!copyBytes(raster, pixels)) {
			float[] band = null;
			for (int c = 0; c < channels; c++) {
				band = raster.getSamples(0, 0, size[0], size[1], c, band);
				System.arraycopy(band, 0, pixels, c * n, n);
			}
		}
		frame = ArrayImgs.floats(pixels, size[0], size[1], channels);
		info = new MovieInfo(Titles.withoutSuffix(Titles.of(path)), size[0], size[1], channels, 1, selection.axis(),
			FrameCalibration.uncalibrated());
	}

	private static byte[] grey(final Path path, final byte[] file) throws MovieException {
		try {
			return PngBytes.pixels(file);
		}
		catch (final IOException | RuntimeException exc) {
			throw damaged(path, exc);
		}
	}

	/**
	 * Reads no more than the header of an image file; TIFF too.
	 *
	 * @return width and height in px; null if the header cannot be read
	 */
	static int[] size(final Path path) throws IOException {
		try (InputStream in = Files.newInputStream(path)) {
			final int[] size = PngBytes.size(in.readNBytes(PngBytes.HEADER));
			if (size != null) return size;
		}
		try (ImageInputStream in = ImageIO.createImageInputStream(path.toFile())) {
			final Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
			if (!readers.hasNext()) return null;
			final ImageReader reader = readers.next();
			try {
				reader.setInput(in);
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

	private static MovieException damaged(final Path path, final Exception exc) {
		return new MovieException(path + " cannot be read as an image; it is damaged or of an unknown kind.", exc);
	}

	// -- Movie methods --

	@Override
	public MovieInfo info() {
		return info;
	}

	@Override
	public ArrayImg<FloatType, FloatArray> frame(final int t) {
		if (t != 0) throw new IndexOutOfBoundsException("Frame " + t + " of 1");
		if (grey != null) return Planes.frame(grey, info.width(), info.height(), 0);
		// NB: a caller may write into the frame it got.
		return ArrayImgs.floats(Pixels.floats(frame).clone(), info.width(), info.height(), info.channels());
	}
}
