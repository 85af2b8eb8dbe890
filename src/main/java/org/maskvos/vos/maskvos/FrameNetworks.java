package org.maskvos.vos.maskvos;

import java.io.IOException;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

import org.maskvos.concurrent.BufferPool;
import org.maskvos.concurrent.OrderedPrefetch;
import org.maskvos.flow.FlowField;
import org.maskvos.flow.LearnedFlow;
import org.maskvos.frames.Contrast;
import org.maskvos.frames.NetworkFrames;
import org.maskvos.labels.PredictedMaps;
import org.maskvos.model.ModelException;
import org.maskvos.model.Tiling;
import org.maskvos.movie.Movie;

/**
 * The networks on the frames of one movie, scaled so that objects have the
 * canonical diameter. Several frames are worked on side by side, each first by
 * the flow network and then by the segmenting one. What they make is written into
 * the same few arrays again and again.
 */
final class FrameNetworks implements AutoCloseable {

	/** @param pixels in network px, contrast stretched */
	private record Prepared(int t, ArrayImg<FloatType, FloatArray> frame, float[] pixels) {}

	/** Room for the work on one frame. */
	private record Bench(LearnedFlow flow, SegmentNetwork network, PredictedMaps maps) {}

	/** Smaller by this share is as good: estimates of the diameter are less certain. */
	private static final double SHRINK = 0.06;

	private final Movie movie;
	private final NetworkFrames frames;
	/** Frames that are begun, and the one behind them. */
	private final BufferPool<float[]> planes;
	/** Of frames that are begun, of the one that is taken, and of the one before it. */
	private final BufferPool<FlowField> motions;
	/** Of frames that are begun: who takes the next one is done with the one before. */
	private final BufferPool<Bench> benches;
	private final OrderedPrefetch<SeenFrame> seen;

	/** Before and behind the frame that is begun. */
	private Prepared previous, next;

	/**
	 * @param movie read in order, in the thread that takes
	 * @param scale network px per px of the movie
	 */
	FrameNetworks(final Networks networks, final Movie movie, final double scale) throws ModelException {
		this.movie = movie;
		frames = new NetworkFrames(movie.info(), fitted(movie.info().width() * scale), fitted(movie.info().height() *
			scale), Contrast.throughTime());
		final int width = frames.width(), height = frames.height();
		final Tiling tiling = new Tiling(width, height);
		final int begun = networks.workers() + 1;
		planes = new BufferPool<>(begun + 1, () -> new float[width * height]);
		motions = new BufferPool<>(begun + 1, () -> FlowField.zero(width, height));
		benches = new BufferPool<>(begun, () -> new Bench(new LearnedFlow(networks.flow(), tiling), new SegmentNetwork(
			networks.segment(), tiling), PredictedMaps.allocate(width, height)));
		seen = networks.ahead("MaskVOS frames", movie.info().frames(), this::begin);
	}

	/**
	 * The next frame, from the first to the last. Its maps hold until the next one
	 * is taken, its motion until the next but one.
	 */
	SeenFrame take() throws IOException {
		return seen.take();
	}

	@Override
	public void close() {
		seen.close();
		for (final Bench bench : benches.all()) {
			bench.flow.close();
			bench.network.close();
		}
	}

	// -- Helper methods --

	/** A length in network px; a little less where that saves the networks a whole row of their coarsest pixels. */
	private static int fitted(final double length) {
		final int whole = (int) (length / Tiling.MULTIPLE) * Tiling.MULTIPLE;
		return whole >= (1 - SHRINK) * length ? whole : (int) Math.max(1, Math.round(length));
	}

	private OrderedPrefetch.Work<SeenFrame> begin() throws IOException {
		final Prepared current = next == null ? prepare(0) : next;
		next = current.t + 1 < movie.info().frames() ? prepare(current.t + 1) : null;
		final Prepared neighbour = next != null ? next : previous;
		previous = current;
		final FlowField motion = motions.next();
		final Bench bench = benches.next();
		return () -> {
			if (neighbour != null) bench.flow.estimate(current.pixels, neighbour.pixels, motion);
			bench.network.predict(current.pixels, motion, bench.maps);
			return new SeenFrame(current.t, current.frame, motion, bench.maps);
		};
	}

	private Prepared prepare(final int t) throws IOException {
		final ArrayImg<FloatType, FloatArray> frame = movie.frame(t);
		final float[] pixels = planes.next();
		frames.grey(frame, pixels);
		return new Prepared(t, frame, pixels);
	}
}
