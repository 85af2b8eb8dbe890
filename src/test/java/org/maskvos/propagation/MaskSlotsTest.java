package org.maskvos.propagation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.maskvos.model.ModelException;

/** Objects that share masks, on a grid of 40 x 30 positions. */
@Tag("unit")
class MaskSlotsTest {

	private static final int COLUMNS = 40, POSITIONS = 40 * 30;
	private static final Grid GRID = new Grid(Padding.of(320, 240, 8), 8);

	private static int[] at(final int x, final int y) {
		return new int[] { y * COLUMNS + x, y * COLUMNS + x + 1 };
	}

	/** 35 objects, 5 apart. */
	private static Map<Integer, int[]> grid() {
		final Map<Integer, int[]> objects = new TreeMap<>();
		for (int k = 0; k < 35; k++)
			objects.put(k + 1, at(2 + k % 7 * 5, 2 + k / 7 * 5));
		return objects;
	}

	@Test
	void fewObjectsHaveAMaskEach() {
		final MaskSlots slots = new MaskSlots(grid(), 35, GRID);
		assertEquals(35, slots.count());
		for (int s = 0; s < 35; s++)
			assertEquals(List.of(s + 1), slots.members(s));
		assertNull(slots.maps(grid()));
	}

	@Test
	void objectsOfASlotAreFarApart() {
		final MaskSlots slots = new MaskSlots(grid(), 8, GRID);
		assertEquals(8, slots.count());
		int all = 0;
		for (int s = 0; s < 8; s++) {
			all += slots.members(s).size();
			for (final int id : slots.members(s)) {
				final Map<Integer, int[]> others = new HashMap<>(grid());
				others.keySet().retainAll(slots.members(s));
				others.remove(id);
				final int distance = SlotMap.of(others, GRID).distanceTo(grid().get(id));
				assertTrue(distance >= 9, "no direct neighbours in a slot: " + distance);
			}
		}
		assertEquals(35, all);
	}

	@Test
	void objectsThatApproachAreMovedWithTheirMemory() throws ModelException {
		final Map<Integer, int[]> objects = grid();
		final MaskSlots slots = new MaskSlots(objects, 8, GRID);
		final int slot = slots.slotOf(1);
		final int other = slots.members(slot).stream().filter(id -> id != 1).findFirst().orElseThrow();
		final float[][] values = new float[8][POSITIONS];
		objects.forEach((id, places) -> values[slots.slotOf(id)][places[0]] = id);
		try (MemoryBank bank = new MemoryBank(GRID)) {
			bank.append(new MemoryFrame(0, new float[POSITIONS], values, slots.maps(objects)), true);
			final int[] beside = objects.get(other);
			objects.put(1, new int[] { beside[0] + 3, beside[1] + 3 });
			final List<MaskSlots.Move> moves = slots.separate(objects, slots.maps(objects));
			assertEquals(1, moves.stream().filter(move -> move.from() == slot).count());
			assertNotEquals(slots.slotOf(1), slots.slotOf(other));
			moves.forEach(bank.blocks().get(0)::move);
			// NB: memory is of the time when the objects were on the grid
			grid().forEach((id, places) -> assertEquals((float) id, bank.blocks().get(0).values(slots.slotOf(id))[places[0]],
				0));
		}
	}

	@Test
	void mapsKnowTheNearestObject() {
		final SlotMap map = SlotMap.of(Map.of(3, new int[] { 0 }, 9, new int[] { 39 }), GRID);
		assertEquals(3, map.owner()[5]);
		assertEquals(9, map.owner()[30 + 2 * COLUMNS]);
		assertEquals(5, map.distance()[5 + 4 * COLUMNS]);
		assertArrayEquals(new int[0], MaskSlots.around(3, map, map));
	}
}
