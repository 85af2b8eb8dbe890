package org.maskvos.labels;

import java.util.ArrayList;
import java.util.List;

/**
 * How the linked objects moved beyond the flow, to carry on those that were
 * missed.
 */
final class MotionField {

	/** objects farther away, in diameters, say nothing */
	private static final double RADIUS = 4;

	private record Sample(double x, double y, double dx, double dy) {}

	private final List<Sample> samples = new ArrayList<>();

	/** Notes a link; before the track is told of it. */
	void add(final LiveTrack track, final Regions regions, final int k) {
		samples.add(new Sample(track.fromX, track.fromY, track.extraX(regions, k), track.extraY(regions, k)));
	}

	/** Moves a missed track with the median of its neighbours. */
	void move(final LiveTrack track) {
		final double radius = RADIUS * track.diameter();
		final List<Sample> near = samples.stream().filter(s -> Math.hypot(s.x() - track.fromX, s.y() -
			track.fromY) < radius).toList();
		if (near.size() < 3) track.lost(0, 0);
		else track.lost(Diameters.median(near.stream().mapToDouble(Sample::dx).toArray()), Diameters.median(near.stream()
			.mapToDouble(Sample::dy).toArray()));
	}
}
