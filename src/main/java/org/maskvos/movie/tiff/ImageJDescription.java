package org.maskvos.movie.tiff;

import ij.ImagePlus;
import ij.Prefs;
import ij.VirtualStack;
import ij.io.FileInfo;
import ij.io.FileOpener;
import ij.io.FileSaver;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;

import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.maskvos.movie.FrameCalibration;
import org.maskvos.movie.MovieInfo;
import org.maskvos.movie.Planes;
import org.maskvos.movie.imagej.Calibrations;

/** The lines that ImageJ writes into the description of a TIFF file. */
final class ImageJDescription {

	private ImageJDescription() {
		// NB: static methods only
	}

	// -- Reading --

	/** Number of images in the file; 1 if it is not told. */
	static int images(final FileInfo first) {
		return count(properties((FileInfo) first.clone()), "images");
	}

	/** @param images in the file */
	static TiffLayout decode(final FileInfo first, final int images) {
		// NB: decoding writes unit and spacing back.
		final FileInfo fi = (FileInfo) first.clone();
		final Properties p = properties(fi);
		fi.frameInterval = number(p, "finterval", 0);
		final FrameCalibration c = calibration(fi);
		final FrameCalibration calibration = new FrameCalibration(c.pixelWidth(), c.pixelHeight(), c.pixelDepth(), c.unit(),
			c.frameInterval(), p.getProperty("tunit", "sec"));
		final int channels = count(p, "channels"), slices = count(p, "slices"), frames = count(p, "frames");
		if (TiffLayout.isWhole(channels, slices, frames, images)) return new TiffLayout(channels, slices, frames,
			slices == 1 || !"zct".equals(p.getProperty("order")), calibration);
		return new TiffLayout(1, images, 1, true, calibration);
	}

	/** Pixel size and frame interval, as ImageJ would show them. */
	static FrameCalibration calibration(final FileInfo fi) {
		if (!(fi.pixelWidth > 0) || fi.unit == null || fi.unit.isBlank()) return new FrameCalibration(1, 1, 1, "pixel",
			fi.frameInterval, "sec");
		final double tiny = fi.description.startsWith("ImageJ") ? 0.0001 : 0.001;
		final boolean micro = Prefs.convertToMicrons && fi.unit.equals("cm") && fi.pixelWidth <= tiny;
		final double scale = micro ? 10000 : 1;
		return new FrameCalibration(scale * fi.pixelWidth, scale * fi.pixelHeight, //
			fi.pixelDepth == 1 ? 1 : scale * fi.pixelDepth, micro ? "um" : fi.unit, fi.frameInterval, "sec");
	}

	private static Properties properties(final FileInfo fi) {
		final Properties p = new FileOpener(fi).decodeDescriptionString(fi);
		return p == null ? new Properties() : p;
	}

	private static int count(final Properties p, final String key) {
		return (int) Math.max(1, number(p, key, 1));
	}

	private static double number(final Properties p, final String key, final double fallback) {
		try {
			return Double.parseDouble(p.getProperty(key, ""));
		}
		catch (final NumberFormatException exc) {
			return fallback;
		}
	}

	// -- Writing --

	/**
	 * Lets ImageJ write the description of a stack that does not exist.
	 *
	 * @param bits 8, 16 or 32
	 * @param min begin of the display range
	 * @param max end of the display range
	 * @return characters and a final 0
	 */
	static byte[] encode(final MovieInfo info, final int bits, final double min, final double max) {
		final ImagePlus image = new ImagePlus(info.title(), new EmptyStack(info.frames(), bits));
		Calibrations.apply(info, image);
		image.setDisplayRange(min, max);
		return new FileSaver(image).getDescriptionString().getBytes(StandardCharsets.ISO_8859_1);
	}

	/** Planes of one pixel. */
	private static final class EmptyStack extends VirtualStack {

		private final int bits;

		EmptyStack(final int size, final int bits) {
			super(1, 1, size, bits + "-bit");
			this.bits = bits;
		}

		@Override
		public ImageProcessor getProcessor(final int n) {
			return bits == 8 ? new ByteProcessor(1, 1) : bits == 16 ? new ShortProcessor(1, 1) : new FloatProcessor(1, 1);
		}
	}
}
