package org.maskvos.simulation;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Draws the cells of one frame: whose each pixel is, and how much light-breaking
 * or glowing matter is there. Cells touch but never overlap: a pixel belongs to
 * the cell in which it lies deepest.
 */
final class Canvas {

	/** Index of the owner plus one, 0 for background; axes X, Y. */
	final int[] owner;
	/** Optical density, about 0 to 1; axes X, Y. */
	final float[] density;

	/** Contrast of the texture that hides cells. */
	private static final float CAMOUFLAGE = 0.25f;

	private final SimulationOptions options;
	private final float[] depth;
	private final Texture texture;
	private final float textureScale;
	private final Background background;

	Canvas(final SimulationOptions options, final Random random) {
		this.options = options;
		final int n = options.width() * options.height();
		owner = new int[n];
		density = new float[n];
		depth = new float[n];
		texture = options.camouflage() || options.modality() == Modality.FLUORESCENCE //
			? new Texture(random, 16, 4) : new Texture(random, 8, 2);
		textureScale = (float) (24 / options.objectDiameter());
		background = new Background(options, texture, textureScale, ground(), //
			options.camouflage() ? CAMOUFLAGE : 0.02f);
	}

	/**
	 * Draws a frame.
	 *
	 * @param cells in the order of their indices
	 * @param left X of the left border of the view
	 * @param top Y of its upper border
	 */
	void draw(final List<Cell> cells, final double left, final double top) {
		Arrays.fill(owner, 0);
		Arrays.fill(depth, 1);
		background.draw(density, left, top);
		for (int i = 0; i < cells.size(); i++) {
			final Cell cell = cells.get(i);
			cell.trace();
			draw(cell, i + 1, cell.x - left, cell.y - top);
		}
	}

	// -- Helper methods --

	private void draw(final Cell cell, final int index, final double centerX, final double centerY) {
		final double reach = cell.reach();
		final int x0 = (int) Math.max(0, centerX - reach), y0 = (int) Math.max(0, centerY - reach);
		final int x1 = (int) Math.min(options.width() - 1, centerX + reach);
		final int y1 = (int) Math.min(options.height() - 1, centerY + reach);
		final float cos = (float) Math.cos(cell.angle), sin = (float) Math.sin(cell.angle);
		final float a = (float) cell.longAxis(), b = (float) cell.shortAxis();
		for (int y = y0; y <= y1; y++) {
			for (int x = x0; x <= x1; x++) {
				final float dx = (float) (x - centerX), dy = (float) (y - centerY);
				final float along = dx * cos + dy * sin, across = dy * cos - dx * sin;
				final float d = cell.depth(along / a, across / b);
				final int p = y * options.width() + x;
				if (d >= depth[p]) continue;
				depth[p] = d;
				owner[p] = index;
				density[p] = matter(cell, d, along, across);
			}
		}
	}

	/** Mean density of the background: light cannot be negative. */
	private float ground() {
		return options.camouflage() && options.modality() == Modality.FLUORESCENCE ? 0.6f : 0;
	}

	/** Density at a point of a cell, given in px along and across its long axis. */
	private float matter(final Cell cell, final float d, final float along, final float across) {
		final float grain = texture.at(cell.textureX + textureScale * along, //
			cell.textureY + textureScale * across);
		if (options.camouflage()) return ground() + CAMOUFLAGE * grain;
		final float rounded = (float) cell.rounded;
		final float dome = 1 - d * d;
		switch (options.modality()) {
			case FLUORESCENCE: // nuclei: flat on top, chromatin brighter and smoother in mitosis
				final float flat = 1 - d * d * d * d;
				return (float) cell.brightness * flat * ((0.9f + 0.22f * grain) * (1 - rounded) + 1.7f * rounded);
			case PHASE: // spread: thin rim, nucleus, granules; rounded: thick
				final float nucleus = Math.max(0, 1 - 6 * d * d);
				return (float) cell.brightness * ((0.5f * (float) Math.sqrt(dome) + 0.25f * nucleus) * //
					(1 - rounded) + 2.4f * dome * rounded) + 0.16f * grain * Math.min(1, 3 * dome);
			default:
				return (float) cell.brightness * dome * (0.9f + 0.5f * rounded) + 0.12f * grain * Math.min(1, 2 * dome);
		}
	}
}
