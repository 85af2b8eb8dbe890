package org.maskvos.labels;

import org.maskvos.flow.FlowField;

/**
 * Reads a flow on the pixels of a frame. The flow may be on another grid over
 * the same area.
 */
final class FlowSampler {

	private final FlowField flow;
	private final int width;
	private final int height;
	/** Positions of the flow per px of the frame, and the inverse. */
	private final double scaleX, scaleY, unitX, unitY;
	private final boolean sameGrid;

	/** vector of the last pixel asked for, in px of the frame */
	double dx, dy;

	/** @param flow null for no motion */
	FlowSampler(final FlowField flow, final int width, final int height) {
		this.flow = flow;
		this.width = width;
		this.height = height;
		scaleX = flow == null ? 1 : (double) flow.width() / width;
		scaleY = flow == null ? 1 : (double) flow.height() / height;
		unitX = 1 / scaleX;
		unitY = 1 / scaleY;
		sameGrid = scaleX == 1 && scaleY == 1;
	}

	/** @return false outside of the frame and where the vector is absurd or NaN */
	boolean at(final int x, final int y) {
		if (x < 0 || y < 0 || x >= width || y >= height) return false;
		if (flow == null) return true;
		final int p = sameGrid ? y * width + x : (int) ((y + 0.5) * scaleY) * flow.width() + (int) ((x + 0.5) * scaleX);
		dx = flow.dx()[p] * unitX;
		dy = flow.dy()[p] * unitY;
		return Math.abs(dx) < width && Math.abs(dy) < height;
	}
}
