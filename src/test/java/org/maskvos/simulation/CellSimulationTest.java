package org.maskvos.simulation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.maskvos.labels.Lineage;

/** Tests {@link CellSimulation}. */
@Tag("unit")
public class CellSimulationTest {

	private static final SimulationOptions SMALL = SimulationOptions.defaults().withSize(96, 80).withCells(8)
		.withObjectDiameter(14).withFrames(40);

	@ParameterizedTest
	@EnumSource
	public void sameSeedSameMovieWhateverTheOrder(final Modality modality) {
		final CellSimulation a = new CellSimulation(SMALL.withModality(modality));
		final CellSimulation b = new CellSimulation(SMALL.withModality(modality));
		final float[] seventh = frame(a, 7);
		final int[] truth = truth(b, 12);
		assertArrayEquals(seventh, frame(b, 7));
		assertArrayEquals(truth, truth(a, 12));
		assertFalse(Arrays.equals(seventh, frame(a, 8)));
		assertFalse(Arrays.equals(seventh, frame(new CellSimulation(SMALL.withModality(modality).withSeed(2)), 7)));
	}

	@Test
	public void intensitiesAreSixteenBitIntegers() {
		for (final float value : frame(new CellSimulation(SMALL), 3))
			assertTrue(value == Math.rint(value) && value >= 0 && value <= 65535);
	}

	@Test
	public void lineageTellsWhatTheLabelsShow() {
		final CellSimulation simulation = new CellSimulation(SMALL.withDivisions(0.05));
		final Lineage seen = new Lineage();
		int divided = 0, entered = 0;
		for (int t = 0; t < SMALL.frames(); t++) {
			for (final int id : ids(truth(simulation, t))) {
				if (id <= seen.size()) {
					assertEquals(t - 1, seen.track(id).end(), "a label goes on without gaps");
					seen.seen(id, t);
					continue;
				}
				final int parent = simulation.lineage().track(id).parent();
				assertEquals(id, seen.begin(t, parent), "ids are compact");
				if (parent > 0) divided++;
				else if (t > 0) entered++;
				if (parent > 0) assertEquals(t - 1, seen.track(parent).end());
			}
		}
		assertEquals(seen.tracks(), simulation.lineage().tracks());
		assertTrue(divided > 3, "divisions: " + divided);
		assertTrue(entered > 0, "entered: " + entered);
	}

	@Test
	public void cellsHaveTheDiameterThatWasAskedFor() {
		final CellSimulation simulation = new CellSimulation(SimulationOptions.defaults().withSize(512, 512).withCells(60)
			.withDivisions(0));
		final int[] labels = truth(simulation, 5);
		final double area = Arrays.stream(labels).filter(id -> id > 0).count() / (double) ids(labels).size();
		assertEquals(24, 2 * Math.sqrt(area / Math.PI), 3);
	}

	@Test
	public void tinyAndEmptyMovies() {
		assertEquals(1, frame(new CellSimulation(SMALL.withSize(1, 1).withCells(1)), 2).length);
		assertEquals(Set.of(0), Set.copyOf(Arrays.stream(truth(new CellSimulation(SMALL.withCells(0)), 2)).boxed()
			.toList()));
	}

	@Test
	public void settingsOutOfRangeAreNamed() {
		assertMessage("frames must be 1 to 1000000, not 0.", () -> SMALL.withFrames(0));
		assertMessage("object_diameter must be 6 to 500, not NaN.", () -> SMALL.withObjectDiameter(Double.NaN));
		assertTrue(assertThrows(IllegalArgumentException.class, () -> new CellSimulation(SMALL.withCells(500))).getMessage()
			.startsWith("cells must be fewer"));
		assertThrows(IndexOutOfBoundsException.class, () -> new CellSimulation(SMALL).frame(40));
	}

	// -- Helper methods --

	private static float[] frame(final CellSimulation simulation, final int t) {
		return simulation.frame(t).update(null).getCurrentStorageArray();
	}

	private static int[] truth(final CellSimulation simulation, final int t) {
		return simulation.truth(t).update(null).getCurrentStorageArray();
	}

	private static Set<Integer> ids(final int[] labels) {
		final Set<Integer> ids = new TreeSet<>();
		for (final int id : labels)
			if (id > 0) ids.add(id);
		return ids;
	}

	private static void assertMessage(final String message, final Runnable code) {
		assertEquals(message, assertThrows(IllegalArgumentException.class, code::run).getMessage());
	}
}
