package org.maskvos.movie.omezarr;

import java.io.IOException;
import java.nio.file.Path;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

import org.maskvos.files.Titles;
import org.maskvos.movie.Axis;
import org.maskvos.movie.FrameMemory;
import org.maskvos.movie.Movie;
import org.maskvos.movie.MovieException;
import org.maskvos.movie.MovieInfo;
import org.maskvos.movie.MovieOptions;
import org.maskvos.movie.Planes;
import org.maskvos.movie.Selection;
import org.maskvos.zarr.ZarrArray;
import org.maskvos.zarr.ZarrException;

/** An OME-Zarr image at its full resolution: the chunks of one plane in memory at a time. */
public final class OmeZarrMovie implements Movie {

	private final OmeZarrImage image;
	private final ZarrArray array;
	private final Selection selection;
	private final MovieInfo info;
	/** Axis of the array along which the frames lie; -1 if there is only one. */
	private final int along;

	/** @throws MovieException if it is no OME-Zarr image, damaged, or not one movie */
	public OmeZarrMovie(final Path path, final MovieOptions options) throws IOException {
		image = OmeZarr.image(path, options.series());
		array = OmeZarr.array(image, image.levels().get(0));
		final String name = image.folder().toString();
		final long[] shape = array.shape();
		for (int d = 0; d < shape.length; d++)
			if (shape[d] > 1 && !OmeZarrImage.AXES.contains(image.axes().get(d))) throw new MovieException(name +
				" has the axis '" + image.axes().get(d) + "', which is neither t, c, z, y nor x.");
		final long width = shape[image.axis("x")], height = shape[image.axis("y")];
		selection = Selection.of(name, false, length("c"), length("z"), length("t"), options);
		FrameMemory.require(name, width, height, 1, array.type().bytes());
		along = image.axis(length("z") > 1 || selection.axis() == Axis.Z && image.axis("z") >= 0 ? "z" : "t");
		info = new MovieInfo(Titles.withoutSuffix(Titles.of(image.folder().equals(path) || options.series() > 1 ? image
			.folder() : path)), (int) width, (int) height, 1, selection.frames(), selection.axis(), image.calibration());
	}

	// -- Movie methods --

	@Override
	public MovieInfo info() {
		return info;
	}

	@Override
	public ArrayImg<FloatType, FloatArray> frame(final int t) throws IOException {
		if (t < 0 || t >= info.frames()) throw new IndexOutOfBoundsException("Frame " + t + " of " + info.frames());
		final long[] position = new long[image.axes().size()];
		if (along >= 0) position[along] = t;
		if (image.axis("c") >= 0) position[image.axis("c")] = selection.channel();
		final float[] plane = new float[info.width() * info.height()];
		try {
			array.read(position, image.axis("y"), image.axis("x"), plane);
		}
		catch (final ZarrException exc) {
			throw new MovieException(image.folder() + ": frame " + (t + 1) + " cannot be read: " + exc.getMessage() + ".",
				exc);
		}
		return Planes.frame(plane, info.width(), info.height(), 0);
	}

	// -- Helper methods --

	private int length(final String axis) {
		final int d = image.axis(axis);
		return d < 0 ? 1 : (int) Math.min(Integer.MAX_VALUE, array.shape()[d]);
	}
}
