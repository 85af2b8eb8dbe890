package org.maskvos.labels;

import java.util.List;

/**
 * Neighbours move alike: how well each candidate link agrees with what the
 * nearest tracks could have done. Relaxation labelling (Rosenfeld, Hummel and
 * Zucker 1976): every track begins with a probability for each of its links;
 * links that find agreeing links among the neighbours gain, the others lose.
 * Compared is the motion beyond flow and common motion, so that with a perfect
 * flow every object may go its own way.
 */
final class NeighbourSupport {

	private static final int NEIGHBOURS = 6;
	private static final int ITERATIONS = 3;
	/** neighbours are within this many diameters */
	private static final double RADIUS = 5;
	/** motions differ by this fraction of a diameter: agreement 2/3 */
	private static final double TOLERANCE = 0.25;
	/** weight of "none of them" beside the scores of a track's links */
	private static final double NONE = 0.1;

	private final List<LiveTrack> tracks;
	private final Candidates links;
	private final double[] motionX;
	private final double[] motionY;

	NeighbourSupport(final List<LiveTrack> tracks, final Regions regions, final Candidates links) {
		this.tracks = tracks;
		this.links = links;
		motionX = new double[links.size()];
		motionY = new double[links.size()];
		for (int i = 0; i < tracks.size(); i++) {
			for (int c = links.first[i]; c < links.first[i + 1]; c++) {
				motionX[c] = tracks.get(i).extraX(regions, links.region[c]);
				motionY[c] = tracks.get(i).extraY(regions, links.region[c]);
			}
		}
	}

	/** @return per link, in [0, 1]; 1/2 where there is no neighbour */
	double[] compute() {
		final double[] probability = links.own.clone();
		final double[] support = new double[links.size()];
		final Neighbours near = new Neighbours(tracks);
		final int[][] neighbours = new int[tracks.size()][];
		for (int i = 0; i < neighbours.length; i++)
			neighbours[i] = near.of(i, NEIGHBOURS, RADIUS);
		for (int n = 0; n < ITERATIONS; n++) {
			normalise(probability);
			for (int i = 0; i < neighbours.length; i++)
				for (int c = links.first[i]; c < links.first[i + 1]; c++)
					support[c] = support(c, tracks.get(i).diameter(), neighbours[i], probability);
			for (int c = 0; c < support.length; c++)
				probability[c] = links.own[c] * (0.1 + support[c]);
		}
		return support;
	}

	// -- Helper methods --

	private void normalise(final double[] probability) {
		for (int i = 0; i < tracks.size(); i++) {
			double sum = NONE;
			for (int c = links.first[i]; c < links.first[i + 1]; c++)
				sum += probability[c];
			for (int c = links.first[i]; c < links.first[i + 1]; c++)
				probability[c] /= sum;
		}
	}

	private double support(final int link, final double diameter, final int[] neighbours, final double[] probability) {
		if (neighbours.length == 0) return 0.5;
		final double tolerance = TOLERANCE * diameter;
		final double scale = 1 / (8 * tolerance * tolerance);
		double sum = 0;
		for (final int k : neighbours) {
			double best = 0;
			for (int c = links.first[k]; c < links.first[k + 1]; c++) {
				if (links.region[c] == links.region[link]) continue;
				final double dx = motionX[c] - motionX[link];
				final double dy = motionY[c] - motionY[link];
				final double d = 1 - scale * (dx * dx + dy * dy);
				if (d > 0) best = Math.max(best, probability[c] * d * d * d);
			}
			sum += best;
		}
		return sum / neighbours.length;
	}
}
