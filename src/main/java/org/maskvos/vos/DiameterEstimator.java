package org.maskvos.vos;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.maskvos.flow.FlowField;
import org.maskvos.flow.LearnedFlow;
import org.maskvos.labels.PredictedMaps;
import org.maskvos.model.Graph;
import org.maskvos.model.Tiling;
import org.maskvos.movie.Movie;

/**
 * Estimates how large the objects of a movie are. The network says of every
 * pixel how much larger than canonical its object looks, and is most to be
 * trusted where it says "not at all". So it looks at a few frames through a
 * ladder of magnifications, and the votes are taken together.
 */
final class DiameterEstimator {

	/** Diameters that are tried, in px of the movie. */
	private static final double[] LADDER = { 8, 14, 24, 42, 72, 125, 216 };
	/** Votes count less with the distance, in octaves, from canonical size. */
	private static final double TRUST = 0.7;
	/** Largest part of a frame that is looked at, in network px along an axis. */
	private static final int WINDOW = 320;
	private static final int FRAMES = 2;

	/** One pixel's opinion. */
	private record Vote(double logDiameter, double weight) {}

	private final Graph flow;
	private final Graph segment;
	private final double canonical;

	/** @param canonical diameter of an object in network px */
	DiameterEstimator(final Graph flow, final Graph segment, final double canonical) {
		this.flow = flow;
		this.segment = segment;
		this.canonical = canonical;
	}

	/** @return typical equivalent diameter in px of the movie; canonical if nothing is seen */
	double estimate(final Movie movie) throws IOException {
		final List<Vote> votes = new ArrayList<>();
		final int frames = movie.info().frames();
		final int looks = Math.min(FRAMES, frames);
		for (int k = 0; k < looks; k++) {
			final int t = looks == 1 ? 0 : (int) ((long) (frames - 2) * k / (looks - 1));
			final Plane first = Plane.stretched(movie, t);
			final Plane second = t + 1 < frames ? Plane.stretched(movie, t + 1) : null;
			for (final double diameter : LADDER)
				if (diameter <= Math.max(LADDER[0], Math.min(movie.info().width(), movie.info().height())))
					look(first, second, diameter, votes);
		}
		return votes.isEmpty() ? canonical : Math.pow(2, median(votes));
	}

	// -- Helper methods --

	/** Looks at the busiest part of a frame as if objects had this diameter. */
	private void look(final Plane first, final Plane second, final double diameter, final List<Vote> votes)
		throws IOException
	{
		final double scale = canonical / diameter;
		final int side = (int) Math.ceil(WINDOW / scale);
		final Plane.Window window = first.busiest(side);
		final Resampler resampler = Resampler.scaling(window.width(), window.height(), scale);
		final Tiling tiling = new Tiling(resampler.newWidth(), resampler.newHeight());
		try (LearnedFlow motion = new LearnedFlow(flow, tiling);
				SegmentNetwork network = new SegmentNetwork(segment, tiling))
		{
			final float[] a = resampler.apply(first.crop(window));
			final FlowField field = second == null ? FlowField.zero(tiling.width(), tiling.height())
				: motion.estimate(a, resampler.apply(second.crop(window)));
			final PredictedMaps maps = network.predict(a, field);
			final int step = SegmentNetwork.SIZE_STRIDE;
			for (int y = step / 2; y < tiling.height(); y += step)
				for (int x = step / 2; x < tiling.width(); x += step) {
					final double p = maps.foreground()[y * tiling.width() + x];
					if (p < 0.5) continue;
					final double octaves = network.logSize(x, y);
					final double trust = Math.exp(-0.5 * Math.pow(octaves / TRUST, 2));
					// an object has as many pixels as it is large: count objects, not pixels
					votes.add(new Vote(Math.log(diameter) / Math.log(2) + octaves, p * trust * Math.pow(4, -octaves)));
				}
		}
	}

	private static double median(final List<Vote> votes) {
		votes.sort(java.util.Comparator.comparingDouble(Vote::logDiameter));
		final double half = votes.stream().mapToDouble(Vote::weight).sum() / 2;
		double sum = 0;
		for (final Vote vote : votes)
			if ((sum += vote.weight()) >= half) return vote.logDiameter();
		throw new IllegalStateException("no votes");
	}
}
