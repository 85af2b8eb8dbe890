package org.maskvos.flow;

import java.util.Arrays;
import java.util.Map;

import org.maskvos.model.Graph;
import org.maskvos.model.GraphContract.Shape;
import org.maskvos.model.GraphContract;
import org.maskvos.model.ModelException;
import org.maskvos.model.Tensor;
import org.maskvos.model.Tiling;

/**
 * The flow network of a model package, on frames of one size. Large frames run
 * in overlapping tiles.
 */
public final class LearnedFlow implements OpticalFlow {

	/**
	 * Two frames, contrast stretched to [0, 1] together, to the flow in px from
	 * the first to the second, planes (dx, dy).
	 */
	public static final GraphContract CONTRACT = new GraphContract("flow", Map.of("first", Shape.planes(1), "second",
		Shape.planes(1)), Map.of("flow", Shape.planes(2)));

	private final Graph graph;
	private final Tiling tiling;
	private final Tensor first;
	private final Tensor second;
	private final Tensor flow;

	/**
	 * @param graph of {@link #CONTRACT}; not closed by this
	 * @param tiling of the frames
	 */
	public LearnedFlow(final Graph graph, final Tiling tiling) throws ModelException {
		this.graph = graph;
		this.tiling = tiling;
		first = tiling.tensor(1);
		second = tiling.tensor(1);
		flow = tiling.tensor(2);
	}

	@Override
	public void estimate(final float[] from, final float[] to, final FlowField motion) throws ModelException {
		Arrays.fill(motion.dx(), 0);
		Arrays.fill(motion.dy(), 0);
		for (final Tiling.Tile tile : tiling.tiles()) {
			tile.load(from, first, 0);
			tile.load(to, second, 0);
			graph.run(Map.of("first", first, "second", second), Map.of("flow", flow));
			tile.blend(flow, 0, motion.dx());
			tile.blend(flow, 1, motion.dy());
		}
	}

	@Override
	public void close() {
		first.close();
		second.close();
		flow.close();
	}
}
