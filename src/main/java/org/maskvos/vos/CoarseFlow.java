package org.maskvos.vos;

import java.io.IOException;

import org.maskvos.flow.FlowField;
import org.maskvos.flow.LearnedFlow;
import org.maskvos.flow.OpticalFlow;
import org.maskvos.model.Graph;
import org.maskvos.model.GraphContract;
import org.maskvos.model.ModelException;
import org.maskvos.model.Tiling;

/**
 * Motion estimated in smaller frames: flow is smooth, and most of what a
 * segmentation gets from it is there at a fraction of the pixels.
 */
final class CoarseFlow implements OpticalFlow {

	private final Resampler in, out;
	private final LearnedFlow flow;
	private final float[] first, second;
	private final FlowField coarse;

	/**
	 * @param graph of {@link GraphContract#FLOW}; not closed by this
	 * @param width of the frames in px
	 * @param height likewise
	 * @param share of the sides, in (0, 1); a little more where the network would see
	 *          padding otherwise
	 */
	CoarseFlow(final Graph graph, final int width, final int height, final double share) throws ModelException {
		in = new Resampler(width, height, fitted(width, share), fitted(height, share));
		out = new Resampler(in.newWidth(), in.newHeight(), width, height);
		flow = new LearnedFlow(graph, new Tiling(in.newWidth(), in.newHeight()));
		first = new float[in.newWidth() * in.newHeight()];
		second = new float[first.length];
		coarse = FlowField.zero(in.newWidth(), in.newHeight());
	}

	@Override
	public void estimate(final float[] from, final float[] to, final FlowField motion) throws IOException {
		in.apply(from, first);
		in.apply(to, second);
		flow.estimate(first, second, coarse);
		enlarge(coarse.dx(), motion.dx(), (float) motion.width() / coarse.width());
		enlarge(coarse.dy(), motion.dy(), (float) motion.height() / coarse.height());
	}

	@Override
	public void close() {
		flow.close();
	}

	// -- Helper methods --

	private static int fitted(final int side, final double share) {
		return Math.min(side, (int) Math.ceil(side * share / Tiling.MULTIPLE) * Tiling.MULTIPLE);
	}

	private void enlarge(final float[] plane, final float[] larger, final float factor) {
		out.apply(plane, larger);
		for (int i = 0; i < larger.length; i++)
			larger[i] *= factor;
	}
}
