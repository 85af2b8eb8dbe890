package org.maskvos.labels;

/**
 * Settings of {@link InstanceSplitter}. Immutable; the {@code with} methods
 * return changed copies.
 *
 * @param foregroundThreshold a pixel belongs to an object from this foreground
 *          probability on, in [0, 1]
 * @param keptThreshold the same where an object is expected
 * @param lostShare so much of an expected object is lost even so, in [0, 1]:
 *          pixels that have less than {@code foregroundThreshold}
 * @param seedThreshold a summit of the landscape lower than this, in [0, 1],
 *          is no object of its own where it touches a neighbour
 * @param boundaryWeight how much the boundary map is subtracted from the
 *          distance map, at least 0
 * @param memory share of the expected landscape, in [0, 1]
 * @param persistence two summits are one object unless the pass between them
 *          lies this much below the lower one, in [0, 1]
 * @param persistenceApart the same for summits of two expected objects
 * @param persistenceWhole the same for summits of one expected object
 * @param minArea smaller objects are removed, in px
 */
public record SplitOptions(float foregroundThreshold, float keptThreshold, float lostShare, float seedThreshold,
		float boundaryWeight, float memory, float persistence, float persistenceApart, float persistenceWhole,
		int minArea) {

	/** @throws IllegalArgumentException if a number is out of range */
	public SplitOptions {
		unit("foreground threshold", foregroundThreshold);
		unit("threshold of what is kept", keptThreshold);
		unit("share that is lost", lostShare);
		unit("seed threshold", seedThreshold);
		unit("memory", memory);
		unit("persistence", persistence);
		unit("persistence of what was apart", persistenceApart);
		unit("persistence of what was whole", persistenceWhole);
		if (!(boundaryWeight >= 0)) throw new IllegalArgumentException("boundary weight must not be negative, but is " +
			boundaryWeight);
		if (minArea < 0) throw new IllegalArgumentException("minimum area must not be negative, but is " + minArea);
	}

	public static SplitOptions defaults() {
		return new SplitOptions(0.45f, 0.07f, 0.08f, 0.3f, 1, 0.4f, 0.4f, 0.15f, 0.55f, 30);
	}

	public SplitOptions withPersistence(final float depth) {
		return new SplitOptions(foregroundThreshold, keptThreshold, lostShare, seedThreshold, boundaryWeight, memory, depth,
			persistenceApart, persistenceWhole, minArea);
	}

	public SplitOptions withMinArea(final int pixels) {
		return new SplitOptions(foregroundThreshold, keptThreshold, lostShare, seedThreshold, boundaryWeight, memory,
			persistence, persistenceApart, persistenceWhole, pixels);
	}

	private static void unit(final String name, final float value) {
		if (!(value >= 0 && value <= 1)) throw new IllegalArgumentException(name + " must be in [0, 1], but is " + value);
	}
}
