package org.maskvos.vos;

import java.io.IOException;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

import org.maskvos.flow.FlowField;
import org.maskvos.flow.LearnedFlow;
import org.maskvos.labels.PredictedMaps;
import org.maskvos.model.ModelException;
import org.maskvos.model.Tiling;
import org.maskvos.movie.Movie;

/**
 * The networks on the frames of one movie, scaled so that objects have the
 * canonical diameter. They work side by side: the flow network is a frame ahead
 * of the segmenting one, which is a frame ahead of who takes the frames. What
 * they make is written into the same few arrays again and again.
 */
final class FrameNetworks implements AutoCloseable {

	/** @param pixels in network px, contrast stretched */
	private record Prepared(int t, ArrayImg<FloatType, FloatArray> frame, float[] pixels) {}

	/** Smaller by this share is as good: estimates of the diameter are less certain. */
	private static final double SHRINK = 0.06;

	private record Moving(Prepared frame, FlowField motion) {}

	private final Movie movie;
	private final ContrastStretch stretch = new ContrastStretch();
	/** Work space, in the movie's size. */
	private final float[] stretched;
	private final Resampler resampler;
	private final LearnedFlow flow;
	private final SegmentNetwork network;
	/** One is made; the segmenting network looks at the one before. Frames wait for their flow, two at a time. */
	private final Ring<float[]> planes;
	/** One is made; the segmenting network, who takes, and who links to the frame before use one each. */
	private final Ring<FlowField> motions;
	/** One is made; who takes uses one. */
	private final Ring<PredictedMaps> maps;
	private final Ahead<Moving> moving;
	private final Ahead<SeenFrame> seen;

	/** Before and behind the frame whose flow is estimated. */
	private Prepared previous, next;

	/**
	 * @param movie read in order, in another thread
	 * @param scale network px per px of the movie
	 */
	FrameNetworks(final Networks networks, final Movie movie, final double scale) throws ModelException {
		this.movie = movie;
		stretched = new float[movie.info().width() * movie.info().height()];
		resampler = new Resampler(movie.info().width(), movie.info().height(), fitted(movie.info().width() * scale),
			fitted(movie.info().height() * scale));
		final int width = resampler.newWidth();
		final int height = resampler.newHeight();
		planes = new Ring<>(3, () -> new float[width * height]);
		motions = new Ring<>(4, () -> FlowField.zero(width, height));
		maps = new Ring<>(2, () -> PredictedMaps.allocate(width, height));
		final Tiling tiling = new Tiling(width, height);
		flow = new LearnedFlow(networks.flow(), tiling);
		network = new SegmentNetwork(networks.segment(), tiling);
		moving = networks.ahead("MaskVOS flow", movie.info().frames(), this::move);
		seen = networks.ahead("MaskVOS segmentation", movie.info().frames(), this::see);
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
		moving.close();
		flow.close();
		network.close();
	}

	// -- Helper methods --

	/** A length in network px; a little less where that saves the networks a whole row of their coarsest pixels. */
	private static int fitted(final double length) {
		final int whole = (int) (length / Tiling.MULTIPLE) * Tiling.MULTIPLE;
		return whole >= (1 - SHRINK) * length ? whole : (int) Math.max(1, Math.round(length));
	}

	private Moving move() throws IOException {
		final Prepared current = next == null ? prepare(0) : next;
		next = current.t + 1 < movie.info().frames() ? prepare(current.t + 1) : null;
		final FlowField motion = motions.next();
		final Prepared neighbour = next != null ? next : previous;
		if (neighbour != null) flow.estimate(current.pixels, neighbour.pixels, motion);
		previous = current;
		return new Moving(current, motion);
	}

	private SeenFrame see() throws IOException {
		final Moving frame = moving.take();
		final PredictedMaps found = maps.next();
		network.predict(frame.frame.pixels, frame.motion, found);
		return new SeenFrame(frame.frame.t, frame.frame.frame, frame.motion, found);
	}

	private Prepared prepare(final int t) throws IOException {
		final ArrayImg<FloatType, FloatArray> frame = movie.frame(t);
		stretch.apply(Luminance.of(frame), stretched);
		final float[] pixels = planes.next();
		resampler.apply(stretched, pixels);
		return new Prepared(t, frame, pixels);
	}
}
