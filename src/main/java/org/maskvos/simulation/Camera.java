package org.maskvos.simulation;

import java.util.Random;
import java.util.SplittableRandom;

/**
 * From light to numbers: uneven illumination, bleaching or a flickering lamp,
 * photon noise, read noise, 16-bit integers.
 */
final class Camera {

	private static final int NOISES = 1 << 16;
	/** Counts of relative light 1, and of none. */
	private static final double FULL = 6000, OFFSET = 200;
	private static final double READ_NOISE = 12;

	private final SimulationOptions options;
	private final double countsPerPhoton;
	private final float[] noise = new float[NOISES];
	private final double tiltX, tiltY, centerX, centerY;

	Camera(final SimulationOptions options, final Random random) {
		this.options = options;
		countsPerPhoton = options.modality() == Modality.FLUORESCENCE ? 8 : 2;
		for (int i = 0; i < NOISES; i++)
			noise[i] = (float) random.nextGaussian();
		tiltX = 0.3 * (random.nextDouble() - 0.5);
		tiltY = 0.3 * (random.nextDouble() - 0.5);
		centerX = 0.3 + 0.4 * random.nextDouble();
		centerY = 0.3 + 0.4 * random.nextDouble();
	}

	/**
	 * Exposes one frame; the noise depends on seed and frame alone.
	 *
	 * @param light relative light, axes X, Y
	 * @param t 0-based frame
	 * @return integers from 0 to 65535, axes X, Y
	 */
	float[] expose(final float[] light, final int t) {
		final SplittableRandom random = new SplittableRandom(options.seed() * 31 + t);
		final float[] counts = new float[light.length];
		final double full = FULL * exposure(t);
		for (int y = 0, p = 0; y < options.height(); y++) {
			final double v = (y + 0.5) / options.height();
			for (int x = 0; x < options.width(); x++, p++) {
				final double signal = full * illumination((x + 0.5) / options.width(), v) * Math.max(0, light[p]);
				// a Poisson variable of so many photons is as good as Gaussian
				final double sd = Math.sqrt(countsPerPhoton * signal + READ_NOISE * READ_NOISE);
				final double value = OFFSET + signal + sd * noise[random.nextInt() & NOISES - 1];
				counts[p] = (float) Math.rint(Math.max(0, Math.min(65535, value)));
			}
		}
		return counts;
	}

	// -- Helper methods --

	private double exposure(final int t) {
		return options.modality() == Modality.FLUORESCENCE //
			? 0.35 + 0.65 * Math.exp(-t / 60.0) : 1 + 0.04 * Math.sin(t / 7.0);
	}

	private double illumination(final double u, final double v) {
		final double dx = u - centerX, dy = v - centerY;
		return 1 + tiltX * dx + tiltY * dy - 0.35 * (dx * dx + dy * dy);
	}
}
