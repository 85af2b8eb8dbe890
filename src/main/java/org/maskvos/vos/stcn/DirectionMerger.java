package org.maskvos.vos.stcn;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

import org.maskvos.annotation.Annotations;

/**
 * One label of two, where a frame was reached from earlier and from later
 * annotations: what is more certain and comes from nearer. A direction has no say
 * about an object that it has not met.
 */
final class DirectionMerger {

	/** Object to the frames in which it is annotated. */
	private final Map<Integer, TreeSet<Integer>> annotated = new HashMap<>();

	DirectionMerger(final Annotations annotations) {
		for (final int t : annotations.frames())
			for (final int id : annotations.ids(t))
				annotated.computeIfAbsent(id, k -> new TreeSet<>()).add(t);
	}

	/**
	 * @param t 0-based frame
	 * @param forward found on the way from earlier annotations
	 * @param backward found on the way from later ones
	 * @return ids, row major
	 */
	int[] merge(final int t, final LabelStore.Entry forward, final LabelStore.Entry backward) {
		final int[] merged = forward.ids().clone();
		for (int i = 0; i < merged.length; i++) {
			final int a = forward.ids()[i], b = backward.ids()[i];
			if (a == b) continue;
			final double weightA = forward.certainty()[i] * nearness(a == 0 ? b : a, t, true);
			final double weightB = backward.certainty()[i] * nearness(b == 0 ? a : b, t, false);
			// NB: whoever has not met the object weighs nothing, and cannot outvote it with background
			merged[i] = weightB > weightA ? b : a;
		}
		return merged;
	}

	/** 1 at an annotation of the object, less with the distance; 0 if there is none in this direction. */
	private double nearness(final int id, final int t, final boolean before) {
		final TreeSet<Integer> frames = annotated.get(id);
		final Integer nearest = before ? frames.floor(t) : frames.ceiling(t);
		return nearest == null ? 0 : 1.0 / (1 + Math.abs(t - nearest));
	}
}
