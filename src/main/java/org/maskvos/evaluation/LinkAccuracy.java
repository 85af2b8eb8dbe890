package org.maskvos.evaluation;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * How many steps from frame to frame keep their identity.
 * <p>
 * A reference link is an object that is in frame t - 1 and in frame t. It is
 * reproduced if in both frames a predicted object holds more than half of it
 * (the match of the Cell Tracking Challenge) and the two have the same label.
 * Recall is the fraction of reference links that are reproduced. A predicted
 * link, likewise, is a predicted label in two consecutive frames; it is correct
 * if some reference link is reproduced by it. Precision is the fraction of
 * predicted links that are correct. Divisions and gaps are not counted here but
 * in {@link TrackingAccuracy}.
 * </p>
 */
public final class LinkAccuracy {

	private Map<Integer, Integer> lastMatches = Map.of();
	private Set<Integer> lastTruth = Set.of();
	private Set<Integer> lastPrediction = Set.of();
	private long links, reproduced, predicted, correct;

	/** Adds the next frame. */
	public void add(final FrameOverlap frame) {
		final Map<Integer, Integer> matches = frame.matches();
		final Set<Integer> right = new java.util.HashSet<>();
		for (final Integer label : frame.truth()) {
			if (!lastTruth.contains(label)) continue;
			links++;
			final Integer now = matches.get(label);
			if (now == null || !now.equals(lastMatches.get(label))) continue;
			reproduced++;
			right.add(now);
		}
		correct += right.size();
		for (final Integer label : frame.prediction())
			if (lastPrediction.contains(label)) predicted++;
		lastMatches = new HashMap<>(matches);
		lastTruth = Set.copyOf(frame.truth());
		lastPrediction = Set.copyOf(frame.prediction());
	}

	/** In [0, 1]; NaN if the reference has no link. */
	public double recall() {
		return reproduced / (double) links;
	}

	/** In [0, 1]; NaN if the prediction has no link. */
	public double precision() {
		return correct / (double) predicted;
	}

	/** Number of reference links. */
	public long links() {
		return links;
	}
}
