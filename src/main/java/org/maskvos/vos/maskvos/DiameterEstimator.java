package org.maskvos.vos.maskvos;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.stream.DoubleStream;

import org.maskvos.labels.Diameters;
import org.maskvos.labels.InstanceSplitter;
import org.maskvos.labels.PredictedMaps;
import org.maskvos.labels.SplitOptions;
import org.maskvos.movie.Movie;
import org.maskvos.vos.Progress;
import org.maskvos.vos.maskvos.ScaledViews.View;
import org.maskvos.vos.maskvos.SegmentNetwork.SizeMap;

/**
 * Estimates how large the objects of a movie are. The network says of every
 * pixel how much larger than canonical its object looks, and is most to be
 * trusted where it says "not at all". So it looks at a few frames through a
 * ladder of magnifications; the diameter that covers most of the movie wins. A view
 * that shows little else than objects counts little: it may be a texture, or the inside of
 * something larger. Then the objects that are found at this size are measured.
 */
final class DiameterEstimator {

	/** Diameters that are tried, in px of the movie. */
	private static final double[] LADDER = { 8, 13, 21, 34, 55, 89, 144, 233 };
	/** An opinion counts less with the distance, in octaves, from canonical size. */
	private static final double TRUST = 1;
	/** A view in which all is foreground counts as if so much were not. */
	private static final double LEAST_GROUND = 0.05;
	/** Opinions this far apart, in octaves, support each other. */
	private static final double AGREE = 0.35;
	/** Bins per octave of the histogram of opinions, which begins at 1 px. */
	private static final int BINS = 16, OCTAVES = 12;
	/** Fewer objects are not measured. */
	private static final int ENOUGH = 3;

	private final ScaledViews views;
	private final int largest;
	private final double canonical;

	/**
	 * @param movie some of whose frames are read at once
	 * @param canonical diameter of an object in network px
	 * @param progress asked now and then whether to go on
	 */
	DiameterEstimator(final Networks networks, final Movie movie, final double canonical, final Progress progress)
		throws IOException
	{
		views = new ScaledViews(networks, movie, canonical, progress);
		largest = Math.max(movie.info().width(), movie.info().height());
		this.canonical = canonical;
	}

	/**
	 * @return typical equivalent diameter in px of the movie; canonical if nothing is seen
	 * @throws CancellationException if {@code progress} was canceled
	 */
	double estimate() throws IOException {
		final double[] histogram = new double[BINS * OCTAVES];
		final double[] ladder = Arrays.stream(LADDER).filter(diameter -> diameter == LADDER[0] || diameter < largest / 2.0)
			.toArray();
		views.look("Estimating the object diameter", ladder, view -> vote(view, histogram));
		final double seen = mode(histogram);
		return seen > 0 ? measured(seen) : canonical;
	}

	// -- Helper methods --

	/** Adds to each diameter the share of the window that objects of this diameter cover. */
	private static void vote(final View view, final double[] histogram) {
		final PredictedMaps maps = view.maps();
		final int step = SizeMap.STRIDE;
		final double[] votes = new double[histogram.length];
		int places = 0, covered = 0;
		for (int y = step / 2; y < maps.height(); y += step)
			for (int x = step / 2; x < maps.width(); x += step) {
				places++;
				final double p = maps.foreground()[y * maps.width() + x];
				if (p < 0.5) continue;
				covered++;
				final double octaves = view.sizes().at(x, y);
				final int bin = (int) Math.round(BINS * (Math.log(view.diameter()) / Math.log(2) + octaves));
				if (bin >= 0 && bin < votes.length) votes[bin] += p * Math.exp(-0.5 * Math.pow(octaves / TRUST, 2));
			}
		if (places == 0) return;
		final double ground = LEAST_GROUND + 1 - (double) covered / places;
		for (int bin = 0; bin < votes.length; bin++)
			histogram[bin] += votes[bin] * ground * ground / places;
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

	/** Median diameter, weighted with itself, of the objects that are found if they are about this large: specks count little. */
	private double measured(final double seen) throws IOException {
		final InstanceSplitter splitter = new InstanceSplitter();
		final DoubleStream.Builder found = DoubleStream.builder();
		views.look("Measuring objects", new double[] { seen }, view -> {
			for (final double each : Diameters.of(splitter.split(view.maps(), SplitOptions.defaults())))
				found.add(each);
		});
		final double[] diameters = found.build().toArray();
		if (diameters.length < ENOUGH) return seen;
		return seen * Math.max(0.5, Math.min(2, Diameters.weightedMedian(diameters) / canonical));
	}
}
