package org.maskvos.flow;

import java.io.IOException;

/** Estimates dense motion between two frames of the same size. */
public interface OpticalFlow extends AutoCloseable {

	/**
	 * @param first intensities in [0, 1], row major
	 * @param second the same contrast stretch, same size
	 * @param motion receives the motion in px from first to second
	 */
	void estimate(float[] first, float[] second, FlowField motion) throws IOException;

	@Override
	void close();
}
