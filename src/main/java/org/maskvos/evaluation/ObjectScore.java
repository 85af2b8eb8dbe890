package org.maskvos.evaluation;

/**
 * DAVIS scores of an object over a sequence.
 *
 * @param label of the object; 0 stands for all foreground
 * @param region J
 * @param contour F
 */
public record ObjectScore(int label, SequenceStatistics region, SequenceStatistics contour) {

	/** Mean of J mean and F mean. */
	public double regionAndContour() {
		return 0.5 * (region.mean() + contour.mean());
	}
}
