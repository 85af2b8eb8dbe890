package org.maskvos.vos.maskvos;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.type.numeric.integer.IntType;

import org.maskvos.flow.FlowField;
import org.maskvos.labels.Expectation;
import org.maskvos.labels.GapFiller;
import org.maskvos.labels.InstanceSplitter;
import org.maskvos.labels.LabelResizer;
import org.maskvos.labels.Lineage;
import org.maskvos.labels.LinkOptions;
import org.maskvos.labels.Linker;
import org.maskvos.labels.PredictedMaps;
import org.maskvos.labels.SplitOptions;
import org.maskvos.movie.MovieInfo;
import org.maskvos.vos.maskvos.MaskVosOptions.Output;

/**
 * From what the networks say of the frames of one movie to labels: instances,
 * identity through time, the movie's size. Frames come in order, each once.
 */
final class FrameLabels {

	private static final SplitOptions SPLIT = SplitOptions.defaults();
	private static final LinkOptions LINK = LinkOptions.defaults();

	private final Output output;
	private final InstanceSplitter splitter = new InstanceSplitter();
	private final Linker linker;
	private final LabelResizer resizer;
	private final GapFiller gaps = new GapFiller(LINK.maxGap());

	/** From the previous frame to this one; null at the first. */
	private FlowField arrived;
	/** Of this frame, by the previous one; null at the first. */
	private Expectation expected;

	/** @param lineage receives the tracks */
	FrameLabels(final MovieInfo info, final Output output, final Lineage lineage) {
		this.output = output;
		linker = new Linker(lineage, LINK);
		resizer = new LabelResizer(info.width(), info.height(), SPLIT.foregroundThreshold());
	}

	/**
	 * @return labels of the next frame in the movie's size, axes X, Y; they may change
	 *         as long as fewer than {@link #delay} later frames have been asked for
	 */
	ArrayImg<IntType, IntArray> of(final SeenFrame seen) {
		if (output == Output.SEMANTIC) return resizer.resize(foreground(seen.maps()), seen.maps().foreground());
		final ArrayImg<IntType, IntArray> found = linker.link(splitter.split(seen.maps(), SPLIT, expected), arrived);
		arrived = seen.motion();
		expected = Expectation.of(found, splitter.landscape(), arrived);
		final ArrayImg<IntType, IntArray> labels = resizer.resize(found, seen.maps().foreground());
		gaps.add(labels);
		return labels;
	}

	/** Frames until labels are final. */
	int delay() {
		return output == Output.SEMANTIC ? 0 : LINK.maxGap();
	}

	// -- Helper methods --

	private static ArrayImg<IntType, IntArray> foreground(final PredictedMaps maps) {
		final int[] mask = new int[maps.foreground().length];
		for (int i = 0; i < mask.length; i++)
			mask[i] = maps.foreground()[i] >= SPLIT.foregroundThreshold() ? 1 : 0;
		return ArrayImgs.ints(mask, maps.width(), maps.height());
	}
}
