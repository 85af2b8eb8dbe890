package org.maskvos.vos;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.type.numeric.integer.IntType;
import net.imglib2.type.numeric.real.FloatType;

import org.maskvos.flow.FlowField;
import org.maskvos.flow.LearnedFlow;
import org.maskvos.labels.InstanceSplitter;
import org.maskvos.labels.LabelResizer;
import org.maskvos.labels.Lineage;
import org.maskvos.labels.LinkOptions;
import org.maskvos.labels.Linker;
import org.maskvos.labels.PredictedMaps;
import org.maskvos.labels.SplitOptions;
import org.maskvos.model.Graph;
import org.maskvos.model.ModelException;
import org.maskvos.model.Tiling;
import org.maskvos.movie.MovieInfo;
import org.maskvos.vos.MaskVosOptions.Output;

/**
 * What {@link MaskVos} does with each frame of one movie. It holds the frame in
 * work and the one after it, scaled so that objects have the network's canonical
 * diameter.
 */
final class FrameSegmenter implements AutoCloseable {

	private static final SplitOptions SPLIT = SplitOptions.defaults();

	private final Output output;
	private final ContrastStretch stretch = new ContrastStretch();
	private final Resampler resampler;
	private final LearnedFlow flow;
	private final SegmentNetwork network;
	private final InstanceSplitter splitter = new InstanceSplitter();
	private final Linker linker;
	private final LabelResizer resizer;

	private float[] current;
	private float[] previous;
	/** From the previous frame to the current one; null at the first. */
	private FlowField arrived;

	/**
	 * @param scale network px per px of the movie
	 * @param lineage receives the tracks
	 */
	FrameSegmenter(final Graph flowGraph, final Graph segmentGraph, final MovieInfo info, final double scale,
		final Lineage lineage, final Output output) throws ModelException
	{
		this.output = output;
		resampler = Resampler.scaling(info.width(), info.height(), scale);
		final Tiling tiling = new Tiling(resampler.newWidth(), resampler.newHeight());
		flow = new LearnedFlow(flowGraph, tiling);
		network = new SegmentNetwork(segmentGraph, tiling);
		linker = new Linker(lineage, LinkOptions.defaults());
		resizer = new LabelResizer(info.width(), info.height(), SPLIT.foregroundThreshold());
	}

	/** Takes the movie's first frame, before any is segmented. */
	void first(final ArrayImg<FloatType, FloatArray> frame) {
		current = prepare(frame);
	}

	/**
	 * Segments the current frame and moves on to the next.
	 *
	 * @param t 0-based index of the current frame
	 * @param nextFrame the one after it; null at the last
	 * @return labels of the current frame in the movie's size
	 */
	ArrayImg<IntType, IntArray> segment(final int t, final ArrayImg<FloatType, FloatArray> nextFrame)
		throws ModelException
	{
		final float[] next = nextFrame == null ? null : prepare(nextFrame);
		final FlowField motion = next != null ? flow.estimate(current, next)
			: previous != null ? flow.estimate(current, previous)
			: FlowField.zero(resampler.newWidth(), resampler.newHeight());
		final PredictedMaps maps = network.predict(current, motion);
		final ArrayImg<IntType, IntArray> labels = output == Output.SEMANTIC ? foreground(maps)
			: linker.link(splitter.split(maps, SPLIT), arrived);
		arrived = motion;
		previous = current;
		current = next;
		return resizer.resize(labels, maps.foreground());
	}

	@Override
	public void close() {
		flow.close();
		network.close();
	}

	// -- Helper methods --

	private float[] prepare(final ArrayImg<FloatType, FloatArray> frame) {
		final float[] plane = Luminance.of(frame);
		final float[] stretched = new float[plane.length];
		stretch.apply(plane, stretched);
		return resampler.apply(stretched);
	}

	private static ArrayImg<IntType, IntArray> foreground(final PredictedMaps maps) {
		final int[] mask = new int[maps.foreground().length];
		for (int i = 0; i < mask.length; i++)
			mask[i] = maps.foreground()[i] >= SPLIT.foregroundThreshold() ? 1 : 0;
		return ArrayImgs.ints(mask, maps.width(), maps.height());
	}
}
