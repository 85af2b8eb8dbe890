package org.maskvos.vos;

import java.util.concurrent.CancellationException;

/**
 * How a long computation tells a person where it is, and learns that it is no
 * longer wanted. Called once per frame, from the thread that asked for the work.
 */
public interface Progress {

	/**
	 * @param status what is done to what, e.g. "Segmenting frames"
	 * @param done how many are finished
	 * @param total how many there are in all
	 */
	void report(String status, int done, int total);

	/** Whether the person asked to stop. */
	boolean isCanceled();

	/**
	 * Reports, in a loop that may end here.
	 *
	 * @throws CancellationException if the person asked to stop
	 */
	default void step(final String status, final int done, final int total) {
		if (isCanceled()) throw new CancellationException(status + ": canceled after " + done + " of " + total + ".");
		report(status, done, total);
	}

	/** Silent and never canceled. */
	static Progress none() {
		return new Progress() {

			@Override
			public void report(final String status, final int done, final int total) {}

			@Override
			public boolean isCanceled() {
				return false;
			}
		};
	}
}
