package org.maskvos.simulation;

/**
 * What lies behind the cells and does not move: a faint or, for camouflage, a
 * strong texture. Made once, somewhat larger than the view, and shifted with the
 * stage.
 */
final class Background {

	private static final int EDGE = (int) CameraPath.REACH + 2;

	private final int viewWidth, viewHeight, width;
	private final float[] plane;

	/**
	 * @param scale texture units per px
	 * @param mean density
	 * @param contrast standard deviation of the density
	 */
	Background(final SimulationOptions options, final Texture texture, final float scale, final float mean,
		final float contrast)
	{
		viewWidth = options.width();
		viewHeight = options.height();
		width = viewWidth + 2 * EDGE;
		plane = new float[width * (viewHeight + 2 * EDGE)];
		for (int p = 0; p < plane.length; p++)
			plane[p] = mean + contrast * texture.at(scale * (p % width), scale * (p / width));
	}

	/**
	 * Fills the view, interpolating linearly.
	 *
	 * @param density axes X, Y
	 * @param left X of the left border of the view
	 * @param top Y of its upper border
	 */
	void draw(final float[] density, final double left, final double top) {
		final int x0 = (int) Math.floor(left), y0 = (int) Math.floor(top);
		final float fx = (float) (left - x0), fy = (float) (top - y0);
		for (int y = 0, p = 0; y < viewHeight; y++) {
			int a = (y + y0 + EDGE) * width + x0 + EDGE;
			for (int x = 0; x < viewWidth; x++, p++, a++) {
				final int b = a + width;
				final float above = plane[a] + fx * (plane[a + 1] - plane[a]);
				final float below = plane[b] + fx * (plane[b + 1] - plane[b]);
				density[p] = above + fy * (below - above);
			}
		}
	}
}
