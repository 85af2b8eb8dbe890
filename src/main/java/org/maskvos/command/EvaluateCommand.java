package org.maskvos.command;

import ij.measure.ResultsTable;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.maskvos.evaluation.CtcTruth;
import org.maskvos.evaluation.EvaluationResult;
import org.maskvos.evaluation.MovieEvaluation;
import org.maskvos.evaluation.Scores.Metrics;
import org.maskvos.evaluation.Scores;
import org.maskvos.io.LabelMovie;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.task.TaskService;

/** Scores a label movie against the truth: a table of measures. */
@Plugin(type = Command.class, headless = true, menuPath = "Plugins > MaskVOS > Evaluate Labels...",
	description = "<html>Compares a label movie with the truth: SEG, DET, TRA, LNK and AOGM of the Cell Tracking Challenge,<br>" +
		"J and F of DAVIS.")
public final class EvaluateCommand extends MaskVosCommand {

	@Parameter(label = "Truth (title or complete path)", persist = false, required = false,
		description = "<html>An open label movie, a file, or a folder such as <b>01_GT</b> of the Cell Tracking Challenge.")
	private String truth = "";

	@Parameter(label = "Labels to score (title or complete path)", persist = false, required = false,
		description = "Label movie of the same size and length; a folder may hold res_track.txt with the parents.")
	private String prediction = "";

	@Parameter(label = "Measures", persist = false, required = false, choices = { "all", "ctc", "davis" },
		description = "<html><b>ctc</b>: SEG, DET, TRA, LNK, AOGM and links.<br><b>davis</b>: J and F, with recall and decay.")
	private String metrics = "all";

	@Parameter(label = "Each object by itself", persist = false, required = false,
		description = "J and F of each object too: for labels with the numbers of the truth, as propagation makes them.")
	private Boolean objects = false;

	@Parameter(label = "Without first and last frame", persist = false, required = false,
		description = "J and F leave out the first and the last frame, as DAVIS does where the first one is given.")
	private Boolean without_ends = false;

	@Parameter(label = "Processor threads (0 = all)", persist = false, required = false,
		description = "How many processor cores to use.")
	private Integer threads = 0;

	@Parameter(type = ItemIO.OUTPUT, label = "MaskVOS Scores")
	private ResultsTable table;

	@Parameter
	private TaskService taskService;

	// -- MaskVosCommand methods --

	@Override
	void execute() throws IOException {
		final String choice = Parameters.choice("metrics", metrics, List.of("all", "ctc", "davis"));
		final Set<Metrics> families = choice.equals("all") ? EnumSet.allOf(Metrics.class) : EnumSet.of(Parameters.choice(
			"metrics", metrics, Metrics.class));
		final MovieEvaluation evaluation = new MovieEvaluation(Boolean.TRUE.equals(objects), Boolean.TRUE.equals(
			without_ends), Parameters.whole("threads", threads, 0, 1024));
		final ImageOrPath truthSource = ImageOrPath.of("truth", truth), source = ImageOrPath.of("prediction", prediction);
		final CtcTruth folder = truthSource.path() == null ? null : CtcTruth.of(truthSource.path());
		final EvaluationResult result;
		try (LabelMovie a = ahead(folder == null ? truthSource : new ImageOrPath(null, folder.tracked()));
				LabelMovie b = ahead(source);
				TaskProgress progress = new TaskProgress(taskService, "Evaluating labels", log()))
		{
			final EvaluationResult tracked = evaluation.run(a, b, CtcTruth.tracks(null, folder == null ? null : folder
				.tracked()), CtcTruth.tracks(null, source.path()), t -> progress.step("Scoring", t, a.info().frames()));
			result = folder == null || folder.segmented().isEmpty() ? tracked : tracked.withSeg(folder.seg(b));
		}
		table = table(Scores.of(result, families));
	}

	// -- Helper methods --

	private static LabelMovie ahead(final ImageOrPath source) throws IOException {
		final LabelMovie labels = source.labels();
		return source.path() == null ? labels : labels.prefetched(MovieEvaluation.READ_AHEAD);
	}

	private ResultsTable table(final Map<String, Object> scores) {
		final ResultsTable result = new ResultsTable();
		scores.forEach((name, value) -> {
			result.addRow();
			result.addValue("measure", name);
			result.addValue("value", ((Number) value).doubleValue());
			log().info(name + ": " + value);
		});
		return result;
	}
}
