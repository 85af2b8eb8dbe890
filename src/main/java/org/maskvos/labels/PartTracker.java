package org.maskvos.labels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Divisions of objects that are followed as one: when an object has been in two
 * parts of some size for a few frames, it ends, and each part is an object of its
 * own from then on. Frames are given in order.
 */
public final class PartTracker {

	/** A part is at least this share of the object. */
	private static final double SHARE = 0.25;
	/** Frames in a row in which an object is in parts before they count as children. */
	private static final int CONFIRMED = 3;

	private final Lineage lineage;
	private final int width;
	private int nextId;
	/** What an object has become: itself, or the ids of its parts. */
	private final Map<Integer, TreeSet<Integer>> parts = new HashMap<>();
	/** Frames in a row in which a part has been in parts itself. */
	private final Map<Integer, Integer> apart = new HashMap<>();
	private int[] before;

	/**
	 * @param lineage receives parents
	 * @param width of the frames, in px
	 * @param firstId of children; larger than all ids
	 */
	public PartTracker(final Lineage lineage, final int width, final int firstId) {
		this.lineage = lineage;
		this.width = width;
		nextId = firstId;
	}

	/**
	 * Gives the parts of divided objects their own ids.
	 *
	 * @param t 0-based frame
	 * @param ids row major; changed
	 * @param given objects that a person drew in this frame: they are whole again
	 */
	public void apply(final int t, final int[] ids, final TreeSet<Integer> given) {
		given.forEach(id -> parts.put(id, new TreeSet<>(List.of(id))));
		final Map<Integer, List<int[]>> components = components(ids);
		components.keySet().removeAll(given);
		components.forEach((id, pieces) -> {
			final TreeSet<Integer> mine = parts.computeIfAbsent(id, k -> new TreeSet<>(List.of(k)));
			final Map<Integer, List<int[]>> owned = new TreeMap<>();
			for (final int[] piece : pieces)
				assign(piece, mine, ids, owned);
			for (final Map.Entry<Integer, List<int[]>> part : owned.entrySet())
				divide(t, part.getKey(), part.getValue(), mine, ids);
		});
		before = ids.clone();
	}

	// -- Helper methods --

	/** Gives a component to the part that it overlaps most; shares it where it overlaps several. */
	private void assign(final int[] piece, final TreeSet<Integer> mine, final int[] ids,
		final Map<Integer, List<int[]>> owned)
	{
		final Map<Integer, Integer> overlaps = new TreeMap<>();
		for (final int p : piece)
			if (before != null && mine.contains(before[p])) overlaps.merge(before[p], 1, Integer::sum);
		final int first = overlaps.isEmpty() ? nearest(piece, mine) : overlaps.entrySet().stream().max(Map.Entry
			.comparingByValue()).orElseThrow().getKey();
		final int all = overlaps.values().stream().mapToInt(n -> n).sum();
		if (all == 0 || overlaps.get(first) > (1 - SHARE) * all) {
			for (final int p : piece)
				ids[p] = first;
			owned.computeIfAbsent(first, k -> new ArrayList<>()).add(piece);
			return;
		}
		// NB: parts that touch again are told apart by where they were
		for (final int p : piece)
			ids[p] = mine.contains(before[p]) ? before[p] : nearest(new int[] { p }, mine);
		for (final int part : overlaps.keySet())
			owned.computeIfAbsent(part, k -> new ArrayList<>()).add(Arrays.stream(piece).filter(p -> ids[p] == part)
				.toArray());
	}

	/** The part that was nearest in the frame before; any if none was there. */
	private int nearest(final int[] piece, final TreeSet<Integer> mine) {
		if (mine.size() == 1 || before == null) return mine.first();
		final int centre = piece[piece.length / 2];
		int best = mine.first();
		long least = Long.MAX_VALUE;
		for (int p = 0; p < before.length; p++) {
			if (!mine.contains(before[p])) continue;
			final long dx = p % width - centre % width, dy = p / width - centre / width;
			if (dx * dx + dy * dy >= least) continue;
			least = dx * dx + dy * dy;
			best = before[p];
		}
		return best;
	}

	private void divide(final int t, final int part, final List<int[]> pieces, final TreeSet<Integer> mine,
		final int[] ids)
	{
		pieces.sort(Comparator.comparingInt(piece -> -piece.length));
		final int area = pieces.stream().mapToInt(piece -> piece.length).sum();
		final boolean two = pieces.size() > 1 && pieces.get(1).length >= SHARE * area;
		final int frames = two ? apart.merge(part, 1, Integer::sum) : 0;
		if (!two) apart.remove(part);
		if (frames < CONFIRMED) return;
		mine.remove(part);
		apart.remove(part);
		for (int k = 0; k < 2; k++) {
			final int child = nextId++;
			mine.add(child);
			for (final int p : pieces.get(k))
				ids[p] = child;
			lineage.seen(child, t);
			lineage.setParent(child, part);
		}
		// NB: crumbs go to the larger child, for the parent has ended
		for (final int[] crumb : pieces.subList(2, pieces.size()))
			for (final int p : crumb)
				ids[p] = ids[pieces.get(0)[0]];
	}

	/** Eight-connected components of every object. */
	private Map<Integer, List<int[]>> components(final int[] ids) {
		final Map<Integer, List<int[]>> components = new TreeMap<>();
		final boolean[] seen = new boolean[ids.length];
		final int[] queue = new int[ids.length];
		final int height = ids.length / width;
		for (int start = 0; start < ids.length; start++) {
			if (ids[start] == 0 || seen[start]) continue;
			int tail = 0;
			queue[tail++] = start;
			seen[start] = true;
			for (int head = 0; head < tail; head++) {
				final int x = queue[head] % width, y = queue[head] / width;
				for (int v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++)
					for (int u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
						final int q = v * width + u;
						if (seen[q] || ids[q] != ids[start]) continue;
						seen[q] = true;
						queue[tail++] = q;
					}
			}
			components.computeIfAbsent(ids[start], k -> new ArrayList<>()).add(Arrays.copyOf(queue, tail));
		}
		return components;
	}
}
