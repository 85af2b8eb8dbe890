package org.maskvos.propagation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Stream;

import org.maskvos.concurrent.Workers;
import org.maskvos.flow.TrustedFlow;
import org.maskvos.model.ModelException;

/**
 * STCN over frames of one size (Cheng, Tai, Tang 2021): what is annotated in some
 * frames is found in the others, in whatever order they are visited, through a
 * memory of those that went before.
 *
 * <pre>
 * try (Propagation propagation = new Propagation(network, width, height, MemoryOptions.defaults())) {
 * 	propagation.visit(0, first, annotation, null);
 * 	int[] labels = propagation.visit(1, second, null, motion).labels();
 * }
 * </pre>
 *
 * An object exists from the frame on where it is first annotated. Used from one
 * thread at a time.
 */
public final class Propagation implements AutoCloseable {

	private final MemoryOptions options;
	private final Padding padding;
	private final int keyChannels;
	private final QueryFrame frame;
	private final MemoryReader reader;
	private final Workers workers;
	/** Null if the network does not look at carried masks. */
	private final MaskWarper carrier;
	private final ObjectGroups groups;
	/** To be carried: probabilities of every slot in the frame that was visited last, padded and aggregated. */
	private List<float[]> latest = List.of();
	/** The same where they are expected in the frame to be visited; null if not known. */
	private List<float[]> carried;
	/** Frames visited since the last annotated one. */
	private int step;
	/** Last frames that are remembered besides. */
	private int recent;
	private boolean frozen;

	/**
	 * @param width of the frames, in px
	 * @param height of the frames, in px
	 */
	public Propagation(final StcnNetwork network, final int width, final int height, final MemoryOptions options)
		throws ModelException
	{
		this(network, width, height, options, options::policy);
	}

	/** @param policies of the first, second ... objects to be annotated */
	Propagation(final StcnNetwork network, final int width, final int height, final MemoryOptions options,
		final IntFunction<MemoryPolicy> policies) throws ModelException
	{
		this.options = options;
		padding = Padding.of(width, height, network.settings().multiple());
		keyChannels = network.keyChannels();
		frame = new QueryFrame(network, padding);
		groups = new ObjectGroups(frame.grid(), options.slots(), policies);
		workers = new Workers(network.threads());
		reader = new MemoryReader(network, frame.grid(), options.topK(), workers);
		carrier = network.settings().carriedMasks() ? new MaskWarper(padding, workers) : null;
		recent = options.recent();
	}

	// -- Visiting frames --

	/**
	 * Segments a frame, and remembers it where the options say so.
	 *
	 * @param time number of the frame in the movie
	 * @param planes one, or red, green and blue, in [0, 1], row major
	 * @param annotation object ids, row major, 0 for background; null if the frame
	 *          is not annotated. What memory keeps is the annotation, and outside of
	 *          it the objects that it does not name as they were found.
	 * @param motion from the frame that was visited last to this one, in the size of the frames that go in; null if not
	 *          known. Memory positions and carried masks go along with it, in packages that declare a pace.
	 * @return what was found with what was known before the annotation
	 */
	public Segmentation visit(final int time, final float[][] planes, final int[] annotation, final TrustedFlow motion)
		throws ModelException
	{
		if (motion != null) follow(motion);
		frame.encode(planes);
		memoryPositions().forEach(positions -> positions.returnTo(time));
		final List<float[]> masks = new ArrayList<>();
		final Segmentation found = segment(time, masks);
		step = annotation == null ? step + 1 : 0;
		final boolean remembered = !frozen && step % options.every() == 0;
		List<float[]> known = masks;
		if (annotation != null || !groups.all().isEmpty() && (remembered || recent > 0 || groups.shared())) known =
			remember(time, found, masks, annotation, remembered);
		if (carrier != null) latest = known;
		carried = null;
		return found;
	}

	/**
	 * Ends the collection of memories; from now on only the last frames are
	 * remembered besides (the final pass of stcnbuf).
	 *
	 * @param lastFrames how many of them
	 */
	public void freeze(final int lastFrames) {
		frozen = true;
		recent = lastFrames;
	}

	/** Masks that are segmented in a frame. */
	public int slots() {
		return groups.slots();
	}

	/** Wall time of the memory read outside of ONNX Runtime, in seconds. */
	public double readSeconds() {
		return reader.seconds();
	}

	@Override
	public void close() {
		groups.close();
		frame.close();
		reader.close();
		workers.close();
	}

	// -- Motion --

	/** Takes memory positions and the last masks along. */
	private void follow(final TrustedFlow motion) {
		final Motion moved = new Motion(frame.grid(), motion.field().dx(), motion.field().dy());
		memoryPositions().forEach(positions -> positions.follow(moved));
		if (carrier == null) return;
		carried = carrier.carry(latest, motion.field().dx(), motion.field().dy(), motion.confidence());
		latest = List.of(); // planes are large
	}

	// -- Segmenting --

	/** @param masks receives the probabilities of every slot, padded and aggregated */
	private Segmentation segment(final int time, final List<float[]> masks) throws ModelException {
		final List<Segmentation.Holder> holders = new ArrayList<>();
		final float[] key = frame.key();
		for (final ObjectGroup group : groups.all()) {
			final MaskSlots slots = group.slots();
			final MemoryReader.Readout readout = reader.read(key, time, group.blocks(), slots.count());
			masks.addAll(frame.masks(readout.values(), carried == null ? null : carried.subList(masks.size(), masks.size() +
				slots.count())));
			for (int s = 0; s < slots.count(); s++)
				holders.add(slots.shared() ? new Segmentation.Holder(0, readout.votes()[s]) : new Segmentation.Holder(slots
					.members(s).get(0), null));
		}
		final float[][] planes = aggregate(masks);
		for (int k = 1; k < planes.length; k++)
			masks.set(k - 1, planes[k]);
		return new Segmentation(frame.grid(), planes, holders);
	}

	// -- Remembering --

	/** @return the masks of all slots, as annotated, and where they were moved to */
	private List<float[]> remember(final int time, final Segmentation found, final List<float[]> masks,
		final int[] annotation, final boolean remembered) throws ModelException
	{
		List<float[]> soft = masks;
		Map<Integer, int[]> places = Map.of();
		if (annotation != null || groups.shared()) {
			final int[] labels = found.labels();
			if (annotation != null) soft = aggregated(groups.annotate(annotation, labels, masks));
			places = groups.places(labels);
			groups.separate(places, soft);
		}
		if (annotation == null && !remembered && recent == 0) return soft;
		final float[] keys = MemoryFrame.scaled(frame.key(), keyChannels);
		final float[][] values = frame.values(soft);
		int first = 0;
		for (final ObjectGroup group : groups.all()) {
			final int count = group.slots().count();
			final MemoryFrame memory = new MemoryFrame(time, keys, Arrays.copyOfRange(values, first, first + count), group
				.slots().maps(places));
			if (annotation != null && options.pinned()) group.pin(memory);
			else if (annotation != null || remembered) group.remember(memory);
			if (annotation == null && recent > 0) group.rememberRecent(memory, recent);
			first += count;
		}
		return soft;
	}

	// -- Helper methods --

	/** Of all that is remembered. */
	private Stream<MemoryPositions> memoryPositions() {
		return groups.all().stream().flatMap(group -> group.blocks().stream()).map(MemoryBank.Block::located);
	}

	/** The background's plane, then those of the objects. */
	private float[][] aggregate(final List<float[]> masks) {
		return SoftAggregation.of(masks, padding.paddedWidth() * padding.paddedHeight(), workers);
	}

	private List<float[]> aggregated(final List<float[]> masks) {
		final float[][] planes = aggregate(masks);
		return new ArrayList<>(Arrays.asList(planes).subList(1, planes.length));
	}
}
