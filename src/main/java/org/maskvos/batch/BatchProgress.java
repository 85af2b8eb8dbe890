package org.maskvos.batch;

import org.maskvos.vos.Progress;

/** Tells a person where a batch is, movie by movie, and frame by frame within a movie. */
public interface BatchProgress extends Progress {

	/** What happened to a movie. */
	enum Outcome {
		/** Labelled now. */
		DONE, //
		/** Its results were complete already. */
		SKIPPED, //
		/** It has no result. */
		FAILED, //
		/** Another process works on it. */
		BUSY
	}

	/**
	 * A movie is finished.
	 *
	 * @param record null for a busy one
	 * @param number of movies finished, this one included
	 * @param total number of movies to do
	 */
	void finished(MovieItem movie, Outcome outcome, MovieRecord record, int number, int total);
}
