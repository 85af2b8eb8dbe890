package org.maskvos;

import java.util.List;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

import org.maskvos.movie.Axis;
import org.maskvos.movie.FrameCalibration;
import org.maskvos.movie.Movie;
import org.maskvos.movie.MovieInfo;

/** Discs of different greys that move evenly: what the toy network can follow. */
public final class DiscMovie implements Movie {

	/**
	 * @param id in the truth
	 * @param grey 0 to 255
	 * @param vx px per frame
	 * @param vy px per frame
	 * @param begin first frame in which it is there
	 */
	public record Disc(int id, double grey, double x, double y, double vx, double vy, double radius, int begin) {

		public Disc(final int id, final double grey, final double x, final double y, final double vx, final double vy) {
			this(id, grey, x, y, vx, vy, 10, 0);
		}
	}

	private final int width, height, frames;
	private final List<Disc> discs;

	public DiscMovie(final int width, final int height, final int frames, final Disc... discs) {
		this.width = width;
		this.height = height;
		this.frames = frames;
		this.discs = List.of(discs);
	}

	/** The folder of the package that follows discs. */
	public static java.nio.file.Path toyPackage() {
		return java.nio.file.Path.of("src", "test", "resources", "toy-stcn");
	}

	@Override
	public MovieInfo info() {
		return new MovieInfo("discs", width, height, 1, frames, Axis.TIME, FrameCalibration.uncalibrated());
	}

	@Override
	public ArrayImg<FloatType, FloatArray> frame(final int t) {
		final float[] pixels = new float[width * height];
		for (int i = 0; i < pixels.length; i++) {
			final Disc disc = at(t, i);
			pixels[i] = disc == null ? 0 : (float) disc.grey;
		}
		return ArrayImgs.floats(pixels, width, height, 1);
	}

	/** True ids of a frame, row major. */
	public int[] truth(final int t) {
		final int[] ids = new int[width * height];
		for (int i = 0; i < ids.length; i++) {
			final Disc disc = at(t, i);
			if (disc != null) ids[i] = disc.id;
		}
		return ids;
	}

	private Disc at(final int t, final int pixel) {
		for (final Disc d : discs) {
			final double x = d.x + t * d.vx - pixel % width, y = d.y + t * d.vy - pixel / width;
			if (t >= d.begin && x * x + y * y <= d.radius * d.radius) return d;
		}
		return null;
	}

	/** Intersection over union of an object in two label planes. */
	public static double jaccard(final int[] a, final int[] b, final int id) {
		int both = 0, either = 0;
		for (int i = 0; i < a.length; i++) {
			if (a[i] == id && b[i] == id) both++;
			if (a[i] == id || b[i] == id) either++;
		}
		return either == 0 ? 1 : (double) both / either;
	}
}
