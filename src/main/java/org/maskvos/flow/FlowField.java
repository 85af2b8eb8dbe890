package org.maskvos.flow;

/**
 * Dense motion from one frame to another: the content of pixel (x, y) of the
 * first frame is found at (x + dx, y + dy) in the second.
 *
 * @param width in px
 * @param height in px
 * @param dx displacement along X in px, {@code width * height} values, row major
 * @param dy displacement along Y in px, likewise
 */
public record FlowField(int width, int height, float[] dx, float[] dy) {

	/** No motion. */
	public static FlowField zero(final int width, final int height) {
		final int n = width * height;
		return new FlowField(width, height, new float[n], new float[n]);
	}
}
