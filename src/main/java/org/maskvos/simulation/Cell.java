package org.maskvos.simulation;

import java.util.Random;

/**
 * One cell: where it is, how it moves, and its outline, an ellipse with a few
 * polar harmonics that wander smoothly.
 */
final class Cell {

	/** Frames from the first rounding to the division, and back to flat. */
	static final int MITOSIS = 4;
	/** Directions in which the outline is sampled. */
	private static final int SPOKES = 64;
	/** No outline is wider than this, in units of the half axes. */
	private static final float WIDEST = 1.5f;
	/** Lowest and highest polar harmonic; 1 would be a shift. */
	private static final int FIRST = 2, LAST = 5;

	double x, y;
	double vx, vy;
	double angle;
	double radius;
	/** Of the long to the short axis. */
	double elongation = 1;
	/** 0: flat; 1: rounded up for division. */
	double rounded;
	/** Frames to its division; negative if none is due. */
	int countdown = -1;
	/** Label in the truth; 0 while out of view. */
	int id;
	/** Label of the cell that divided into this one in this frame, else 0. */
	int parent;
	/** Relative optical density, and its own place in the texture. */
	final double brightness;
	final float textureX, textureY;

	private final double adultRadius, meanElongation, roughness;
	private final double[] cosine = new double[LAST + 1];
	private final double[] sine = new double[LAST + 1];
	private final float[] outline = new float[SPOKES + 1];

	/**
	 * @param typicalRadius in px
	 * @param maxElongation of the long to the short axis
	 * @param roughness of the outline, 0 for an ellipse
	 */
	Cell(final Random random, final double typicalRadius, final double maxElongation, final double roughness) {
		this.roughness = roughness;
		adultRadius = typicalRadius * Math.exp(0.12 * random.nextGaussian());
		meanElongation = 1 + (maxElongation - 1) * random.nextDouble();
		brightness = 0.7 + 0.5 * random.nextDouble();
		textureX = 256 * random.nextFloat();
		textureY = 256 * random.nextFloat();
		radius = adultRadius;
		elongation = meanElongation;
		angle = 2 * Math.PI * random.nextDouble();
		for (int k = FIRST; k <= LAST; k++) {
			cosine[k] = amplitude(k) * random.nextGaussian();
			sine[k] = amplitude(k) * random.nextGaussian();
		}
	}

	/**
	 * Moves, turns, grows and deforms by one frame.
	 *
	 * @param speed typical step in px
	 */
	void advance(final Random random, final double speed) {
		final double calm = countdown >= 0 || rounded > 0.3 ? 0.2 : 1;
		vx = 0.8 * vx + 0.42 * speed * random.nextGaussian();
		vy = 0.8 * vy + 0.42 * speed * random.nextGaussian();
		x += calm * vx;
		y += calm * vy;
		turn(random);
		radius += 0.12 * (adultRadius - radius);
		rounded = countdown >= 0 ? 1 - (double) countdown / MITOSIS : Math.max(0, rounded - 1.0 / MITOSIS);
		elongation += 0.25 * (meanElongation - elongation) + 0.04 * random.nextGaussian();
		elongation = Math.max(1, elongation);
		for (int k = FIRST; k <= LAST; k++) {
			cosine[k] = 0.9 * cosine[k] + 0.43 * amplitude(k) * random.nextGaussian();
			sine[k] = 0.9 * sine[k] + 0.43 * amplitude(k) * random.nextGaussian();
		}
	}

	/** Samples the outline for {@link #depth}; to be called after a change. */
	void trace() {
		for (int i = 0; i < SPOKES; i++) {
			final double theta = 2 * Math.PI * i / SPOKES;
			double r = 1;
			for (int k = FIRST; k <= LAST; k++)
				r += (1 - rounded) * (cosine[k] * Math.cos(k * theta) + sine[k] * Math.sin(k * theta));
			outline[i] = (float) Math.max(0.5, Math.min(WIDEST, r));
		}
		outline[SPOKES] = outline[0];
	}

	/**
	 * How far out a point is: 0 in the centre, 1 on the outline, some larger number
	 * beyond.
	 *
	 * @param u along the long axis, in units of the half axis
	 * @param v along the short axis, likewise
	 */
	float depth(final float u, final float v) {
		final float squared = u * u + v * v;
		if (squared > WIDEST * WIDEST) return WIDEST;
		final float turn = atan2(v, u) / (float) (2 * Math.PI);
		final float spoke = (turn < 0 ? turn + 1 : turn) * SPOKES;
		final int i = Math.min((int) spoke, SPOKES - 1);
		final float r = outline[i] + (spoke - i) * (outline[i + 1] - outline[i]);
		return (float) Math.sqrt(squared) / r;
	}

	/** Half of the long axis in px. */
	double longAxis() {
		return radius * (1 - 0.12 * rounded) * Math.sqrt(shape());
	}

	/** Half of the short axis in px. */
	double shortAxis() {
		return radius * (1 - 0.12 * rounded) / Math.sqrt(shape());
	}

	/** Nothing of the cell is farther than this from its centre, in px. */
	double reach() {
		return WIDEST * longAxis() + 1;
	}

	// -- Helper methods --

	private double shape() {
		return 1 + (elongation - 1) * (1 - rounded);
	}

	/** The long axis follows the motion, slowly. */
	private void turn(final Random random) {
		final double ahead = Math.atan2(vy, vx);
		angle += 0.1 * Math.sin(2 * (ahead - angle)) + 0.05 * random.nextGaussian();
	}

	private double amplitude(final int k) {
		return roughness / k;
	}

	/** Fast arc tangent, exact to 0.005 rad. */
	private static float atan2(final float y, final float x) {
		final float ax = Math.abs(x), ay = Math.abs(y);
		final float a = Math.min(ax, ay) / Math.max(Math.max(ax, ay), 1e-12f);
		float r = a * (0.7853982f + 0.273f * (1 - a));
		if (ay > ax) r = 1.5707964f - r;
		if (x < 0) r = 3.1415927f - r;
		return y < 0 ? -r : r;
	}
}
