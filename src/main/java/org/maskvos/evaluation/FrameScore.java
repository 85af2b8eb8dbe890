package org.maskvos.evaluation;

import java.util.Map;

/**
 * All that a pair of frames says by itself, whatever came before.
 *
 * @param overlap areas and intersections
 * @param foreground J and F of all foreground
 * @param objects J and F of each object, by its label; empty if not asked for
 */
public record FrameScore(FrameOverlap overlap, Pair foreground, Map<Integer, Pair> objects) {

	/**
	 * @param region J
	 * @param contour F
	 */
	public record Pair(double region, double contour) {}
}
