package org.maskvos.propagation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;

import org.maskvos.model.ModelException;

/**
 * All objects of a propagation, group by group, and where they are. Lists of masks
 * have one for each slot of the first group, then of the second, and so on.
 */
final class ObjectGroups implements AutoCloseable {

	private final Padding padding;
	private final Grid grid;
	private final int mostSlots;
	private final IntFunction<MemoryPolicy> policies;
	private final List<ObjectGroup> groups = new ArrayList<>();

	/**
	 * @param grid of the frames
	 * @param mostSlots of a group
	 * @param policies of the first, second ... group
	 */
	ObjectGroups(final Grid grid, final int mostSlots, final IntFunction<MemoryPolicy> policies) {
		this.grid = grid;
		padding = grid.padding();
		this.mostSlots = mostSlots;
		this.policies = policies;
	}

	List<ObjectGroup> all() {
		return Collections.unmodifiableList(groups);
	}

	/** Slots in all. */
	int slots() {
		return groups.stream().mapToInt(group -> group.slots().count()).sum();
	}

	/** Whether objects share slots. */
	boolean shared() {
		return groups.stream().anyMatch(group -> group.slots().shared());
	}

	/** For each object the positions of the network that it covers. */
	Map<Integer, int[]> places(final int[] labels) {
		final Map<Integer, TreeSet<Integer>> places = new TreeMap<>();
		int before = 0, beforeAt = -1;
		for (int i = 0; i < labels.length; i++) {
			if (labels[i] == 0) continue;
			final int at = grid.at(i % padding.width(), i / padding.width());
			if (labels[i] == before && at == beforeAt) continue;
			places.computeIfAbsent(labels[i], id -> new TreeSet<>()).add(at);
			before = labels[i];
			beforeAt = at;
		}
		final Map<Integer, int[]> result = new TreeMap<>();
		places.forEach((id, positions) -> result.put(id, positions.stream().mapToInt(p -> p).toArray()));
		return result;
	}

	/**
	 * Writes an annotation over what was found; objects that are new get slots.
	 *
	 * @param labels that were found; receives the annotation
	 * @param masks padded, of all slots
	 * @return masks of all slots, padded, not aggregated; those given stay as they are
	 */
	List<float[]> annotate(final int[] annotation, final int[] labels, final List<float[]> masks) throws ModelException {
		final List<float[]> result = new ArrayList<>(masks.stream().map(float[]::clone).toList());
		final TreeSet<Integer> named = new TreeSet<>();
		Arrays.stream(annotation).filter(id -> id != 0).forEach(named::add);
		final TreeSet<Integer> known = ids();
		AnnotatedLabels.replace(labels, annotation, named);
		final Map<Integer, int[]> fresh = new LinkedHashMap<>(places(annotation));
		fresh.keySet().removeAll(known);
		if (!fresh.isEmpty()) {
			final MaskSlots slots = new MaskSlots(fresh, mostSlots, grid);
			groups.add(new ObjectGroup(slots, policies.apply(groups.size()), grid));
			for (int s = 0; s < slots.count(); s++)
				result.add(new float[padding.paddedWidth() * padding.paddedHeight()]);
		}
		int first = 0;
		for (final ObjectGroup group : groups) {
			for (int s = 0; s < group.slots().count(); s++)
				draw(annotation, labels, named, group.slots(), s, result.get(first + s));
			first += group.slots().count();
		}
		return result;
	}

	/**
	 * Moves objects that share a slot and have come near each other.
	 *
	 * @param places of {@link #places}
	 * @param masks padded, of all slots; those between which objects move are replaced by changed copies
	 */
	void separate(final Map<Integer, int[]> places, final List<float[]> masks) {
		int first = 0;
		for (final ObjectGroup group : groups) {
			if (group.slots().shared()) for (final MaskSlots.Move move : group.slots().separate(places, group.slots().maps(
				places)))
			{
				group.move(move);
				final int from = first + move.from(), to = first + move.to();
				// NB: the planes of the segmentation are the caller's by now
				masks.set(from, masks.get(from).clone());
				masks.set(to, masks.get(to).clone());
				exchange(masks.get(from), masks.get(to), move.places());
			}
			first += group.slots().count();
		}
	}

	@Override
	public void close() {
		groups.forEach(ObjectGroup::close);
	}

	// -- Helper methods --

	/** Ids of the objects that exist. */
	private TreeSet<Integer> ids() {
		final TreeSet<Integer> ids = new TreeSet<>();
		for (final ObjectGroup group : groups)
			for (int s = 0; s < group.slots().count(); s++)
				ids.addAll(group.slots().members(s));
		return ids;
	}

	/** Annotated pixels are one or zero; an object that is annotated is nowhere else. */
	private void draw(final int[] annotation, final int[] labels, final TreeSet<Integer> named, final MaskSlots slots,
		final int slot, final float[] mask)
	{
		final List<Integer> members = slots.members(slot);
		final boolean all = named.containsAll(members);
		for (int i = 0; i < annotation.length; i++) {
			final int p = (i / padding.width() + padding.top()) * padding.paddedWidth() + padding.left() + i % padding
				.width();
			if (annotation[i] != 0) mask[p] = members.contains(annotation[i]) ? 1 : 0;
			// NB: what is left of an annotated object that shares its slot was given back as background
			else if (all || members.size() > 1 && labels[i] == 0) mask[p] = 0;
		}
		if (all) zeroPadding(mask);
	}

	private void zeroPadding(final float[] mask) {
		System.arraycopy(padding.pad(padding.crop(mask)), 0, mask, 0, mask.length);
	}

	/** Exchanges two masks at some of the network's positions. */
	private void exchange(final float[] a, final float[] b, final int[] positions) {
		final int stride = grid.stride(), columns = grid.columns();
		final float[] row = new float[stride];
		for (final int p : positions)
			for (int v = 0; v < stride; v++) {
				final int at = (p / columns * stride + v) * padding.paddedWidth() + p % columns * stride;
				System.arraycopy(a, at, row, 0, stride);
				System.arraycopy(b, at, a, at, stride);
				System.arraycopy(row, 0, b, at, stride);
			}
	}
}
