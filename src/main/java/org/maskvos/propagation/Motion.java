package org.maskvos.propagation;

/**
 * Motion from one frame to the next, at the network's positions. Beyond the frame
 * it is that of the nearest border.
 */
final class Motion {

	private final Grid grid;
	private final float[] dx, dy;

	/**
	 * @param dx along X, in px of the frame before it is padded, row major
	 * @param dy along Y, likewise
	 */
	Motion(final Grid grid, final float[] dx, final float[] dy) {
		this.grid = grid;
		this.dx = dx;
		this.dy = dy;
	}

	/** Along X at a place; all in positions. */
	float dx(final float x, final float y) {
		return dx[pixel(x, y)] / grid.stride();
	}

	/** Along Y at a place; all in positions. */
	float dy(final float x, final float y) {
		return dy[pixel(x, y)] / grid.stride();
	}

	/** The pixel in the middle of a place: motion is smooth. */
	private int pixel(final float x, final float y) {
		final Padding padding = grid.padding();
		final int stride = grid.stride();
		final int u = (int) ((x + 0.5f) * stride) - padding.left(), v = (int) ((y + 0.5f) * stride) - padding.top();
		return Math.max(0, Math.min(padding.height() - 1, v)) * padding.width() + Math.max(0, Math.min(padding.width() - 1,
			u));
	}
}
