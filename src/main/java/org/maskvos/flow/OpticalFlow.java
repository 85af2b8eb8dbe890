package org.maskvos.flow;

import java.io.IOException;

/** Estimates dense motion between two frames of the same size. */
public interface OpticalFlow extends AutoCloseable {

	/**
	 * @param first intensities in [0, 1], row major
	 * @param second the same contrast stretch, same size
	 * @return motion in px from first to second
	 */
	FlowField estimate(float[] first, float[] second) throws IOException;

	@Override
	void close();
}
