package org.maskvos.vos.stcn;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.type.numeric.integer.IntType;
import net.imglib2.type.numeric.real.FloatType;

import org.maskvos.annotation.Annotations;
import org.maskvos.frames.NetworkFrames;
import org.maskvos.io.Movies;
import org.maskvos.labels.Lineage;
import org.maskvos.labels.PartTracker;
import org.maskvos.model.Graph;
import org.maskvos.movie.Movie;
import org.maskvos.propagation.AnnotatedLabels;
import org.maskvos.propagation.Propagation;
import org.maskvos.propagation.Segmentation;
import org.maskvos.propagation.StcnNetwork;
import org.maskvos.vos.FrameConsumer;
import org.maskvos.vos.FrameResult;
import org.maskvos.vos.Progress;
import org.maskvos.vos.stcn.StcnOptions.Direction;

/**
 * The order in which {@link Stcn} visits the frames of one movie: as they come,
 * away from the annotations; or first to collect memories, and then once more from
 * begin to end.
 */
final class StcnPass {

	/** Frames that are read ahead. */
	private static final int PREFETCH = 3;
	/** Last frames that the final of several passes remembers besides. */
	private static final int RECENT = 2;

	private final StcnNetwork network;
	/** Null if nothing is known of motion. */
	private final Graph flow;
	private final StcnOptions options;
	private final NetworkFrames frames;
	private final Movie movie;
	private final Annotations annotations;
	private final Progress progress;
	private final Lineage lineage = new Lineage();
	/** Null if divisions are not noted. */
	private final PartTracker parts;
	private final int length;
	private int visited;
	private int visits;
	private int slots;
	private double readSeconds;

	StcnPass(final StcnNetwork network, final Graph flow, final StcnOptions options, final NetworkFrames frames,
		final Movie movie, final Annotations annotations, final Progress progress)
	{
		this.network = network;
		this.flow = flow;
		this.options = options;
		this.frames = frames;
		this.movie = movie;
		this.annotations = annotations;
		this.progress = progress;
		length = movie.info().frames();
		int largest = 0;
		for (final int t : annotations.frames())
			largest = Math.max(largest, annotations.ids(t).last());
		parts = options.divisions() ? new PartTracker(lineage, movie.info().width(), largest + 1) : null;
	}

	Lineage lineage() {
		return lineage;
	}

	/** Masks that were segmented in a frame, at most. */
	int slots() {
		return slots;
	}

	/** Wall time of the memory read outside of ONNX Runtime, in seconds. */
	double readSeconds() {
		return readSeconds;
	}

	// -- Orders --

	/** Each direction once; frames between annotations are reached twice, and merged. */
	void online(final FrameConsumer consumer) throws IOException {
		final boolean backward = options.direction() != Direction.FORWARD;
		final boolean forward = options.direction() != Direction.BACKWARD;
		visits = (backward ? annotations.last() + 1 : 0) + (forward ? length - annotations.first() : 0);
		final DirectionMerger merger = new DirectionMerger(annotations);
		try (LabelStore earlier = new LabelStore(pixels(), length)) {
			if (backward && annotations.last() > 0) backward(earlier);
			try (Movie ahead = Movies.prefetched(movie, PREFETCH);
					MovingFrames moving = new MovingFrames(ahead, frames, flow, IntStream.range(0, length), length,
						t -> forward && t > annotations.first(), network.threads());
					Propagation propagation = propagation())
			{
				for (int t = 0; t < length; t++) {
					final MovingFrames.Moved frame = moving.take();
					LabelStore.Entry found = null;
					if (forward && t >= annotations.first()) found = entry(visit(propagation, frame, annotations.frame(t)));
					final LabelStore.Entry other = earlier.has(t) ? earlier.get(t) : null;
					write(t, frame.frame(), found != null && other != null ? merger.merge(t, found, other) //
						: found != null ? found.ids() : other != null ? other.ids() : new int[pixels()], consumer);
				}
				note(propagation);
			}
		}
	}

	/**
	 * stcnbuf with several passes: those before the last collect memories, in random
	 * order, or there and back where motion is followed; in the last, memory is frozen
	 * but for a few last frames.
	 */
	void offline(final FrameConsumer consumer) throws IOException {
		final int from = options.direction() == Direction.FORWARD ? annotations.first() : 0;
		final int to = options.direction() == Direction.BACKWARD ? annotations.last() + 1 : length;
		final int[] collecting = (flow == null ? permuted(from, to) : thereAndBack(from, to)).toArray();
		visits = collecting.length + length;
		final Set<Integer> known = new HashSet<>();
		writeEmpty(0, from, consumer);
		try (MovingFrames moving = new MovingFrames(movie, frames, flow, IntStream.concat(Arrays.stream(collecting),
			IntStream.range(from, to)), collecting.length + to - from, t -> true, network.threads());
				Propagation propagation = propagation())
		{
			for (final int t : collecting)
				visit(propagation, moving.take(), known.add(t) ? annotations.frame(t) : null);
			propagation.freeze(RECENT);
			for (int t = from; t < to; t++) {
				final MovingFrames.Moved frame = moving.take();
				write(t, frame.frame(), entry(visit(propagation, frame, null)).ids(), consumer);
			}
			note(propagation);
		}
		writeEmpty(to, length, consumer);
	}

	// -- Helper methods --

	/** Annotated frames, then for each pass but the last all others in an order of its own. */
	private IntStream permuted(final int from, final int to) {
		final List<Integer> others = new ArrayList<>(IntStream.range(from, to).filter(t -> annotations.frame(t) == null)
			.boxed().toList());
		final Random random = new Random(options.memory().seed());
		final List<Integer> order = new ArrayList<>(annotations.frames());
		for (int pass = 1; pass < options.passes(); pass++) {
			Collections.shuffle(others, random);
			order.addAll(others);
		}
		return order.stream().mapToInt(t -> t);
	}

	/** For each pass but the last on to the end and back to the begin; always to a neighbour, so that motion is known. */
	private IntStream thereAndBack(final int from, final int to) {
		return IntStream.range(1, options.passes()).flatMap(pass -> IntStream.concat(IntStream.range(pass == 1 ? annotations
			.first() : from, to), IntStream.range(from + 1, to - 1).map(t -> from + to - 1 - t)));
	}

	private void backward(final LabelStore store) throws IOException {
		final int last = annotations.last();
		try (MovingFrames moving = new MovingFrames(movie, frames, flow, IntStream.rangeClosed(0, last).map(i -> last - i),
			last + 1, t -> true, network.threads()); Propagation propagation = propagation())
		{
			for (int t = last; t >= 0; t--)
				store.put(t, entry(visit(propagation, moving.take(), annotations.frame(t))));
			note(propagation);
		}
	}

	/** @param annotation of the frame; null if there is none, or memory has it already */
	private Segmentation visit(final Propagation propagation, final MovingFrames.Moved frame, final int[] annotation)
		throws IOException
	{
		final Segmentation found = propagation.visit(frame.t(), frame.planes(), annotation == null ? null : frames.labels(
			annotation), frame.motion());
		visited();
		return found;
	}

	private void visited() {
		progress.step("Propagating", ++visited, visits);
	}

	/** Labels in the movie's size: passes that collect memories need none. */
	private LabelStore.Entry entry(final Segmentation found) {
		final float[] certainty = new float[pixels()];
		return new LabelStore.Entry(found.labels(frames::enlarged, movie.info().width(), movie.info().height(), certainty),
			certainty);
	}

	/** Writes frames that are not visited. */
	private void writeEmpty(final int from, final int to, final FrameConsumer consumer) throws IOException {
		for (int t = from; t < to; t++) {
			visited();
			write(t, movie.frame(t), new int[pixels()], consumer);
		}
	}

	/** Writes a frame; the annotation lies above what was found. */
	private void write(final int t, final ArrayImg<FloatType, FloatArray> frame, final int[] ids,
		final FrameConsumer consumer) throws IOException
	{
		final int[] annotation = annotations.frame(t);
		final TreeSet<Integer> named = annotations.ids(t);
		if (annotation != null) AnnotatedLabels.replace(ids, annotation, named);
		if (parts != null) parts.apply(t, ids, named);
		final TreeSet<Integer> seen = new TreeSet<>();
		for (final int id : ids)
			if (id != 0) seen.add(id);
		seen.forEach(id -> lineage.seen(id, t));
		final ArrayImg<IntType, IntArray> labels = ArrayImgs.ints(ids, movie.info().width(), movie.info().height());
		consumer.accept(new FrameResult(t, labels, frame, lineage));
	}

	private Propagation propagation() throws IOException {
		return new Propagation(network, frames.width(), frames.height(), options.memory());
	}

	private void note(final Propagation propagation) {
		slots = Math.max(slots, propagation.slots());
		readSeconds += propagation.readSeconds();
	}

	private int pixels() {
		return movie.info().width() * movie.info().height();
	}
}
