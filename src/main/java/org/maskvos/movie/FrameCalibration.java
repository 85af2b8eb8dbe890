package org.maskvos.movie;

/**
 * Pixel size and frame interval, as ImageJ keeps them.
 *
 * @param pixelWidth in {@code unit}
 * @param pixelHeight in {@code unit}
 * @param pixelDepth in {@code unit}; distance of slices
 * @param unit of length, "pixel" if unknown
 * @param frameInterval in {@code timeUnit}, 0 if unknown
 * @param timeUnit e.g. "sec"
 */
public record FrameCalibration(double pixelWidth, double pixelHeight, double pixelDepth, String unit,
		double frameInterval, String timeUnit) {

	private static final int LONGEST_UNIT = 40;

	/** What is of no sense in a file is unknown. */
	public FrameCalibration {
		pixelWidth = size(pixelWidth);
		pixelHeight = size(pixelHeight);
		pixelDepth = size(pixelDepth);
		frameInterval = frameInterval > 0 && frameInterval < Double.POSITIVE_INFINITY ? frameInterval : 0;
		unit = word(unit, "pixel");
		timeUnit = word(timeUnit, "sec");
	}

	/** A movie without calibration: pixels and unknown interval. */
	public static FrameCalibration uncalibrated() {
		return new FrameCalibration(1, 1, 1, "pixel", 0, "sec");
	}

	// -- Helper methods --

	private static double size(final double size) {
		return size != 0 && Double.isFinite(size) ? size : 1;
	}

	/** NB: a line break would begin another line of ImageJ's description. */
	private static String word(final String unit, final String fallback) {
		final String plain = unit == null ? "" : unit.replaceAll("\\p{Cntrl}", " ").trim();
		return plain.isEmpty() ? fallback : plain.length() > LONGEST_UNIT ? plain.substring(0, LONGEST_UNIT) : plain;
	}
}
