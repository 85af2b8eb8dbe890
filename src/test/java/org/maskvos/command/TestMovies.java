package org.maskvos.command;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;

/** Small images for the tests of the commands. */
final class TestMovies {

	private TestMovies() {}

	/** 8-bit frames of 16 x 8, with one square of brightness 100 which moves to the right. */
	static ImagePlus movingSquare(final String title, final int frames) {
		final ImageStack stack = new ImageStack(16, 8);
		for (int t = 0; t < frames; t++) {
			final ByteProcessor ip = new ByteProcessor(16, 8);
			ip.setValue(100);
			ip.setRoi(2 + t, 2, 3, 3);
			ip.fill();
			stack.addSlice(ip);
		}
		final ImagePlus imp = new ImagePlus(title, stack);
		imp.setDimensions(1, 1, frames);
		imp.getCalibration().setUnit("um");
		imp.getCalibration().pixelWidth = 0.5;
		imp.getCalibration().pixelHeight = 0.5;
		imp.getCalibration().frameInterval = 30;
		return imp;
	}
}
