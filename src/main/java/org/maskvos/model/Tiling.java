package org.maskvos.model;

import java.util.ArrayList;
import java.util.List;

/**
 * A plane cut into overlapping tiles of one shape that a network accepts. In the
 * overlap the results are blended linearly, so that no seam remains. A plane that
 * is small enough is one tile; what a tile lacks at its right and lower edge is
 * filled with the plane's last pixels.
 */
public final class Tiling {

	/** Largest plane, in px along an axis, that runs in one piece. */
	public static final int MAX_TILE = 768;

	/** Pixels that neighbouring tiles share: at least what the networks see around a pixel. */
	public static final int OVERLAP = 96;

	/** Tile sides are multiples of this, the coarsest stride of the networks. */
	public static final int MULTIPLE = 32;

	/** Start of each tile along one axis, and the blending weight of each of its pixels. */
	private record Cuts(int side, int[] starts, float[][] weights) {}

	private final int width;
	private final int height;
	private final Cuts x;
	private final Cuts y;

	/**
	 * @param width of the plane in px
	 * @param height of the plane in px
	 */
	public Tiling(final int width, final int height) {
		this(width, height, MAX_TILE, OVERLAP);
	}

	Tiling(final int width, final int height, final int maxTile, final int overlap) {
		this.width = width;
		this.height = height;
		x = cut(width, maxTile, overlap);
		y = cut(height, maxTile, overlap);
	}

	public int width() {
		return width;
	}

	public int height() {
		return height;
	}

	/** A tensor of one tile, shape 1, channels, tile height, tile width. */
	public Tensor tensor(final int channels) throws ModelException {
		return Tensor.allocate(1, channels, y.side, x.side);
	}

	/** A tensor of one tile at a coarser stride. */
	public Tensor tensor(final int channels, final int stride) throws ModelException {
		return Tensor.allocate(1, channels, y.side / stride, x.side / stride);
	}

	/** All tiles, row by row. */
	public List<Tile> tiles() {
		final List<Tile> tiles = new ArrayList<>();
		for (int j = 0; j < y.starts.length; j++)
			for (int i = 0; i < x.starts.length; i++)
				tiles.add(new Tile(i, j));
		return tiles;
	}

	/** One tile: copies pixels in and blends results back. */
	public final class Tile {

		private final int x0;
		private final int y0;
		private final float[] weightX;
		private final float[] weightY;

		private Tile(final int i, final int j) {
			x0 = x.starts[i];
			y0 = y.starts[j];
			weightX = x.weights[i];
			weightY = y.weights[j];
		}

		/** Copies this tile's part of a plane (row major) into one channel of a tile tensor. */
		public void load(final float[] plane, final Tensor tensor, final int channel) {
			final int inside = Math.min(x.side, width - x0);
			final float[] row = new float[x.side];
			for (int v = 0; v < y.side; v++) {
				final int start = Math.min(y0 + v, height - 1) * width + x0;
				System.arraycopy(plane, start, row, 0, inside);
				java.util.Arrays.fill(row, inside, row.length, row[inside - 1]);
				tensor.data().put((channel * y.side + v) * x.side, row);
			}
		}

		/** Adds one channel of a tile tensor, weighted, to this tile's part of a plane of zeros. */
		public void blend(final Tensor tensor, final int channel, final float[] plane) {
			final int inside = Math.min(x.side, width - x0);
			final float[] row = new float[inside];
			for (int v = 0; v < Math.min(y.side, height - y0); v++) {
				tensor.data().get((channel * y.side + v) * x.side, row);
				final int start = (y0 + v) * width + x0;
				for (int u = 0; u < inside; u++)
					plane[start + u] += weightX[u] * weightY[v] * row[u];
			}
		}
	}

	// -- Helper methods --

	private static Cuts cut(final int length, final int maxTile, final int overlap) {
		if (length <= maxTile) {
			final float[] ones = new float[length];
			java.util.Arrays.fill(ones, 1);
			return new Cuts(roundUp(length), new int[] { 0 }, new float[][] { ones });
		}
		final int count = (length - overlap + maxTile - overlap - 1) / (maxTile - overlap);
		final int side = roundUp((length + (count - 1) * overlap + count - 1) / count);
		final int[] starts = new int[count];
		final float[][] weights = new float[count][side];
		final float[] sums = new float[length];
		for (int k = 0; k < count; k++) {
			starts[k] = (int) ((long) (length - side) * k / (count - 1));
			for (int u = 0; u < side; u++) {
				// rises from 0 at an inner edge over half the overlap; the plane's own edges keep full weight
				final float left = k == 0 ? 1 : Math.min(1, (u + 0.5f) * 2 / overlap);
				final float right = k == count - 1 ? 1 : Math.min(1, (side - u - 0.5f) * 2 / overlap);
				weights[k][u] = Math.min(left, right);
				sums[starts[k] + u] += weights[k][u];
			}
		}
		for (int k = 0; k < count; k++)
			for (int u = 0; u < side; u++)
				weights[k][u] /= sums[starts[k] + u];
		return new Cuts(side, starts, weights);
	}

	private static int roundUp(final int length) {
		return (length + MULTIPLE - 1) / MULTIPLE * MULTIPLE;
	}
}
