package org.maskvos.vos.maskvos;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

import org.maskvos.concurrent.OrderedPrefetch;
import org.maskvos.flow.FlowField;
import org.maskvos.flow.LearnedFlow;
import org.maskvos.frames.Plane;
import org.maskvos.frames.Resampler;
import org.maskvos.labels.PredictedMaps;
import org.maskvos.model.ModelException;
import org.maskvos.model.Tiling;
import org.maskvos.movie.Movie;
import org.maskvos.vos.Progress;
import org.maskvos.vos.maskvos.SegmentNetwork.SizeMap;

/**
 * The busiest parts of a few frames of a movie, seen by the networks as if
 * objects had this or that diameter.
 */
final class ScaledViews {

	/** Largest part of a frame that is looked at, in diameters along an axis: 256 network px where objects have 24. */
	private static final double WINDOW = 32 / 3.0;
	private static final int FRAMES = 2;

	/**
	 * What the networks say of a part of a frame.
	 *
	 * @param diameter that objects were supposed to have, in px of the movie
	 * @param maps in network px
	 */
	record View(double diameter, PredictedMaps maps, SizeMap sizes) {}

	/** @param next the frame after it; null at the last */
	private record Pair(Plane frame, Plane next) {}

	private record Look(Pair pair, double diameter) {}

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

	/**
	 * Looks at all frames as if objects had each of some diameters.
	 *
	 * @param lesson what is learnt from the views, one after the other
	 */
	void look(final String status, final double[] diameters, final Consumer<View> lesson) throws IOException {
		final List<Look> looks = new ArrayList<>();
		for (final double diameter : diameters)
			for (final Pair pair : pairs)
				looks.add(new Look(pair, diameter));
		final Iterator<Look> rest = looks.iterator();
		try (OrderedPrefetch<View> views = networks.ahead("MaskVOS views", looks.size(), () -> {
			final Look look = rest.next();
			return () -> view(look);
		})) {
			for (int k = 0; k < looks.size(); k++) {
				progress.step(status, k, looks.size());
				lesson.accept(views.take());
			}
		}
	}

	// -- Helper methods --

	private View view(final Look look) throws ModelException {
		final double scale = canonical / look.diameter;
		final Plane.Window window = look.pair.frame.busiest((int) Math.ceil(WINDOW * look.diameter));
		final Resampler resampler = Resampler.scaling(window.width(), window.height(), scale);
		final Tiling tiling = new Tiling(resampler.newWidth(), resampler.newHeight());
		try (LearnedFlow flow = new LearnedFlow(networks.flow(), tiling);
				SegmentNetwork network = new SegmentNetwork(networks.segment(), tiling))
		{
			final float[] pixels = resampler.apply(look.pair.frame.crop(window));
			final FlowField motion = FlowField.zero(tiling.width(), tiling.height());
			if (look.pair.next != null) flow.estimate(pixels, resampler.apply(look.pair.next.crop(window)), motion);
			final PredictedMaps maps = PredictedMaps.allocate(tiling.width(), tiling.height());
			network.predict(pixels, motion, maps);
			return new View(look.diameter, maps, network.sizes());
		}
	}
}
