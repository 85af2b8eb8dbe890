package org.maskvos.annotation;

import java.util.Arrays;
import java.util.Collection;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.maskvos.movie.MovieException;
import org.maskvos.movie.MovieInfo;

/**
 * Objects that a person labelled in some frames of a movie: everywhere else they
 * are to be found. Only annotated frames are held in memory.
 *
 * <pre>
 * Annotations annotations = AnnotationFiles.open(path, movie.info(), 1);
 * </pre>
 */
public final class Annotations {

	private final NavigableMap<Integer, int[]> frames = new TreeMap<>();
	private final String name;

	/**
	 * @param name of where they are from, beginning a sentence
	 * @param planes 0-based frame to ids, row major, 0 for background; planes
	 *          without an object are left out
	 * @param info of the movie
	 * @throws MovieException if no plane has an object, a plane has another size
	 *           than the movie or is no frame of it, or looks like something else
	 *           than labels
	 */
	Annotations(final String name, final NavigableMap<Integer, int[]> planes, final MovieInfo info)
		throws MovieException
	{
		this.name = name;
		planes.forEach((t, plane) -> {
			if (Arrays.stream(plane).anyMatch(id -> id != 0)) frames.put(t, plane);
		});
		if (frames.isEmpty()) throw new MovieException(name + " labels no object in any frame.");
		if (frames.firstKey() < 0 || frames.lastKey() >= info.frames()) throw new MovieException(name + " labels frame " +
			(frames.lastKey() + 1) + ", but the movie has " + info.frames() + (info.frames() == 1 ? " frame." : " frames."));
		for (final int t : frames.keySet())
			StrayLabels.refuse(name, t, frames.get(t), info.width());
	}

	/** Annotated frames, 0-based, ascending. */
	public Collection<Integer> frames() {
		return frames.keySet();
	}

	public int first() {
		return frames.firstKey();
	}

	public int last() {
		return frames.lastKey();
	}

	/**
	 * @param t 0-based
	 * @return ids, row major, 0 for background, not to be changed; null if the frame
	 *         is not annotated
	 */
	public int[] frame(final int t) {
		return frames.get(t);
	}

	/** Ids of the objects in a frame, ascending; none if it is not annotated. */
	public TreeSet<Integer> ids(final int t) {
		final TreeSet<Integer> ids = new TreeSet<>();
		final int[] plane = frames.get(t);
		for (int i = 0, before = 0; plane != null && i < plane.length; i++)
			if (plane[i] != before && (before = plane[i]) != 0) ids.add(before);
		return ids;
	}

	/** Where they are from. */
	@Override
	public String toString() {
		return name;
	}
}
