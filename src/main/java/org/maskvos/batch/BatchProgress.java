package org.maskvos.batch;

import org.maskvos.vos.Progress;

/** Tells a person where a batch is, movie by movie, and frame by frame within a movie. */
public interface BatchProgress extends Progress {

	/** What happened to a movie. */
	enum Outcome {
			/** Labelled now. */
			DONE, //
			/** Its results were complete already, or another process has labelled it meanwhile. */
			SKIPPED, //
			/** It has no result. */
			FAILED
	}

	/** Something that one should know, and that stops nothing. */
	void remark(String sentence);

	/**
	 * A movie is finished.
	 *
	 * @param number of movies finished, this one included
	 * @param total number of movies to do
	 */
	void finished(MovieItem movie, Outcome outcome, MovieRecord record, int number, int total);
}
