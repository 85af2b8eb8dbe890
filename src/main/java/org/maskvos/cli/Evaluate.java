package org.maskvos.cli;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

import org.maskvos.evaluation.CtcTruth;
import org.maskvos.evaluation.EvaluationResult;
import org.maskvos.evaluation.MovieEvaluation;
import org.maskvos.evaluation.Scores.Metrics;
import org.maskvos.evaluation.Scores;
import org.maskvos.io.LabelMovie;
import org.maskvos.io.LabelMovies;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code maskvos evaluate}: scores a label movie against the truth. */
@Command(name = "evaluate", description = "Scores a label movie against the truth.")
final class Evaluate extends Job {

	@Parameters(paramLabel = "TRUTH", description = "Label movie: TIFF stack or folder of images.")
	private Path truth;

	@Parameters(paramLabel = "PREDICTION", description = "Label movie to score, of the same size and length.")
	private Path prediction;

	@Option(names = "--metrics", split = ",", paramLabel = "M", description = "davis (J and F: mean, recall, decay), " +
		"ctc (SEG, DET, TRA, LNK, AOGM, links), or both (default).")
	private Set<Metrics> metrics = EnumSet.allOf(Metrics.class);

	@Option(names = "--objects",
		description = "J and F of each object too, for predictions with the labels of the truth, " +
			"as propagation makes them (DAVIS 2017).")
	private boolean objects;

	@Option(names = "--without-ends",
		description = "J and F leave out the first and the last frame, as DAVIS does where the " + "first one is given.")
	private boolean withoutEnds;

	@Option(names = "--threads", paramLabel = "N", description = "Of the processor; 0 (default) for all.")
	private int threads;

	@Option(names = "--truth-tracks", paramLabel = "FILE",
		description = "man_track.txt with the parents; that of the folder TRUTH if left out.")
	private Path truthTracks;

	@Option(names = "--prediction-tracks", paramLabel = "FILE",
		description = "res_track.txt with the parents; that of the folder PREDICTION if left out.")
	private Path predictionTracks;

	@Override
	public Integer call() throws Exception {
		final MovieEvaluation evaluation = new MovieEvaluation(objects, withoutEnds, threads);
		final CtcTruth folder = CtcTruth.of(truth);
		final EvaluationResult scored;
		try (LabelMovie a = LabelMovies.open(folder.tracked()).prefetched(MovieEvaluation.READ_AHEAD);
				LabelMovie b = LabelMovies.open(prediction).prefetched(MovieEvaluation.READ_AHEAD);
				ConsoleProgress progress = progress())
		{
			final EvaluationResult tracked = evaluation.run(a, b, CtcTruth.tracks(truthTracks, folder.tracked()), CtcTruth
				.tracks(predictionTracks, prediction), t -> progress.step("Scoring", t, a.info().frames()));
			scored = folder.segmented().isEmpty() ? tracked : tracked.withSeg(folder.seg(b));
		}
		final Map<String, Object> scores = Scores.of(scored, metrics);
		result(scores, Scores.text(scores));
		return 0;
	}
}
