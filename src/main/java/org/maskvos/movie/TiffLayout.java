package org.maskvos.movie;

import ij.io.FileInfo;

import java.nio.file.Path;

/**
 * How the images of a TIFF file form a hyperstack.
 *
 * @param channelsFirst whether neighbouring images differ in channel
 */
record TiffLayout(int channels, int slices, int frames, boolean channelsFirst, FrameCalibration calibration) {

	/**
	 * Reads the description of a file: ImageJ's, OME's, or none that is known, which
	 * to ImageJ is a stack of slices.
	 *
	 * @param first image
	 * @param images in the file
	 */
	static TiffLayout of(final Path path, final FileInfo first, final int images) throws MovieException {
		if (first.description.startsWith("ImageJ=")) return ImageJDescription.decode(first, images);
		if (OmeDescription.isOne(first.description)) return OmeDescription.decode(path, first, images);
		return new TiffLayout(1, images, 1, true, ImageJDescription.calibration(first));
	}
}
