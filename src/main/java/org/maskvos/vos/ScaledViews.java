package org.maskvos.vos;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import org.maskvos.flow.FlowField;
import org.maskvos.flow.LearnedFlow;
import org.maskvos.labels.PredictedMaps;
import org.maskvos.model.Tiling;
import org.maskvos.movie.Movie;

/**
 * The busiest parts of a few frames of a movie, seen by the networks as if
 * objects had this or that diameter; both networks work at the same time.
 */
final class ScaledViews {

	/** Largest part of a frame that is looked at, in network px along an axis. */
	private static final int WINDOW = 256;
	private static final int FRAMES = 2;

	/** What is learnt from the views, one after the other. */
	interface Lesson {

		/**
		 * @param diameter that objects were supposed to have, in px of the movie
		 * @param maps in network px
		 * @param network that made them
		 */
		void learn(double diameter, PredictedMaps maps, SegmentNetwork network);
	}

	/** @param next the frame after it; null at the last */
	private record Pair(Plane frame, Plane next) {}

	private record View(Pair pair, double diameter) {}

	/** A view in network px. */
	private record Moving(double diameter, Tiling tiling, float[] pixels, FlowField motion) {}

	private final Networks networks;
	private final double canonical;
	private final Progress progress;
	private final List<Pair> pairs = new ArrayList<>();

	/**
	 * Reads the frames.
	 *
	 * @param canonical diameter of an object in network px
	 */
	ScaledViews(final Networks networks, final Movie movie, final double canonical, final Progress progress)
		throws IOException
	{
		this.networks = networks;
		this.canonical = canonical;
		this.progress = progress;
		final int frames = movie.info().frames();
		final int count = Math.min(FRAMES, frames);
		for (int k = 0; k < count; k++) {
			final int t = count == 1 ? 0 : (int) ((long) (frames - 2) * k / (count - 1));
			pairs.add(new Pair(Plane.stretched(movie, t), t + 1 < frames ? Plane.stretched(movie, t + 1) : null));
		}
	}

	/** Looks at all frames as if objects had each of some diameters. */
	void look(final String status, final double[] diameters, final Lesson lesson) throws IOException {
		final List<View> views = new ArrayList<>();
		for (final double diameter : diameters)
			for (final Pair pair : pairs)
				views.add(new View(pair, diameter));
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

	// -- Helper methods --

	private Moving move(final View view) throws IOException {
		final double scale = canonical / view.diameter;
		final Plane.Window window = view.pair.frame.busiest((int) Math.ceil(WINDOW / scale));
		final Resampler resampler = Resampler.scaling(window.width(), window.height(), scale);
		final Tiling tiling = new Tiling(resampler.newWidth(), resampler.newHeight());
		final float[] pixels = resampler.apply(view.pair.frame.crop(window));
		final FlowField motion = FlowField.zero(tiling.width(), tiling.height());
		if (view.pair.next != null)
			try (LearnedFlow flow = new LearnedFlow(networks.flow(), tiling)) {
				flow.estimate(pixels, resampler.apply(view.pair.next.crop(window)), motion);
			}
		return new Moving(view.diameter, tiling, pixels, motion);
	}

	private Moving see(final Moving view, final Lesson lesson) throws IOException {
		try (SegmentNetwork network = new SegmentNetwork(networks.segment(), view.tiling)) {
			final PredictedMaps maps = PredictedMaps.allocate(view.tiling.width(), view.tiling.height());
			network.predict(view.pixels, view.motion, maps);
			lesson.learn(view.diameter, maps, network);
		}
		return view;
	}
}
