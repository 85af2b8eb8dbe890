package org.maskvos.evaluation;

import java.io.IOException;
import java.util.List;
import java.util.function.IntConsumer;

import org.maskvos.io.LabelMovie;
import org.maskvos.labels.Lineage;
import org.maskvos.movie.MovieException;
import org.maskvos.movie.MovieInfo;

/**
 * Scores a label movie against the truth, frame by frame.
 *
 * @param objects whether to score each object, for predictions with the labels of
 *          the truth
 * @param inner whether J and F leave out the first and the last frame
 * @param threads of the processor; 0 for all
 */
public record MovieEvaluation(boolean objects, boolean inner, int threads) {

	/** Frames that it pays to read ahead of the scores, of truth and prediction side by side. */
	public static final int READ_AHEAD = 4;

	/** @throws IllegalArgumentException if the number of threads is out of range */
	public MovieEvaluation {
		if (threads < 0 || threads > 1024) throw new IllegalArgumentException("threads must be 0 (all) to 1024, not " +
			threads + ".");
	}

	/**
	 * Reads both movies, once.
	 *
	 * @param trueTracks parents in the truth; empty if not known
	 * @param predictedTracks likewise
	 * @param beforeFrame gets the 0-based frame; may throw to stop
	 * @throws MovieException if one cannot be read, or they differ in size or length
	 */
	public EvaluationResult run(final LabelMovie truth, final LabelMovie prediction, final List<Lineage.Track> trueTracks,
		final List<Lineage.Track> predictedTracks, final IntConsumer beforeFrame) throws IOException
	{
		final MovieInfo info = truth.info();
		requireSameSize(info, prediction.info());
		try (ParallelEvaluation evaluation = new ParallelEvaluation(objects, inner, threads)) {
			for (int t = 0; t < info.frames(); t++) {
				beforeFrame.accept(t);
				evaluation.add(truth.frame(t), prediction.frame(t));
			}
			return evaluation.result(trueTracks, predictedTracks);
		}
	}

	// -- Helper methods --

	private static void requireSameSize(final MovieInfo truth, final MovieInfo prediction) throws MovieException {
		if (truth.width() != prediction.width() || truth.height() != prediction.height() || truth.frames() != prediction
			.frames()) throw new MovieException("The prediction '" + prediction.title() + "' has " + size(prediction) +
				", but the truth '" + truth.title() + "' has " + size(truth) + ".");
	}

	private static String size(final MovieInfo info) {
		return info.frames() + " frames of " + info.width() + " x " + info.height() + " pixels";
	}
}
