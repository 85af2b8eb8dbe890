package org.maskvos.movie.tiff;

import ij.io.FileInfo;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.maskvos.movie.FrameCalibration;
import org.maskvos.movie.MovieException;
import org.maskvos.movie.Pixels;

/**
 * The few attributes of OME-XML that say how the images of an OME-TIFF form a
 * hyperstack; for where Bio-Formats is not installed.
 */
final class OmeDescription {

	private static final Pattern PIXELS = Pattern.compile("<(?:\\w+:)?Pixels\\s([^>]*)>");

	private OmeDescription() {
		// NB: static methods only
	}

	static boolean isOne(final String description) {
		return description.contains("<OME") || description.contains(":OME ");
	}

	/**
	 * @param first image of the file
	 * @param images in the file
	 * @throws MovieException if they belong to several series, or to a hyperstack
	 *           that is spread over files
	 */
	static TiffLayout decode(final Path path, final FileInfo first, final int images) throws MovieException {
		final Matcher m = PIXELS.matcher(first.description);
		final String pixels = m.find() ? m.group(1) : "";
		if (images > 1 && m.find()) throw new MovieException(path +
			" holds several series of images, which need Bio-Formats; save one as a TIFF stack.");
		final FrameCalibration calibration = calibration(pixels);
		final int colours = first.samplesPerPixel;
		final int c = Math.max(1, (int) number(pixels, "SizeC", 1) / colours);
		final int z = (int) number(pixels, "SizeZ", 1), t = (int) number(pixels, "SizeT", 1);
		if (TiffLayout.isWhole(c, z, t, images)) {
			final String order = attribute(pixels, "DimensionOrder", "XYCZT");
			final boolean channelsFirst = order.indexOf('C') < order.indexOf(t > 1 ? 'T' : 'Z');
			return new TiffLayout(c, z, t, channelsFirst, calibration);
		}
		if (images > 1 && c > 1) throw new MovieException(path +
			" is part of an OME-TIFF of several files, which needs Bio-Formats; save it as a " + "TIFF stack.");
		return new TiffLayout(1, 1, images, true, calibration);
	}

	// -- Helper methods --

	private static FrameCalibration calibration(final String pixels) {
		final double x = number(pixels, "PhysicalSizeX", 0);
		final double interval = number(pixels, "TimeIncrement", 0);
		final String second = attribute(pixels, "TimeIncrementUnit", "s");
		final String timeUnit = second.equals("s") ? "sec" : second;
		if (!(x > 0 && x < Double.POSITIVE_INFINITY)) return new FrameCalibration(1, 1, 1, "pixel", interval, timeUnit);
		final String unit = attribute(pixels, "PhysicalSizeXUnit", "µm").replaceAll("&#(181|xB5|xb5);", "µ");
		return new FrameCalibration(x, number(pixels, "PhysicalSizeY", x), number(pixels, "PhysicalSizeZ", 1), unit,
			interval, timeUnit);
	}

	private static String attribute(final String element, final String name, final String fallback) {
		final Matcher m = Pattern.compile("(?:^|\\s)" + name + "\\s*=\\s*[\"']([^\"']*)").matcher(element);
		return m.find() ? m.group(1) : fallback;
	}

	private static double number(final String element, final String name, final double fallback) {
		try {
			return Double.parseDouble(attribute(element, name, ""));
		}
		catch (final NumberFormatException exc) {
			return fallback;
		}
	}
}
