package org.maskvos.vos;

import java.io.IOException;
import java.util.Arrays;

import org.maskvos.flow.FlowField;
import org.maskvos.flow.LearnedFlow;
import org.maskvos.labels.Diameters;
import org.maskvos.labels.InstanceSplitter;
import org.maskvos.labels.PredictedMaps;
import org.maskvos.labels.SplitOptions;
import org.maskvos.model.Graph;
import org.maskvos.model.Tiling;
import org.maskvos.movie.Movie;

/**
 * Estimates how large the objects of a movie are. The network says of every
 * pixel how much larger than canonical its object looks, and is most to be
 * trusted where it says "not at all". So it looks at a few frames through a
 * ladder of magnifications; the diameter that covers most of the movie wins. Then
 * the objects that are found at this size are measured.
 */
final class DiameterEstimator {

	/** Diameters that are tried, in px of the movie. */
	private static final double[] LADDER = { 8, 13, 21, 34, 55, 89, 144, 233 };
	/** An opinion counts less with the distance, in octaves, from canonical size. */
	private static final double TRUST = 0.7;
	/** Opinions this far apart, in octaves, support each other. */
	private static final double AGREE = 0.35;
	/** Bins per octave of the histogram of opinions, which begins at 1 px. */
	private static final int BINS = 16, OCTAVES = 12;
	/** Largest part of a frame that is looked at, in network px along an axis. */
	private static final int WINDOW = 320;
	private static final int FRAMES = 2;
	/** Fewer objects are not measured. */
	private static final int ENOUGH = 3;

	/** Part of a frame seen as if objects had a given diameter. */
	private interface Look {

		void at(PredictedMaps maps, SegmentNetwork network);
	}

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
		final int frames = movie.info().frames();
		final int looks = Math.min(FRAMES, frames);
		final Plane[][] pairs = new Plane[looks][2];
		for (int k = 0; k < looks; k++) {
			final int t = looks == 1 ? 0 : (int) ((long) (frames - 2) * k / (looks - 1));
			pairs[k][0] = Plane.stretched(movie, t);
			if (t + 1 < frames) pairs[k][1] = Plane.stretched(movie, t + 1);
		}
		final double[] histogram = new double[BINS * OCTAVES];
		final int largest = Math.max(movie.info().width(), movie.info().height());
		for (final double diameter : LADDER)
			if (diameter == LADDER[0] || diameter < largest / 2.0) for (final Plane[] pair : pairs)
				look(pair, diameter, (maps, network) -> vote(diameter, maps, network, histogram));
		final double seen = mode(histogram);
		return seen > 0 ? measured(pairs, seen) : canonical;
	}

	// -- Helper methods --

	/** Looks at the busiest part of a frame. */
	private void look(final Plane[] pair, final double diameter, final Look look) throws IOException {
		final double scale = canonical / diameter;
		final Plane.Window window = pair[0].busiest((int) Math.ceil(WINDOW / scale));
		final Resampler resampler = Resampler.scaling(window.width(), window.height(), scale);
		final Tiling tiling = new Tiling(resampler.newWidth(), resampler.newHeight());
		try (LearnedFlow motion = new LearnedFlow(flow, tiling);
				SegmentNetwork network = new SegmentNetwork(segment, tiling))
		{
			final float[] frame = resampler.apply(pair[0].crop(window));
			final FlowField field = pair[1] == null ? FlowField.zero(tiling.width(), tiling.height())
				: motion.estimate(frame, resampler.apply(pair[1].crop(window)));
			look.at(network.predict(frame, field), network);
		}
	}

	/** Adds to each diameter the share of the window that objects of this diameter cover. */
	private static void vote(final double diameter, final PredictedMaps maps, final SegmentNetwork network,
		final double[] histogram)
	{
		final int step = SegmentNetwork.SIZE_STRIDE;
		final double share = (double) step * step / (maps.width() * maps.height());
		for (int y = step / 2; y < maps.height(); y += step)
			for (int x = step / 2; x < maps.width(); x += step) {
				final double p = maps.foreground()[y * maps.width() + x];
				if (p < 0.5) continue;
				final double octaves = network.logSize(x, y);
				final int bin = (int) Math.round(BINS * (Math.log(diameter) / Math.log(2) + octaves));
				if (bin >= 0 && bin < histogram.length)
					histogram[bin] += share * p * Math.exp(-0.5 * Math.pow(octaves / TRUST, 2));
			}
	}

	/** @return the diameter with most support, or 0 if there is none */
	private static double mode(final double[] histogram) {
		double most = 0;
		double best = 0;
		for (int bin = 0; bin < histogram.length; bin++) {
			double support = 0;
			for (int other = 0; other < histogram.length; other++)
				support += histogram[other] * Math.exp(-0.5 * Math.pow((other - bin) / (AGREE * BINS), 2));
			if (support > most) {
				most = support;
				best = Math.pow(2, (double) bin / BINS);
			}
		}
		return best;
	}

	/** Median diameter of the objects that are found if they are about this large. */
	private double measured(final Plane[][] pairs, final double seen) throws IOException {
		final double[][] found = { {} };
		for (final Plane[] pair : pairs)
			look(pair, seen, (maps, network) -> {
				final double[] here = Diameters.of(new InstanceSplitter().split(maps, SplitOptions.defaults()));
				final double[] all = Arrays.copyOf(found[0], found[0].length + here.length);
				System.arraycopy(here, 0, all, found[0].length, here.length);
				found[0] = all;
			});
		if (found[0].length < ENOUGH) return seen;
		return seen * Math.max(0.5, Math.min(2, Diameters.median(found[0]) / canonical));
	}
}
