package org.maskvos.movie.imagej;

import ij.ImagePlus;
import ij.measure.Calibration;
import org.maskvos.movie.Axis;
import org.maskvos.movie.FrameCalibration;
import org.maskvos.movie.MovieInfo;

/** Calibration and axes, to and from ImageJ. */
public final class Calibrations {

	private Calibrations() {
		// NB: static methods only
	}

	/** From ImageJ, with its units. */
	public static FrameCalibration of(final Calibration c) {
		return new FrameCalibration(c.pixelWidth, c.pixelHeight, c.pixelDepth, c.getUnit(), c.frameInterval, c
			.getTimeUnit());
	}

	/** Gives a stack of one channel the axis and the calibration of a movie. */
	public static void apply(final MovieInfo info, final ImagePlus stack) {
		final boolean time = info.axis() == Axis.TIME;
		stack.setDimensions(1, time ? 1 : info.frames(), time ? info.frames() : 1);
		stack.setOpenAsHyperStack(time);
		final FrameCalibration from = info.calibration();
		final Calibration to = stack.getCalibration();
		to.pixelWidth = from.pixelWidth();
		to.pixelHeight = from.pixelHeight();
		to.pixelDepth = from.pixelDepth();
		to.setUnit(from.unit());
		to.frameInterval = from.frameInterval();
		to.setTimeUnit(from.timeUnit());
	}
}
