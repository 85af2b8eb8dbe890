package org.maskvos.propagation;

import java.util.Arrays;
import java.util.Map;

/**
 * For every position the nearest object of a slot, and how far it is in steps to
 * one of the eight neighbours.
 *
 * @param owner id of the nearest object, 0 if there is none
 * @param distance in positions; {@link #FAR} if there is none
 */
record SlotMap(int[] owner, int[] distance) {

	static final int FAR = 1 << 20;

	/**
	 * Grows objects until they meet.
	 *
	 * @param objects id to the positions that it covers
	 */
	static SlotMap of(final Map<Integer, int[]> objects, final Grid grid) {
		final SlotMap map = new SlotMap(new int[grid.positions()], new int[grid.positions()]);
		Arrays.fill(map.distance, FAR);
		objects.forEach((id, places) -> map.add(id, places, grid));
		return map;
	}

	/** Adds an object: it takes what is nearer to it. */
	void add(final int id, final int[] places, final Grid grid) {
		final int columns = grid.columns(), rows = grid.rows();
		final int[] queue = new int[owner.length];
		int tail = 0;
		for (final int p : places) {
			if (distance[p] == 0) continue;
			distance[p] = 0;
			owner[p] = id;
			queue[tail++] = p;
		}
		for (int head = 0; head < tail; head++) {
			final int p = queue[head], x = p % columns, y = p / columns;
			for (int v = Math.max(0, y - 1); v <= Math.min(rows - 1, y + 1); v++)
				for (int u = Math.max(0, x - 1); u <= Math.min(columns - 1, x + 1); u++) {
					final int q = v * columns + u;
					if (distance[q] <= distance[p] + 1) continue;
					distance[q] = distance[p] + 1;
					owner[q] = id;
					queue[tail++] = q;
				}
		}
	}

	/** Distance from an object to the nearest one of this slot. */
	int distanceTo(final int[] places) {
		int least = FAR;
		for (final int p : places)
			least = Math.min(least, distance[p]);
		return least;
	}

	SlotMap copy() {
		return new SlotMap(owner.clone(), distance.clone());
	}

	/** Becomes equal to another map of as many positions. */
	void set(final SlotMap from) {
		System.arraycopy(from.owner, 0, owner, 0, owner.length);
		System.arraycopy(from.distance, 0, distance, 0, distance.length);
	}

	/** Takes over one position of another map. */
	void copy(final SlotMap from, final int source, final int target) {
		owner[target] = from.owner[source];
		distance[target] = from.distance[source];
	}

	/** Forgets who owns a position. */
	void clear(final int position) {
		owner[position] = 0;
		distance[position] = FAR;
	}
}
