package org.maskvos.labels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests {@link SparseAssignment} against exhaustive search. */
@Tag("unit")
public class SparseAssignmentTest {

	@Test
	public void testAgainstExhaustiveSearch() {
		final Random random = new Random(1);
		for (int n = 0; n < 300; n++) {
			final int rows = random.nextInt(6), columns = random.nextInt(6);
			final int[] first = new int[rows + 1], column = new int[36];
			final double[] cost = new double[36];
			int edges = 0;
			for (int i = 0; i < rows; i++) {
				for (int c = 0; c < columns; c++) {
					if (random.nextInt(3) == 0) continue;
					column[edges] = c;
					// ties too
					cost[edges++] = random.nextInt(8) - 4;
				}
				first[i + 1] = edges;
			}
			final double alone = random.nextInt(3) - 1;
			final int[] found = SparseAssignment.solve(columns, first, column, cost, alone);
			double total = 0;
			int taken = 0;
			for (int i = 0; i < rows; i++) {
				double price = alone;
				for (int e = first[i]; e < first[i + 1]; e++)
					if (column[e] == found[i]) price = cost[e];
				total += price;
				if (found[i] < 0) continue;
				assertEquals(0, taken & 1 << found[i], "column taken twice");
				taken |= 1 << found[i];
			}
			assertEquals(best(0, 0, first, column, cost, alone), total, 1e-9);
		}
	}

	@Test
	public void testNothing() {
		assertArrayEquals(new int[0], SparseAssignment.solve(3, new int[1], new int[0], new double[0], 0));
		assertArrayEquals(new int[] { -1, -1 }, SparseAssignment.solve(0, new int[3], new int[0], new double[0], 0));
	}

	/** A chain in which the last row moves all others. */
	@Test
	public void testLongChainIsFast() {
		final int n = 3000;
		final int[] first = new int[n + 1], column = new int[2 * n];
		final double[] cost = new double[2 * n];
		for (int i = 0; i < n; i++) {
			column[2 * i] = i;
			cost[2 * i] = -1;
			column[2 * i + 1] = Math.min(i + 1, n - 1);
			cost[2 * i + 1] = -0.9;
			first[i + 1] = 2 * i + 2;
		}
		final long start = System.nanoTime();
		final int[] found = SparseAssignment.solve(n, first, column, cost, 0);
		assertTrue(System.nanoTime() - start < 5e9);
		for (int i = 0; i < n; i++)
			assertEquals(i, found[i]);
	}

	private static double best(final int row, final int taken, final int[] first, final int[] column, final double[] cost,
		final double alone)
	{
		if (row == first.length - 1) return 0;
		double best = alone + best(row + 1, taken, first, column, cost, alone);
		for (int e = first[row]; e < first[row + 1]; e++)
			if ((taken & 1 << column[e]) == 0) best = Math.min(best, cost[e] + best(row + 1, taken | 1 << column[e], first,
				column, cost, alone));
		return best;
	}
}
