package org.maskvos.vos;

/**
 * How a long computation tells a person where it is, and learns that it is no
 * longer wanted. Called once per frame from the computing thread.
 */
public interface Progress {

	/**
	 * @param status a short phrase, e.g. "Segmenting"
	 * @param done frames finished
	 * @param total frames in all
	 */
	void report(String status, int done, int total);

	/** Whether the person asked to stop. */
	boolean isCanceled();

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
