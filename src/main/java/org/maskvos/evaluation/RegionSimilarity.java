package org.maskvos.evaluation;

/**
 * J of DAVIS: intersection over union of an object's true and predicted region;
 * 1 if it is in neither. Perazzi et al., CVPR 2016.
 */
public final class RegionSimilarity {

	private RegionSimilarity() {
		// static utility class
	}

	/** J of an object that has the same label in truth and prediction. */
	public static double of(final FrameOverlap frame, final int label) {
		return frame.jaccard(label, label);
	}

	/** J of all foreground, whatever its label. */
	public static double ofForeground(final FrameOverlap frame) {
		return frame.foregroundJaccard();
	}
}
