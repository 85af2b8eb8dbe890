package org.maskvos.labels;

import java.util.Arrays;
import java.util.List;

import org.maskvos.flow.FlowField;

/**
 * Which region each track may have become, and how plausible that is: a sparse
 * bipartite graph. The links of track i are {@code first[i] ... first[i+1]-1}.
 * <p>
 * The score of a link is in [0, 1]: overlap of the flow-warped object, nearness
 * of the centroid to where it is expected, likeness of area, and (see
 * {@link NeighbourSupport}) agreement with the motion of the neighbours, which
 * decides where the flow fails.
 * </p>
 */
final class Candidates {

	private static final double OVERLAP = 0.4, NEARNESS = 0.2, AREA = 0.15, SUPPORT = 0.25;
	/** distance in diameters at which nearness has fallen to 1/e */
	private static final double REACH = 0.6;

	final int[] first;
	int[] region = new int[64];
	int[] overlap = new int[64];
	/** score without the neighbours' part, in [0, 1 - SUPPORT] */
	double[] own = new double[64];
	double[] score = new double[64];
	private int count;

	Candidates(final List<LiveTrack> tracks, final Regions regions, final FlowField flow, final int frame,
		final LinkOptions options)
	{
		first = new int[tracks.size() + 1];
		for (final LiveTrack track : tracks)
			track.predict(flow, regions.width(), regions.height());
		new CommonMotion(tracks, regions).apply();
		final int[] hits = new int[regions.count()];
		for (int i = 0; i < tracks.size(); i++) {
			final LiveTrack track = tracks.get(i);
			track.splat(flow, regions, hits);
			final int missed = track.missed(frame);
			// the longer unseen, the less certain the position
			final double gate = options.maxDistance() * Math.sqrt(1 + 0.5 * missed);
			for (int k = 0; k < hits.length; k++)
				consider(track, regions, k, hits[k], gate, 0.05 * missed);
			first[i + 1] = count;
			Arrays.fill(hits, 0);
		}
		final double[] support = new NeighbourSupport(tracks, regions, this).compute();
		for (int c = 0; c < count; c++)
			score[c] = own[c] + SUPPORT * support[c];
	}

	int size() {
		return count;
	}

	// -- Helper methods --

	private void consider(final LiveTrack track, final Regions regions, final int k, final int hits, final double gate,
		final double penalty)
	{
		final double area = regions.area(k);
		final double diameter = 0.5 * (track.diameter() + Diameters.ofArea(area));
		final double limit = gate * diameter;
		final double dx = regions.x(k) - track.x(), dy = regions.y(k) - track.y();
		final double squared = dx * dx + dy * dy;
		if (hits == 0 && squared > limit * limit) return;
		final double likeness = Math.min(area, track.area) / Math.max(area, track.area);
		if (likeness < 0.15) return;
		final double union = area + track.area - hits;
		final double common = 0.5 * hits / Math.min(area, track.area) + 0.5 * hits / union;
		final double reach = REACH * diameter;
		if (count == region.length) grow();
		region[count] = k;
		overlap[count] = hits;
		own[count++] = Math.max(0, OVERLAP * Math.min(1, common) + NEARNESS * Math.exp(-squared / (reach * reach)) + AREA *
			likeness - penalty);
	}

	private void grow() {
		region = Arrays.copyOf(region, 2 * count);
		overlap = Arrays.copyOf(overlap, 2 * count);
		own = Arrays.copyOf(own, 2 * count);
		score = Arrays.copyOf(score, 2 * count);
	}
}
