package org.maskvos.vos;

import java.io.IOException;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

import org.maskvos.flow.FlowField;
import org.maskvos.flow.LearnedFlow;
import org.maskvos.model.ModelException;
import org.maskvos.model.Tiling;
import org.maskvos.movie.Movie;

/**
 * The networks on the frames of one movie, scaled so that objects have the
 * canonical diameter. They work side by side: the flow network is a frame ahead
 * of the segmenting one, which is a frame ahead of who takes the frames.
 */
final class FrameNetworks implements AutoCloseable {

	/** @param pixels in network px, contrast stretched */
	private record Prepared(int t, ArrayImg<FloatType, FloatArray> frame, float[] pixels) {}

	private record Moving(Prepared frame, FlowField motion) {}

	private final Movie movie;
	private final ContrastStretch stretch = new ContrastStretch();
	/** Work space, in the movie's size. */
	private final float[] stretched;
	private final Resampler resampler;
	private final LearnedFlow flow;
	private final SegmentNetwork network;
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
		resampler = Resampler.scaling(movie.info().width(), movie.info().height(), scale);
		final Tiling tiling = new Tiling(resampler.newWidth(), resampler.newHeight());
		flow = new LearnedFlow(networks.flow(), tiling);
		network = new SegmentNetwork(networks.segment(), tiling);
		moving = networks.ahead("MaskVOS flow", movie.info().frames(), this::move);
		seen = networks.ahead("MaskVOS segmentation", movie.info().frames(), this::see);
	}

	/** The next frame, from the first to the last. */
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

	private Moving move() throws IOException {
		final Prepared current = next == null ? prepare(0) : next;
		next = current.t + 1 < movie.info().frames() ? prepare(current.t + 1) : null;
		final FlowField motion = next != null ? flow.estimate(current.pixels, next.pixels)
			: previous != null ? flow.estimate(current.pixels, previous.pixels)
			: FlowField.zero(resampler.newWidth(), resampler.newHeight());
		previous = current;
		return new Moving(current, motion);
	}

	private SeenFrame see() throws IOException {
		final Moving frame = moving.take();
		return new SeenFrame(frame.frame.t, frame.frame.frame, frame.motion, network.predict(frame.frame.pixels,
			frame.motion));
	}

	private Prepared prepare(final int t) throws IOException {
		final ArrayImg<FloatType, FloatArray> frame = movie.frame(t);
		stretch.apply(Luminance.of(frame), stretched);
		final float[] pixels = resampler.apply(stretched);
		return new Prepared(t, frame, pixels == stretched ? pixels.clone() : pixels);
	}
}
