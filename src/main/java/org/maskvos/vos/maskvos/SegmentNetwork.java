package org.maskvos.vos.maskvos;

import java.util.Arrays;
import java.util.Map;

import org.maskvos.flow.FlowField;
import org.maskvos.labels.PredictedMaps;
import org.maskvos.model.Graph;
import org.maskvos.model.GraphContract.Shape;
import org.maskvos.model.GraphContract;
import org.maskvos.model.ModelException;
import org.maskvos.model.Tensor;
import org.maskvos.model.Tiling;

/**
 * The MaskVOS network of a model package on frames of one size, tile by tile:
 * appearance and flow in, maps for instance splitting out.
 */
final class SegmentNetwork implements AutoCloseable {

	/**
	 * A frame in [0, 1] and the flow in px to a neighbouring frame, to foreground
	 * and boundary logits, the distance to the object's edge as a fraction of its
	 * largest, and at stride 8 log2 of the object's diameter over the canonical
	 * one.
	 */
	static final GraphContract CONTRACT = new GraphContract("segment", Map.of("frame", Shape.planes(1), "flow", Shape
		.planes(2)), Map.of("foreground", Shape.planes(1), "boundary", Shape.planes(1), "distance", Shape.planes(1), "size",
			Shape.planes(1)));

	/**
	 * How large the objects look: log2 of the diameter over the canonical one.
	 *
	 * @param width of the map, in its own positions
	 * @param values one for every {@link #STRIDE} px of the frame along each axis, row major
	 */
	record SizeMap(int width, float[] values) {

		static final int STRIDE = 8;

		/** At a place in px of the frame. */
		float at(final int x, final int y) {
			return values[y / STRIDE * width + x / STRIDE];
		}
	}

	private final Graph graph;
	private final Tiling tiling;
	private final Tensor frame;
	private final Tensor flow;
	private final Tensor foreground;
	private final Tensor boundary;
	private final Tensor distance;
	private final Tensor size;

	/**
	 * @param graph of {@link #CONTRACT}; not closed by this
	 * @param tiling of the frames
	 */
	SegmentNetwork(final Graph graph, final Tiling tiling) throws ModelException {
		this.graph = graph;
		this.tiling = tiling;
		frame = tiling.tensor(1);
		flow = tiling.tensor(2);
		foreground = tiling.tensor(1);
		boundary = tiling.tensor(1);
		distance = tiling.tensor(1);
		size = tiling.tensor(1, SizeMap.STRIDE);
	}

	/**
	 * @param pixels intensities in [0, 1], row major
	 * @param motion flow in px to a neighbouring frame
	 * @param maps receives what is seen
	 */
	void predict(final float[] pixels, final FlowField motion, final PredictedMaps maps) throws ModelException {
		for (final float[] map : new float[][] { maps.foreground(), maps.boundary(), maps.distance() })
			Arrays.fill(map, 0);
		for (final Tiling.Tile tile : tiling.tiles()) {
			tile.load(pixels, frame, 0);
			tile.load(motion.dx(), flow, 0);
			tile.load(motion.dy(), flow, 1);
			graph.run(Map.of("frame", frame, "flow", flow), Map.of("foreground", foreground, "boundary", boundary, "distance",
				distance, "size", size));
			tile.blend(foreground, 0, maps.foreground());
			tile.blend(boundary, 0, maps.boundary());
			tile.blend(distance, 0, maps.distance());
		}
		final float[] logit = maps.foreground();
		for (int i = 0; i < logit.length; i++)
			logit[i] = (float) (1 / (1 + Math.exp(-logit[i])));
	}

	/** Of the last tile that ran, for frames of a single tile. */
	SizeMap sizes() {
		final float[] values = new float[size.data().capacity()];
		size.data().get(0, values);
		return new SizeMap((int) size.shape()[3], values);
	}

	@Override
	public void close() {
		for (final Tensor tensor : new Tensor[] { frame, flow, foreground, boundary, distance, size })
			tensor.close();
	}
}
