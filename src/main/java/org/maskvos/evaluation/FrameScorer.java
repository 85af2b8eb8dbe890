package org.maskvos.evaluation;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.type.numeric.integer.IntType;

import org.maskvos.evaluation.FrameScore.Pair;

/** Scores pairs of frames, each by itself. An instance is used by one thread. */
public final class FrameScorer {

	private final boolean each;
	private ContourAccuracy contours;

	/** @param each whether to score every object, besides all foreground */
	public FrameScorer(final boolean each) {
		this.each = each;
	}

	/**
	 * Scores a pair of frames.
	 *
	 * @param truth axes X, Y, the same size in all frames; 0 is background
	 * @param prediction of the same size
	 * @throws IllegalArgumentException if the sizes differ
	 */
	public FrameScore score(final ArrayImg<IntType, IntArray> truth, final ArrayImg<IntType, IntArray> prediction) {
		final LabelRuns a = LabelRuns.of(truth), b = LabelRuns.of(prediction);
		final FrameOverlap overlap = new FrameOverlap(a, b);
		if (contours == null) contours = new ContourAccuracy(a.width(), a.height());
		final Map<Integer, Pair> objects = each ? objects(a, b, overlap) : Map.of();
		// NB: a single object is all there is.
		final Pair foreground = objects.size() == 1 ? objects.values().iterator().next() : new Pair(RegionSimilarity
			.ofForeground(overlap), contours.compare(Contour.of(a.foreground()).get(1), Contour.of(b.foreground()).get(1)));
		return new FrameScore(overlap, foreground, objects);
	}

	// -- Helper methods --

	private Map<Integer, Pair> objects(final LabelRuns truth, final LabelRuns prediction, final FrameOverlap overlap) {
		final Map<Integer, Contour> a = Contour.of(truth), b = Contour.of(prediction);
		final Set<Integer> labels = new TreeSet<>(overlap.truth());
		labels.addAll(overlap.prediction());
		final Map<Integer, Pair> objects = new HashMap<>();
		for (final Integer label : labels)
			objects.put(label, new Pair(RegionSimilarity.of(overlap, label), contours.compare(a.get(label), b.get(label))));
		return objects;
	}
}
