package org.maskvos.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * J and F over the frames: of all foreground as one object (DAVIS 2016), and of
 * every object (DAVIS 2017), for predictions that use the labels of the truth,
 * as propagation does. Frames in which an object is in neither count as 1.
 * Objects that are in no frame of the truth are left out. What is kept grows
 * with the number of objects and frames, by 12 bytes each.
 */
public final class ObjectSequences {

	private final boolean each;
	private final ScoreSeries foreground = new ScoreSeries();
	private final Map<Integer, ScoreSeries> objects = new TreeMap<>();
	private final Set<Integer> real = new TreeSet<>();
	private int frames;

	/** @param each whether to score every object, besides all foreground */
	public ObjectSequences(final boolean each) {
		this.each = each;
	}

	/**
	 * Adds the next frame.
	 *
	 * @param score with its objects, if each is to be scored
	 */
	public void add(final FrameScore score) {
		foreground.add(frames, score.foreground().region(), score.foreground().contour());
		if (each) real.addAll(score.overlap().truth());
		score.objects().forEach((label, pair) -> objects.computeIfAbsent(label, k -> new ScoreSeries()).add(frames, pair
			.region(), pair.contour()));
		frames++;
	}

	/**
	 * @param inner leave out the first and the last frame, as DAVIS does where
	 *          the first is given to the method
	 */
	public ObjectScore foreground(final boolean inner) {
		return foreground.score(0, first(inner), last(inner));
	}

	/**
	 * @param inner as above
	 * @return scores of the objects of the truth in the order of their labels
	 */
	public List<ObjectScore> objects(final boolean inner) {
		final List<ObjectScore> scores = new ArrayList<>();
		for (final Integer label : real)
			scores.add(objects.get(label).score(label, first(inner), last(inner)));
		return scores;
	}

	// -- Helper methods --

	private static int first(final boolean inner) {
		return inner ? 1 : 0;
	}

	private int last(final boolean inner) {
		return frames - (inner ? 2 : 1);
	}
}
