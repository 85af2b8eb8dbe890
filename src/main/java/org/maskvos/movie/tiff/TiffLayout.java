package org.maskvos.movie.tiff;

import ij.io.FileInfo;

import java.nio.file.Path;
import org.maskvos.movie.FrameCalibration;
import org.maskvos.movie.MovieException;

/**
 * How the images of a TIFF file form a hyperstack.
 *
 * @param channelsFirst whether neighbouring images differ in channel
 */
record TiffLayout(int channels, int slices, int frames, boolean channelsFirst, FrameCalibration calibration) {

	/** Whether so many channels, slices and frames are all images, each of them once. */
	static boolean isWhole(final int channels, final int slices, final int frames, final int images) {
		return channels > 0 && slices > 0 && frames > 0 && (double) channels * slices * frames == images;
	}

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
