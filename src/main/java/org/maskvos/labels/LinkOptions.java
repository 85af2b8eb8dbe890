package org.maskvos.labels;

/**
 * Settings of {@link Linker}. Immutable; the {@code with} methods return
 * changed copies. Lengths are in object diameters (of the circle of the same
 * area), so that they hold at every magnification.
 *
 * @param maxGap number of consecutive frames in which an object may be missed
 *          and still keep its identity, at least 0
 * @param maxDistance how far an object may be from where it is expected, in
 *          diameters, more than 0
 * @param minScore links less plausible than this are not made, in [0, 1]
 * @param divisions whether two new objects may replace one
 */
public record LinkOptions(int maxGap, double maxDistance, double minScore, boolean divisions) {

	/** @throws IllegalArgumentException if a number is out of range */
	public LinkOptions {
		if (maxGap < 0) throw new IllegalArgumentException("maximum gap must not be negative, but is " + maxGap);
		if (!(maxDistance > 0)) throw new IllegalArgumentException("maximum distance must be positive, but is " +
			maxDistance);
		if (!(minScore >= 0 && minScore <= 1)) throw new IllegalArgumentException(
			"minimum score must be in [0, 1], but is " + minScore);
	}

	public static LinkOptions defaults() {
		return new LinkOptions(2, 1.25, 0.15, true);
	}

	public LinkOptions withMaxGap(final int frames) {
		return new LinkOptions(frames, maxDistance, minScore, divisions);
	}

	public LinkOptions withMaxDistance(final double diameters) {
		return new LinkOptions(maxGap, diameters, minScore, divisions);
	}

	public LinkOptions withMinScore(final double score) {
		return new LinkOptions(maxGap, maxDistance, score, divisions);
	}

	public LinkOptions withDivisions(final boolean allowed) {
		return new LinkOptions(maxGap, maxDistance, minScore, allowed);
	}
}
