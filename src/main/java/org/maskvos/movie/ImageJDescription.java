package org.maskvos.movie;

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

/**
 * What ImageJ wrote into the description of a TIFF file.
 *
 * @param channels 1 if unknown
 * @param slices all planes if unknown, as ImageJ does
 * @param frames 1 if unknown
 */
record ImageJDescription(int channels, int slices, int frames, FrameCalibration calibration) {

	/**
	 * @param page the first one
	 * @param planes pages in the file
	 */
	static ImageJDescription of(final FileInfo page, final int planes) {
		// NB: decoding writes unit, spacing and name back.
		final FileInfo fi = (FileInfo) page.clone();
		final Properties p = new FileOpener(fi).decodeDescriptionString(fi);
		final int c = p == null ? 1 : count(p, "channels"), z = p == null ? 1 : count(p, "slices");
		final int t = p == null ? 1 : count(p, "frames");
		final FrameCalibration calibration = calibration(fi, p);
		if ((long) c * z * t == planes) return new ImageJDescription(c, z, t, calibration);
		return new ImageJDescription(1, planes, 1, calibration);
	}

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

	private static FrameCalibration calibration(final FileInfo fi, final Properties p) {
		final double interval = p == null ? fi.frameInterval : number(p, "finterval", 0);
		final String timeUnit = p == null ? "sec" : p.getProperty("tunit", "sec");
		if (!(fi.pixelWidth > 0) || fi.unit == null || fi.unit.isBlank())
			return new FrameCalibration(1, 1, 1, "pixel", interval, timeUnit);
		// ImageJ shows centimetres this small as micrometres
		final boolean micro = Prefs.convertToMicrons && fi.unit.equals("cm") &&
			fi.pixelWidth <= (p == null ? 0.001 : 0.0001);
		final double scale = micro ? 10000 : 1;
		return new FrameCalibration(scale * fi.pixelWidth, scale * fi.pixelHeight,
			fi.pixelDepth == 1 ? 1 : scale * fi.pixelDepth, micro ? "um" : fi.unit, interval, timeUnit);
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
}
