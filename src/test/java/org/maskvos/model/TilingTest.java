package org.maskvos.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class TilingTest {

	@ParameterizedTest
	@CsvSource({ "1, 1", "31, 64", "100, 40", "128, 129", "300, 257", "1000, 90" })
	void whatIsCutIsPutTogetherAgain(final int width, final int height) throws ModelException {
		final Tiling tiling = new Tiling(width, height, 128, 32);
		final float[] plane = new float[width * height];
		for (int i = 0; i < plane.length; i++)
			plane[i] = (i * 7919) % 1013;
		final float[] result = new float[plane.length];
		try (Tensor tensor = tiling.tensor(1)) {
			assertEquals(0, tensor.shape()[2] % Tiling.MULTIPLE);
			assertEquals(0, tensor.shape()[3] % Tiling.MULTIPLE);
			for (final Tiling.Tile tile : tiling.tiles()) {
				tile.load(plane, tensor, 0);
				tile.blend(tensor, 0, result);
			}
		}
		for (int i = 0; i < plane.length; i++)
			assertEquals(plane[i], result[i], 1e-2f);
	}

	@Test
	void tilesThatDisagreeBlendWithoutAStep() throws ModelException {
		final Tiling tiling = new Tiling(400, 64, 128, 32);
		final float[] result = new float[400 * 64];
		float value = 0;
		try (Tensor tensor = tiling.tensor(1)) {
			for (final Tiling.Tile tile : tiling.tiles()) {
				value++;
				for (int i = 0; i < tensor.data().capacity(); i++)
					tensor.data().put(i, value);
				tile.blend(tensor, 0, result);
			}
		}
		assertTrue(tiling.tiles().size() > 2);
		assertEquals(1, result[0], 1e-5);
		assertEquals(value, result[399], 1e-5);
		for (int x = 1; x < 400; x++)
			assertTrue(Math.abs(result[x] - result[x - 1]) < 0.1, "step at " + x);
	}

	@Test
	void aSmallPlaneIsOneTileFilledWithItsLastPixels() throws ModelException {
		final Tiling tiling = new Tiling(3, 2);
		try (Tensor tensor = tiling.tensor(1)) {
			assertEquals(1, tiling.tiles().size());
			tiling.tiles().get(0).load(new float[] { 1, 2, 3, 4, 5, 6 }, tensor, 0);
			assertEquals(3, tensor.data().get(31));
			assertEquals(6, tensor.data().get(32 * 32 - 1));
		}
	}
}
