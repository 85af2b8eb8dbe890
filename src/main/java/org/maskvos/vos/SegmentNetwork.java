package org.maskvos.vos;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;

import org.maskvos.flow.FlowField;
import org.maskvos.labels.PredictedMaps;
import org.maskvos.model.Graph;
import org.maskvos.model.GraphContract;
import org.maskvos.model.ModelException;
import org.maskvos.model.Tensor;
import org.maskvos.model.Tiling;

/**
 * The MaskVOS network of a model package on frames of one size, tile by tile:
 * appearance and flow in, maps for instance splitting out.
 */
final class SegmentNetwork implements AutoCloseable {

	/** Stride of the size map. */
	static final int SIZE_STRIDE = 8;

	private final Graph graph;
	private final Tiling tiling;
	private final Tensor frame;
	private final Tensor flow;
	private final Tensor foreground;
	private final Tensor boundary;
	private final Tensor distance;
	private final Tensor size;

	/**
	 * @param graph of {@link GraphContract#SEGMENT}; not closed by this
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
		size = tiling.tensor(1, SIZE_STRIDE);
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
			graph.run(Map.of("frame", frame, "flow", flow),
				Map.of("foreground", foreground, "boundary", boundary, "distance", distance, "size", size));
			tile.blend(foreground, 0, maps.foreground());
			tile.blend(boundary, 0, maps.boundary());
			tile.blend(distance, 0, maps.distance());
		}
		final float[] logit = maps.foreground();
		for (int i = 0; i < logit.length; i++)
			logit[i] = (float) (1 / (1 + Math.exp(-logit[i])));
	}

	/**
	 * The size map of the last tile that ran, for frames of a single tile: log2 of
	 * the object's diameter over the canonical one.
	 *
	 * @param x in px of the frame
	 * @param y in px of the frame
	 */
	float logSize(final int x, final int y) {
		final FloatBuffer data = size.data();
		return data.get((int) (y / SIZE_STRIDE * size.shape()[3] + x / SIZE_STRIDE));
	}

	@Override
	public void close() {
		for (final Tensor tensor : new Tensor[] { frame, flow, foreground, boundary, distance, size })
			tensor.close();
	}
}
