package org.maskvos.frames;

import java.util.Map;
import java.util.TreeMap;

import org.maskvos.annotation.Annotations;
import org.maskvos.movie.MovieInfo;

/**
 * How much frames are enlarged, or reduced if it is below 1, so that objects get
 * the size that a network knows. A few large objects are seen finer
 * than that, as far as the movie has the pixels and frames stay small enough:
 * what the network misses at their outlines counts less then, and a few objects
 * cost little. Crowds are seen as the network knows them.
 *
 * @param factor from the movie's pixels to the network's
 * @param finer how much larger objects are than the network knows them; 1 or more
 */
public record NetworkScale(double factor, double finer) {

	/** Frames are not enlarged or reduced more than this. */
	private static final double MOST = 4;
	/** A few objects may be larger than the network knows them by this. */
	private static final double FINEST = 4;
	/** Where fewer diameters than this fit along the shorter side, objects that are looked for may be larger... */
	private static final double ROOM = 6;
	/** ...by this. */
	private static final double FINER = 2;
	/** Frames that are seen finer have no more pixels than a video of 854 x 480. */
	private static final double PIXELS = 854 * 480;

	/**
	 * @param canonical diameter of an object as the network knows it, in px
	 * @param few objects, at most, that are seen finer
	 */
	public static NetworkScale of(final MovieInfo info, final Annotations annotations, final double canonical,
		final int few)
	{
		return of((long) info.width() * info.height(), diameter(annotations), objects(annotations), canonical, few);
	}

	/**
	 * @param pixels of a frame of the movie
	 * @param diameter of an object in the movie, in px
	 * @param objects in all
	 */
	public static NetworkScale of(final long pixels, final double diameter, final int objects, final double canonical,
		final int few)
	{
		final double known = canonical / diameter;
		if (known >= 1 || objects > few) return new NetworkScale(Math.max(1 / MOST, Math.min(MOST, known)), 1);
		final double affordable = Math.min(1, Math.sqrt(PIXELS / pixels));
		final double factor = Math.max(known, Math.min(affordable, Math.max(FINEST * known, 1 / MOST)));
		return new NetworkScale(factor, factor / known);
	}

	/**
	 * Of a movie in which nothing is annotated. Where only a few objects would have
	 * room, there is little else to tell them from.
	 *
	 * @param side of a frame of the movie, the shorter one, in px
	 * @param diameter of an object in the movie, in px
	 * @param canonical as the network knows it
	 */
	public static NetworkScale of(final int side, final double diameter, final double canonical) {
		final double known = canonical / diameter;
		final double finer = Math.max(1, Math.min(1 / known, Math.min(FINER, ROOM * diameter / side)));
		return new NetworkScale(known * finer, finer);
	}

	/** Of frames whose size has nothing to do with objects. */
	public static NetworkScale fixed(final double factor) {
		return new NetworkScale(factor, 1);
	}

	// -- Helper methods --

	private static int objects(final Annotations annotations) {
		return (int) annotations.frames().stream().flatMap(t -> annotations.ids(t).stream()).distinct().count();
	}

	/** Median diameter of circles with the areas of all objects of the first annotated frame, in px of the movie. */
	private static double diameter(final Annotations annotations) {
		final Map<Integer, Integer> areas = new TreeMap<>();
		for (final int id : annotations.frame(annotations.first()))
			if (id != 0) areas.merge(id, 1, Integer::sum);
		final int[] sorted = areas.values().stream().mapToInt(area -> area).sorted().toArray();
		return 2 * Math.sqrt(sorted[sorted.length / 2] / Math.PI);
	}
}
