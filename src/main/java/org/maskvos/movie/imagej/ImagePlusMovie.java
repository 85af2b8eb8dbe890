package org.maskvos.movie.imagej;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ImageProcessor;

import java.io.IOException;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;
import org.maskvos.files.Titles;
import org.maskvos.movie.FrameMemory;
import org.maskvos.movie.Movie;
import org.maskvos.movie.MovieException;
import org.maskvos.movie.MovieInfo;
import org.maskvos.movie.MovieOptions;
import org.maskvos.movie.Planes;
import org.maskvos.movie.Selection;

/** The planes of an ImageJ image, asked for one by one. */
public final class ImagePlusMovie implements Movie {

	private final String name;
	private final ImagePlus image;
	private final ImageStack stack;
	private final int planes;
	private final int bitDepth;
	private final MovieInfo info;
	private final Selection selection;
	private final int offset;

	private ImagePlusMovie(final String name, final ImagePlus image, final MovieOptions options) throws MovieException {
		this.name = name;
		this.image = image;
		final boolean rgb = image.getType() == ImagePlus.COLOR_RGB;
		// NB: unlike getDimensions(), these do not touch the image.
		selection = Selection.of(name, rgb, image.getNChannels(), image.getNSlices(), image.getNFrames(), options);
		final int channels = rgb ? 3 : 1;
		stack = image.getStack();
		planes = stack.size();
		bitDepth = image.getBitDepth();
		offset = image.getCalibration().isSigned16Bit() ? Planes.SIGNED_OFFSET : 0;
		info = new MovieInfo(Titles.withoutSuffix(image.getTitle()), image.getWidth(), image.getHeight(), channels,
			selection.frames(), selection.axis(), Calibrations.of(image.getCalibration()));
	}

	/**
	 * @param name of the image, beginning a sentence
	 * @throws MovieException if the image is empty or not one movie
	 */
	public static ImagePlusMovie of(final ImagePlus image, final String name, final MovieOptions options)
		throws MovieException
	{
		if (image.getWidth() == 0 || image.getStackSize() == 0) throw new MovieException(name + " is empty.");
		// NB: before a plane of a virtual stack is read
		FrameMemory.require(name, image.getWidth(), image.getHeight(), image.getType() == ImagePlus.COLOR_RGB ? 3 : 1, image
			.getBytesPerPixel());
		if (image.getProcessor() == null) throw new MovieException(name + " is empty.");
		return new ImagePlusMovie(name, image, options);
	}

	// -- Movie methods --

	@Override
	public MovieInfo info() {
		return info;
	}

	@Override
	public ArrayImg<FloatType, FloatArray> frame(final int t) throws IOException {
		final ImageProcessor plane = plane(t);
		if (plane.getWidth() != info.width() || plane.getHeight() != info.height()) throw new MovieException(name +
			": frame " + (t + 1) + " is " + plane.getWidth() + " x " + plane.getHeight() + " pixels, the movie " + info
				.width() + " x " + info.height() + ".");
		return Planes.frame(plane.getPixels(), info.width(), info.height(), offset);
	}

	// -- Helper methods --

	/** What the user closes or changes loses its planes, one after the other: so it is looked at after reading, too. */
	private ImageProcessor plane(final int t) throws MovieException {
		final int n = selection.plane(t) + 1;
		requireUnchanged();
		ImageProcessor plane = null;
		RuntimeException cause = null;
		try {
			plane = stack.getProcessor(n);
		}
		catch (final RuntimeException exc) {
			cause = exc;
		}
		requireUnchanged();
		if (plane == null) throw new MovieException(name + ": frame " + (t + 1) + " cannot be read.", cause);
		return plane;
	}

	private void requireUnchanged() throws MovieException {
		// NB: ImageJ holds the same lock while it empties a closed image.
		synchronized (image) {
			// NB: An image that was closed has a new, empty stack.
			if (image.getImageStack().size() == 0) throw new MovieException(name +
				" was closed before all of it was read; leave it open until the work is done.");
			if (stack.size() != planes || image.getWidth() != info.width() || image.getHeight() != info.height() || image
				.getBitDepth() != bitDepth) throw new MovieException(name +
					" was changed before all of it was read; leave its size and type as they are until the work is done.");
		}
	}
}
