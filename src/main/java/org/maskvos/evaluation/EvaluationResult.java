package org.maskvos.evaluation;

import java.util.List;

/**
 * All scores of a label movie. In [0, 1], larger is better, except for decays;
 * NaN where there is nothing to score.
 *
 * @param frames compared
 * @param trueObjects tracks in the truth
 * @param predictedObjects tracks in the prediction
 * @param seg see {@link SegAccuracy}
 * @param linkRecall see {@link LinkAccuracy}
 * @param linkPrecision see {@link LinkAccuracy}
 * @param tracking see {@link TrackingAccuracy}: DET, TRA and LNK
 * @param foreground J and F of all foreground, as in DAVIS 2016
 * @param objects J and F of each true object, for predictions that use the
 *          labels of the truth, as in DAVIS 2017; empty if not asked for
 */
public record EvaluationResult(int frames, int trueObjects, int predictedObjects, double seg, double linkRecall,
		double linkPrecision, TrackingAccuracy.Score tracking, ObjectScore foreground, List<ObjectScore> objects) {

	/** The same with another SEG: of frames that were segmented with more care than those of the tracks. */
	public EvaluationResult withSeg(final double newSeg) {
		return new EvaluationResult(frames, trueObjects, predictedObjects, newSeg, linkRecall, linkPrecision, tracking,
			foreground, objects);
	}

	/** J over the objects. */
	public SequenceStatistics region() {
		return SequenceStatistics.average(objects.stream().map(ObjectScore::region).toList());
	}

	/** F over the objects. */
	public SequenceStatistics contour() {
		return SequenceStatistics.average(objects.stream().map(ObjectScore::contour).toList());
	}
}
