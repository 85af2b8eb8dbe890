package org.maskvos.labels;

import java.util.ArrayList;
import java.util.List;

/**
 * The motion that an object shares with its neighbours beyond the flow: what
 * is left where the flow fails (too far, too little texture) or is not known.
 * <p>
 * Every track votes for the displacement to one of the regions around it, the
 * one that most neighbours could have made too; the median of the
 * neighbourhood's votes is taken. Staying where the flow puts them wins unless
 * another motion is clearly more common.
 * </p>
 */
final class CommonMotion {

	private static final int NEIGHBOURS = 10;
	private static final double RADIUS = 6;
	/** farthest displacement, in diameters */
	private static final double REACH = 1.5;
	/**
	 * displacements differ by this fraction of a diameter: agreement 2/3; by
	 * twice as much: 1/8; by 2.8 times: none
	 */
	private static final double TOLERANCE = 0.2;
	private static final double STAYING = 1.2;
	/** fewer say nothing about each other */
	private static final int MIN_VOTERS = 4;

	private record Motion(double x, double y, double weight) {}

	private final List<LiveTrack> tracks;
	private final List<List<Motion>> motions = new ArrayList<>();
	private final int[][] neighbours;
	private final double[] voteX;
	private final double[] voteY;

	CommonMotion(final List<LiveTrack> tracks, final Regions regions) {
		this.tracks = tracks;
		final int n = tracks.size();
		neighbours = new int[n][];
		voteX = new double[n];
		voteY = new double[n];
		final Neighbours near = new Neighbours(tracks);
		for (int i = 0; i < n; i++) {
			neighbours[i] = near.of(i, NEIGHBOURS, RADIUS);
			motions.add(motions(tracks.get(i), regions));
		}
		for (int i = 0; i < n; i++)
			vote(i);
	}

	/** Tells each track the motion of its neighbourhood. */
	void apply() {
		for (int i = 0; i < voteX.length; i++) {
			final int n = neighbours[i].length;
			if (n < MIN_VOTERS) continue;
			final double[] xs = new double[n + 1], ys = new double[n + 1];
			for (int k = 0; k < n; k++) {
				xs[k] = voteX[neighbours[i][k]];
				ys[k] = voteY[neighbours[i][k]];
			}
			xs[n] = voteX[i];
			ys[n] = voteY[i];
			tracks.get(i).share(Diameters.median(xs), Diameters.median(ys));
		}
	}

	// -- Helper methods --

	private static List<Motion> motions(final LiveTrack track, final Regions regions) {
		final List<Motion> motions = new ArrayList<>();
		final double reach = REACH * track.diameter();
		for (int k = 0; k < regions.count(); k++) {
			final double x = track.extraX(regions, k), y = track.extraY(regions, k);
			if (x * x + y * y > reach * reach) continue;
			final double likeness = Math.min(regions.area(k), track.area) / Math.max(regions.area(k), track.area);
			motions.add(new Motion(x, y, likeness));
		}
		return motions;
	}

	private void vote(final int i) {
		double best = STAYING * agreement(i, 0, 0);
		for (final Motion m : motions.get(i)) {
			final double agreement = m.weight() + agreement(i, m.x(), m.y());
			if (agreement <= best) continue;
			best = agreement;
			voteX[i] = m.x();
			voteY[i] = m.y();
		}
	}

	/** How many neighbours could have moved so. */
	private double agreement(final int i, final double x, final double y) {
		final double tolerance = TOLERANCE * tracks.get(i).diameter();
		final double scale = 1 / (8 * tolerance * tolerance);
		double sum = 0;
		for (final int k : neighbours[i]) {
			double most = 0;
			for (final Motion m : motions.get(k)) {
				final double dx = m.x() - x, dy = m.y() - y;
				final double d = 1 - scale * (dx * dx + dy * dy);
				if (d > 0) most = Math.max(most, m.weight() * d * d * d);
			}
			sum += most;
		}
		return sum;
	}
}
