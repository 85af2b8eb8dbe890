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
public record FrameCalibration(double pixelWidth, double pixelHeight,
	double pixelDepth, String unit, double frameInterval, String timeUnit)
{

	/** A movie without calibration: pixels and unknown interval. */
	public static FrameCalibration uncalibrated() {
		return new FrameCalibration(1, 1, 1, "pixel", 0, "sec");
	}
}
