package org.maskvos.vos;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.DoubleStream;

import org.maskvos.flow.FlowField;
import org.maskvos.flow.LearnedFlow;
import org.maskvos.labels.Diameters;
import org.maskvos.labels.InstanceSplitter;
import org.maskvos.labels.PredictedMaps;
import org.maskvos.labels.SplitOptions;
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

	/** Part of a frame, with the same part of the next one or null, to be seen as if objects had a diameter. */
	private record View(Plane frame, Plane next, double diameter) {}

	/** A view in network px. */
	private record Moving(double diameter, Tiling tiling, float[] pixels, FlowField motion) {}

	/** What is learnt from a view; called for one after the other. */
	private interface Lesson {

		void learn(double diameter, PredictedMaps maps, SegmentNetwork network);
	}

	private final Networks networks;
	private final double canonical;
	private final Progress progress;

	/**
	 * @param canonical diameter of an object in network px
	 * @param progress asked now and then whether to go on
	 */
	DiameterEstimator(final Networks networks, final double canonical, final Progress progress) {
		this.networks = networks;
		this.canonical = canonical;
		this.progress = progress;
	}

	/**
	 * @return typical equivalent diameter in px of the movie; canonical if nothing is seen
	 * @throws CancellationException if {@code progress} was canceled
	 */
	double estimate(final Movie movie) throws IOException {
		final int largest = Math.max(movie.info().width(), movie.info().height());
		final List<View> frames = frames(movie);
		final List<View> ladder = new ArrayList<>();
		for (final double diameter : LADDER)
			if (diameter == LADDER[0] || diameter < largest / 2.0) ladder.addAll(at(diameter, frames));
		final double[] histogram = new double[BINS * OCTAVES];
		look("Estimating the object diameter", ladder, (diameter, maps, network) -> vote(diameter, maps, network, histogram));
		final double seen = mode(histogram);
		return seen > 0 ? measured(frames, seen) : canonical;
	}

	// -- Helper methods --

	/** A few frames of the movie. */
	private List<View> frames(final Movie movie) throws IOException {
		final int frames = movie.info().frames();
		final int count = Math.min(FRAMES, frames);
		final List<View> views = new ArrayList<>();
		for (int k = 0; k < count; k++) {
			final int t = count == 1 ? 0 : (int) ((long) (frames - 2) * k / (count - 1));
			views.add(new View(Plane.stretched(movie, t), t + 1 < frames ? Plane.stretched(movie, t + 1) : null, canonical));
		}
		return views;
	}

	private static List<View> at(final double diameter, final List<View> views) {
		return views.stream().map(view -> new View(view.frame, view.next, diameter)).toList();
	}

	/** Looks at the busiest part of each view, with both networks side by side. */
	private void look(final String status, final List<View> views, final Lesson lesson) throws IOException {
		final Iterator<View> rest = views.iterator();
		try (Ahead<Moving> moving = networks.ahead("MaskVOS flow", views.size(), () -> move(rest.next()));
				Ahead<Moving> seen = networks.ahead("MaskVOS segmentation", views.size(), () -> see(moving.take(), lesson)))
		{
			for (int k = 0; k < views.size(); k++) {
				progress.step(status, k, views.size());
				seen.take();
			}
		}
	}

	private Moving move(final View view) throws IOException {
		final double scale = canonical / view.diameter;
		final Plane.Window window = view.frame.busiest((int) Math.ceil(WINDOW / scale));
		final Resampler resampler = Resampler.scaling(window.width(), window.height(), scale);
		final Tiling tiling = new Tiling(resampler.newWidth(), resampler.newHeight());
		final float[] pixels = resampler.apply(view.frame.crop(window));
		if (view.next == null)
			return new Moving(view.diameter, tiling, pixels, FlowField.zero(tiling.width(), tiling.height()));
		try (LearnedFlow flow = new LearnedFlow(networks.flow(), tiling)) {
			return new Moving(view.diameter, tiling, pixels, flow.estimate(pixels, resampler.apply(view.next.crop(window))));
		}
	}

	private Moving see(final Moving view, final Lesson lesson) throws IOException {
		try (SegmentNetwork network = new SegmentNetwork(networks.segment(), view.tiling)) {
			lesson.learn(view.diameter, network.predict(view.pixels, view.motion), network);
		}
		return view;
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
	private double measured(final List<View> frames, final double seen) throws IOException {
		final InstanceSplitter splitter = new InstanceSplitter();
		final DoubleStream.Builder found = DoubleStream.builder();
		look("Measuring objects", at(seen, frames), (diameter, maps, network) -> {
			for (final double each : Diameters.of(splitter.split(maps, SplitOptions.defaults())))
				found.add(each);
		});
		final double[] diameters = found.build().toArray();
		if (diameters.length < ENOUGH) return seen;
		return seen * Math.max(0.5, Math.min(2, Diameters.median(diameters) / canonical));
	}
}
