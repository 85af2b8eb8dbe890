package org.maskvos.simulation;

/** From density to light: what each {@link Modality} makes of a specimen. */
final class Optics {

	/** Blur of the objective, in px. */
	private final double focus;

	private final SimulationOptions options;
	private final Blur blur;

	Optics(final SimulationOptions options) {
		this.options = options;
		// a camouflaged cell must not be betrayed by a sharp seam
		focus = options.camouflage() ? 1.5 : 0.9;
		blur = new Blur(options.width(), options.height());
	}

	/**
	 * The image of a specimen.
	 *
	 * @param density axes X, Y
	 * @return relative light, axes X, Y; an empty field is 1 (0.1 in fluorescence)
	 */
	float[] image(final float[] density) {
		switch (options.modality()) {
			case PHASE:
				return phase(density);
			case DIC:
				return dic(density);
			default:
				return fluorescence(density);
		}
	}

	// -- Helper methods --

	/** Retarded light is dark, or bright where thick; what the phase ring loses is the halo. */
	private float[] phase(final float[] density) {
		final float[] light = new float[density.length];
		for (int i = 0; i < light.length; i++)
			light[i] = density[i] * (0.45f * Math.max(0, density[i]) - 0.9f);
		final float[] sharp = blur.apply(light, focus);
		final float[] halo = blur.apply(density, 0.16 * options.objectDiameter());
		final float[] shade = blur.apply(density, 0.8 * options.objectDiameter());
		for (int i = 0; i < light.length; i++)
			light[i] = 1 + sharp[i] + 0.55f * halo[i] - 0.15f * shade[i];
		return light;
	}

	/** The slope of the specimen along the shear axis, upper left to lower right. */
	private float[] dic(final float[] density) {
		final float[] sharp = blur.apply(density, focus);
		final float[] light = new float[sharp.length];
		final float gain = (float) (0.06 * options.objectDiameter());
		final int width = options.width(), height = options.height();
		for (int y = 0, p = 0; y < height; y++) {
			final int up = y > 0 ? -width : 0, down = y < height - 1 ? width : 0;
			for (int x = 0; x < width; x++, p++) {
				final float before = sharp[p + up - (x > 0 ? 1 : 0)];
				final float after = sharp[p + down + (x < width - 1 ? 1 : 0)];
				light[p] = 1 + gain * (after - before);
			}
		}
		return light;
	}

	/** Glow in focus, and a haze of the same from out of focus. */
	private float[] fluorescence(final float[] density) {
		final float[] light = blur.apply(density, focus);
		final float[] haze = blur.apply(density, 0.7 * options.objectDiameter());
		for (int i = 0; i < light.length; i++)
			light[i] = 0.1f + 0.85f * Math.max(0, light[i]) + 0.12f * haze[i];
		return light;
	}
}
