package org.maskvos.labels;

import java.util.Arrays;
import java.util.PriorityQueue;

/**
 * Optimal assignment on a sparse bipartite graph: every row gets one column of
 * its own or none, at the least total cost.
 * <p>
 * Successive shortest augmenting paths with potentials (Jonker and Volgenant
 * 1987), each found by a Dijkstra search that ends at the first free column. A
 * row may always stay alone, at the price {@code alone}, so searches stay
 * within a neighbourhood and the effort grows about linearly with the number of
 * rows.
 * </p>
 */
final class SparseAssignment {

	private static final int NONE = -1;

	private record Step(double distance, int column) implements Comparable<Step> {

		@Override
		public int compareTo(final Step other) {
			final int order = Double.compare(distance, other.distance);
			return order != 0 ? order : Integer.compare(column, other.column);
		}
	}

	private final int[] first;
	private final int[] column;
	private final double[] cost;
	private final double alone;
	/** columns of the graph; column {@code columns + i} is row i's own "none" */
	private final int columns;

	private final int[] rowOf;
	private final int[] columnOf;
	private final double[] price;
	// of one search
	private final double[] distance;
	private final int[] via;
	private final boolean[] done;

	private SparseAssignment(final int columns, final int[] first, final int[] column, final double[] cost,
		final double alone)
	{
		this.columns = columns;
		this.first = first;
		this.column = column;
		this.cost = cost;
		this.alone = alone;
		final int rows = first.length - 1, all = columns + rows;
		rowOf = new int[all];
		columnOf = new int[rows];
		Arrays.fill(rowOf, NONE);
		Arrays.fill(columnOf, NONE);
		price = new double[all];
		distance = new double[all];
		Arrays.fill(distance, Double.POSITIVE_INFINITY);
		via = new int[all];
		done = new boolean[all];
	}

	/**
	 * @param columns number of columns
	 * @param first edges of row i are {@code first[i] ... first[i+1]-1}
	 * @param column of each edge, in [0, columns)
	 * @param cost of each edge, any sign
	 * @param alone cost of a row without a column
	 * @return column of each row, -1 for none
	 */
	static int[] solve(final int columns, final int[] first, final int[] column, final double[] cost,
		final double alone)
	{
		final SparseAssignment problem = new SparseAssignment(columns, first, column, cost, alone);
		for (int row = 0; row < first.length - 1; row++)
			problem.augment(row);
		final int[] result = problem.columnOf;
		for (int row = 0; row < result.length; row++)
			if (result[row] >= columns) result[row] = NONE;
		return result;
	}

	// -- Helper methods --

	private void augment(final int start) {
		final PriorityQueue<Step> queue = new PriorityQueue<>();
		final int[] touched = new int[rowOf.length];
		int reached = 0;
		int row = start;
		double length = 0;
		// cost of the row's present edge: reduced cost zero by construction
		int end = NONE;
		while (end == NONE) {
			final double base = length - (row == start ? 0 : edge(row, columnOf[row]) - price[columnOf[row]]);
			for (int e = first[row]; e <= first[row + 1]; e++) {
				final boolean none = e == first[row + 1];
				final int c = none ? columns + row : column[e];
				if (done[c]) continue;
				final double d = base + (none ? alone : cost[e]) - price[c];
				if (d >= distance[c]) continue;
				if (distance[c] == Double.POSITIVE_INFINITY) touched[reached++] = c;
				distance[c] = d;
				via[c] = row;
				queue.add(new Step(d, c));
			}
			Step step = queue.poll();
			while (done[step.column()])
				step = queue.poll();
			length = step.distance();
			final int c = step.column();
			done[c] = true;
			if (rowOf[c] == NONE) end = c;
			else row = rowOf[c];
		}
		for (int k = 0; k < reached; k++) {
			final int c = touched[k];
			if (done[c]) price[c] += distance[c] - length;
			distance[c] = Double.POSITIVE_INFINITY;
			done[c] = false;
		}
		for (int c = end; c != NONE;) {
			final int r = via[c], previous = columnOf[r];
			rowOf[c] = r;
			columnOf[r] = c;
			c = r == start ? NONE : previous;
		}
	}

	private double edge(final int row, final int c) {
		if (c >= columns) return alone;
		for (int e = first[row]; e < first[row + 1]; e++)
			if (column[e] == c) return cost[e];
		throw new IllegalStateException();
	}
}
