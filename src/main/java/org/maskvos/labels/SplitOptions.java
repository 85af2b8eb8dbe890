package org.maskvos.labels;

/**
 * Settings of {@link InstanceSplitter}. Immutable; the {@code with} methods
 * return changed copies.
 *
 * @param foregroundThreshold a pixel belongs to an object from this foreground
 *          probability on, in [0, 1]
 * @param seedThreshold a summit of the landscape lower than this, in [0, 1],
 *          is no object of its own where it touches a neighbour
 * @param boundaryWeight how much the boundary map is subtracted from the
 *          distance map, at least 0
 * @param persistence two summits are one object unless the pass between them
 *          lies this much below the lower one, in [0, 1]
 * @param minArea smaller objects are removed, in px
 */
public record SplitOptions(float foregroundThreshold, float seedThreshold,
	float boundaryWeight, float persistence, int minArea)
{

	/** @throws IllegalArgumentException if a number is out of range */
	public SplitOptions {
		unit("foreground threshold", foregroundThreshold);
		unit("seed threshold", seedThreshold);
		unit("persistence", persistence);
		if (!(boundaryWeight >= 0)) throw new IllegalArgumentException(
			"boundary weight must not be negative, but is " + boundaryWeight);
		if (minArea < 0) throw new IllegalArgumentException(
			"minimum area must not be negative, but is " + minArea);
	}

	public static SplitOptions defaults() {
		return new SplitOptions(0.5f, 0.3f, 1, 0.4f, 30);
	}

	public SplitOptions withForegroundThreshold(final float threshold) {
		return new SplitOptions(threshold, seedThreshold, boundaryWeight,
			persistence, minArea);
	}

	public SplitOptions withSeedThreshold(final float threshold) {
		return new SplitOptions(foregroundThreshold, threshold, boundaryWeight,
			persistence, minArea);
	}

	public SplitOptions withBoundaryWeight(final float weight) {
		return new SplitOptions(foregroundThreshold, seedThreshold, weight,
			persistence, minArea);
	}

	public SplitOptions withPersistence(final float depth) {
		return new SplitOptions(foregroundThreshold, seedThreshold, boundaryWeight,
			depth, minArea);
	}

	public SplitOptions withMinArea(final int pixels) {
		return new SplitOptions(foregroundThreshold, seedThreshold, boundaryWeight,
			persistence, pixels);
	}

	private static void unit(final String name, final float value) {
		if (!(value >= 0 && value <= 1)) throw new IllegalArgumentException(name +
			" must be in [0, 1], but is " + value);
	}
}
