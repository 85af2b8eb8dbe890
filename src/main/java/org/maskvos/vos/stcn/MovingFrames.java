package org.maskvos.vos.stcn;

import java.io.IOException;
import java.util.PrimitiveIterator;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

import org.maskvos.concurrent.OrderedPrefetch;
import org.maskvos.flow.FlowConfidence;
import org.maskvos.flow.FlowField;
import org.maskvos.flow.LearnedFlow;
import org.maskvos.flow.TrustedFlow;
import org.maskvos.frames.Luminance;
import org.maskvos.frames.NetworkFrames;
import org.maskvos.model.Graph;
import org.maskvos.model.ModelException;
import org.maskvos.model.Tiling;
import org.maskvos.movie.Movie;

/**
 * Frames of a movie as the propagation sees them, in the order in which it visits
 * them, with the motion from each to the next: one is prepared in another thread
 * while the one before it is in use.
 */
final class MovingFrames implements AutoCloseable {

	/**
	 * A frame.
	 *
	 * @param planes in the network's size
	 * @param motion from the frame before to this one; null for the first, or if
	 *          nothing asks for it
	 */
	record Moved(int t, ArrayImg<FloatType, FloatArray> frame, float[][] planes, TrustedFlow motion) {}

	private final Movie movie;
	private final NetworkFrames frames;
	private final LearnedFlow flow;
	private final PrimitiveIterator.OfInt order;
	private final IntPredicate followed;
	private final OrderedPrefetch<Moved> ahead;
	private float[] before;

	/**
	 * @param flow graph; null if motion is not asked for
	 * @param order of the frames, neighbours in time
	 * @param count of them
	 * @param followed frames whose motion is asked for
	 * @param threads of the CPU; with a single one frames are prepared when they are
	 *          taken
	 */
	MovingFrames(final Movie movie, final NetworkFrames frames, final Graph flow, final IntStream order, final int count,
		final IntPredicate followed, final int threads) throws ModelException
	{
		this.movie = movie;
		this.frames = frames;
		this.flow = flow == null ? null : new LearnedFlow(flow, new Tiling(frames.width(), frames.height()));
		this.order = order.iterator();
		this.followed = followed;
		ahead = OrderedPrefetch.of("MaskVOS motion", threads > 1 ? 1 : 0, count, () -> this::next);
	}

	/** The next frame. */
	Moved take() throws IOException {
		return ahead.take();
	}

	@Override
	public void close() {
		ahead.close();
		if (flow != null) flow.close();
	}

	// -- Helper methods --

	private Moved next() throws IOException {
		final int t = order.nextInt();
		final ArrayImg<FloatType, FloatArray> frame = movie.frame(t);
		final float[][] planes = frames.planes(frame);
		if (flow == null) return new Moved(t, frame, planes, null);
		final float[] grey = Luminance.of(planes);
		final TrustedFlow motion = before == null || !followed.test(t) ? null : motion(before, grey);
		before = grey;
		return new Moved(t, frame, planes, motion);
	}

	private TrustedFlow motion(final float[] from, final float[] to) throws IOException {
		final FlowField motion = FlowField.zero(frames.width(), frames.height());
		flow.estimate(from, to, motion);
		return new TrustedFlow(motion, FlowConfidence.of(from, to, motion));
	}
}
