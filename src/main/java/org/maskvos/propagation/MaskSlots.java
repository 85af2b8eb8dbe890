package org.maskvos.propagation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which objects share a mask. The networks segment one mask after the other, so
 * hundreds of objects would cost hundreds of runs; but objects that are far apart
 * can be drawn into one mask, as neighbouring countries are coloured with few
 * colours. Objects that come near each other later are moved to other slots.
 */
final class MaskSlots {

	/** Objects of a slot shall be this far apart, in positions. */
	private static final int NEAR = 3;

	/**
	 * An object changes its slot.
	 *
	 * @param places positions around it that change with it
	 */
	record Move(int id, int from, int to, int[] places) {}

	private final Grid grid;
	private final List<List<Integer>> members = new ArrayList<>();
	private final boolean shared;

	/**
	 * @param objects id to the positions that it covers
	 * @param most slots; fewer objects have one each
	 */
	MaskSlots(final Map<Integer, int[]> objects, final int most, final Grid grid) {
		this.grid = grid;
		shared = objects.size() > most;
		for (int s = 0; s < Math.min(most, objects.size()); s++)
			members.add(new ArrayList<>());
		final SlotMap[] maps = new SlotMap[members.size()];
		for (int s = 0; s < maps.length; s++)
			maps[s] = SlotMap.of(Map.of(), grid);
		int next = 0;
		for (final Map.Entry<Integer, int[]> object : objects.entrySet()) {
			final int slot = shared ? farthest(maps, object.getValue(), -1) : next++;
			members.get(slot).add(object.getKey());
			if (shared) maps[slot].add(object.getKey(), object.getValue(), grid);
		}
	}

	int count() {
		return members.size();
	}

	/** Whether a slot may hold several objects. */
	boolean shared() {
		return shared;
	}

	List<Integer> members(final int slot) {
		return members.get(slot);
	}

	/** @return -1 if the object has no slot here */
	int slotOf(final int id) {
		for (int s = 0; s < members.size(); s++)
			if (members.get(s).contains(id)) return s;
		return -1;
	}

	/** Who owns which positions; null if no slot is shared. */
	SlotMap[] maps(final Map<Integer, int[]> objects) {
		if (!shared) return null;
		final SlotMap[] maps = new SlotMap[members.size()];
		for (int s = 0; s < maps.length; s++)
			maps[s] = map(s, objects);
		return maps;
	}

	/**
	 * Moves objects that have come near another one of their slot.
	 *
	 * @param objects id to the positions that it covers now
	 * @param maps of these; changed
	 */
	List<Move> separate(final Map<Integer, int[]> objects, final SlotMap[] maps) {
		final List<Move> moves = new ArrayList<>();
		for (int s = 0; s < maps.length; s++)
			for (final Map.Entry<Integer, Integer> near : neighbours(maps[s]).entrySet()) {
				final int id = near.getKey();
				final int to = farthest(maps, objects.get(id), s);
				// NB: the first of a pair may have left already
				if (to < 0 || gap(maps[s], id) > NEAR || maps[to].distanceTo(objects.get(id)) <= near.getValue()) continue;
				moves.add(new Move(id, s, to, around(id, maps[s], maps[to])));
				members.get(s).remove((Integer) id);
				members.get(to).add(id);
				maps[s] = map(s, objects);
				maps[to].add(id, objects.get(id), grid);
			}
		return moves;
	}

	/** Positions nearer to an object of a slot than to any of another slot. */
	static int[] around(final int id, final SlotMap from, final SlotMap to) {
		return java.util.stream.IntStream.range(0, from.owner().length).filter(p -> from.owner()[p] == id && from
			.distance()[p] < to.distance()[p]).toArray();
	}

	// -- Helper methods --

	private SlotMap map(final int slot, final Map<Integer, int[]> objects) {
		final Map<Integer, int[]> present = new HashMap<>();
		for (final int id : members.get(slot))
			if (objects.containsKey(id)) present.put(id, objects.get(id));
		return SlotMap.of(present, grid);
	}

	/** The slot whose objects are farthest from some positions; -1 if there is only the excluded one. */
	private static int farthest(final SlotMap[] maps, final int[] places, final int excluded) {
		int best = -1, most = -1;
		for (int s = 0; s < maps.length; s++) {
			final int distance = s == excluded ? -1 : maps[s].distanceTo(places);
			if (distance > most) {
				most = distance;
				best = s;
			}
		}
		return best;
	}

	private int gap(final SlotMap map, final int id) {
		return neighbours(map).getOrDefault(id, SlotMap.FAR);
	}

	/** Objects that are near another one of the slot, and how near. */
	private Map<Integer, Integer> neighbours(final SlotMap map) {
		final Map<Integer, Integer> near = new java.util.TreeMap<>();
		final int columns = grid.columns(), positions = grid.positions();
		for (int p = 0; p < positions; p++) {
			if (p % columns + 1 < columns) meet(map, p, p + 1, near);
			if (p + columns < positions) meet(map, p, p + columns, near);
		}
		return near;
	}

	private static void meet(final SlotMap map, final int p, final int q, final Map<Integer, Integer> near) {
		if (map.owner()[p] == map.owner()[q]) return;
		final int gap = map.distance()[p] + map.distance()[q];
		if (gap > NEAR) return;
		near.merge(map.owner()[p], gap, Math::min);
		near.merge(map.owner()[q], gap, Math::min);
	}
}
