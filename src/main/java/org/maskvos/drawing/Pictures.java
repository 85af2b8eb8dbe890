package org.maskvos.drawing;

import ij.IJ;
import ij.ImagePlus;
import ij.VirtualStack;
import ij.plugin.filter.AVI_Writer;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.maskvos.files.PartFile;
import org.maskvos.files.PartFolder;
import org.maskvos.files.Publication;
import org.maskvos.movie.MovieException;
import org.maskvos.movie.MovieInfo;

/**
 * Movies for people to look at: an AVI, or a folder of PNG pictures. Pictures are drawn
 * one at a time, as they are written.
 */
public final class Pictures {

	private static final int JPEG_QUALITY = 90;
	private static final double FRAMES_PER_SECOND = 10;

	/** Draws the pictures of a movie. */
	@FunctionalInterface
	public interface Painter {

		/** @param t 0-based; all of one size */
		BufferedImage paint(int t) throws IOException;
	}

	private Pictures() {
		// NB: static methods only
	}

	/**
	 * Writes a movie, which appears when it is complete.
	 *
	 * @param target a {@code .avi} file (JPEG, 10 pictures a second), replaced if it
	 *          exists; or a new folder for {@code 00000.png} ...
	 * @throws MovieException if it cannot be written; the message names it
	 */
	public static void write(final Path target, final MovieInfo info, final Painter painter) throws IOException {
		if (target.toString().toLowerCase(Locale.ROOT).endsWith(".avi")) avi(target, info, painter);
		else folder(target, info, painter);
	}

	/** A picture as the bytes of a PNG file: the same for the same picture. */
	public static byte[] png(final BufferedImage picture) throws IOException {
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		// NB: ImageIO's own stream would keep a copy in a temporary file.
		try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
			ImageIO.write(picture, "png", out);
		}
		return bytes.toByteArray();
	}

	// -- Helper methods --

	private static void folder(final Path target, final MovieInfo info, final Painter painter) throws IOException {
		try (PartFolder folder = PartFolder.fresh(target, "name a new folder, or a .avi file")) {
			for (int t = 0; t < info.frames(); t++) {
				final byte[] picture = png(painter.paint(t));
				try {
					Files.write(folder.path().resolve(String.format(Locale.ROOT, "%05d.png", t)), picture);
				}
				catch (final IOException exc) {
					throw folder.failed(exc);
				}
			}
			Publication.of(folder);
		}
	}

	private static void avi(final Path target, final MovieInfo info, final Painter painter) throws IOException {
		try (PartFile file = PartFile.of(target, "\\.avi", "the name of a movie must end in .avi")) {
			avi(file, info, painter);
			Publication.of(file);
		}
		finally {
			IJ.showProgress(1);
		}
	}

	private static void avi(final PartFile file, final MovieInfo info, final Painter painter) throws IOException {
		try {
			final ImagePlus movie = new ImagePlus(info.title(), new Drawn(info, painter));
			movie.getCalibration().fps = FRAMES_PER_SECOND;
			new AVI_Writer().writeImage(movie, file.path().toString(), AVI_Writer.JPEG_COMPRESSION, JPEG_QUALITY);
		}
		catch (final UncheckedIOException exc) {
			throw exc.getCause();
		}
		catch (final MovieException exc) {
			throw exc;
		}
		catch (final IOException exc) {
			throw file.failed(exc);
		}
	}

	/** Frames that are drawn when they are asked for. */
	private static final class Drawn extends VirtualStack {

		private final int frames;
		private final Painter painter;
		private final int width, height;
		private int last = -1;
		private BufferedImage picture;

		private Drawn(final MovieInfo info, final Painter painter) throws IOException {
			this.painter = painter;
			frames = info.frames();
			final BufferedImage first = picture(0);
			width = first.getWidth();
			height = first.getHeight();
		}

		@Override
		public int getSize() {
			return frames;
		}

		@Override
		public int size() {
			return frames;
		}

		@Override
		public int getWidth() {
			return width;
		}

		@Override
		public int getHeight() {
			return height;
		}

		@Override
		public String getSliceLabel(final int n) {
			return null;
		}

		@Override
		public int getBitDepth() {
			return 24;
		}

		@Override
		public Object getPixels(final int n) {
			return getProcessor(n).getPixels();
		}

		@Override
		public ImageProcessor getProcessor(final int n) {
			try {
				return new ColorProcessor(picture(n - 1));
			}
			catch (final IOException exc) {
				throw new UncheckedIOException(exc);
			}
		}

		/** NB: ImageJ asks more than once for the same. */
		private BufferedImage picture(final int t) throws IOException {
			if (t != last) picture = painter.paint(t);
			last = t;
			return picture;
		}
	}
}
