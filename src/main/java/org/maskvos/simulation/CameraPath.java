package org.maskvos.simulation;

import java.util.Random;

/** The slow drift of the stage: a bounded, smooth path given in closed form. */
final class CameraPath {

	/** The stage never strays farther than this, in px. */
	static final double REACH = 6;

	private final double[] period = new double[4];
	private final double[] phase = new double[4];

	CameraPath(final Random random) {
		for (int i = 0; i < 4; i++) {
			period[i] = 30 + 60 * random.nextDouble();
			phase[i] = 2 * Math.PI * random.nextDouble();
		}
	}

	/** Where the left border of the view is at a frame, in px of frame 0. */
	double x(final int t) {
		return wave(0, t) + wave(1, t);
	}

	/** Where its upper border is, likewise. */
	double y(final int t) {
		return wave(2, t) + wave(3, t);
	}

	// -- Helper methods --

	private double wave(final int i, final int t) {
		return REACH / 4 * (Math.sin(2 * Math.PI * t / period[i] + phase[i]) - Math.sin(phase[i]));
	}
}
