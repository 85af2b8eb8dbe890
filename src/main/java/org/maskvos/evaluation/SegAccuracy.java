package org.maskvos.evaluation;

import java.util.Map;

/**
 * SEG of the Cell Tracking Challenge: the Jaccard index of each reference
 * object with the predicted object that holds more than half of it (0 if none
 * does), averaged over all reference objects of all frames. Objects that are in
 * no reference are not counted. Maška et al., Bioinformatics 30 (2014), 1609.
 */
public final class SegAccuracy {

	private double sum;
	private long objects;

	public void add(final FrameOverlap frame) {
		objects += frame.truth().size();
		for (final Map.Entry<Integer, Integer> match : frame.matches().entrySet())
			sum += frame.jaccard(match.getKey(), match.getValue());
	}

	/** In [0, 1]; NaN if there was no reference object. */
	public double value() {
		return sum / objects;
	}
}
