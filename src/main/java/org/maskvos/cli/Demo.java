package org.maskvos.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;

import org.maskvos.evaluation.Evaluation;
import org.maskvos.evaluation.Scores.Metrics;
import org.maskvos.evaluation.Scores;
import org.maskvos.files.PartFile;
import org.maskvos.io.LabelMovie;
import org.maskvos.io.LabelMovies;
import org.maskvos.io.Movies;
import org.maskvos.movie.Movie;
import org.maskvos.movie.MovieException;
import org.maskvos.movie.MovieOptions;
import org.maskvos.simulation.CellSimulation;
import org.maskvos.simulation.Modality;
import org.maskvos.simulation.SimulationOptions;
import org.maskvos.vos.LabelOutputs;
import org.maskvos.vos.NetworkOptions;
import org.maskvos.vos.PropagationReport;
import org.maskvos.vos.SegmentationReport;
import org.maskvos.vos.Segmenter;
import org.maskvos.vos.maskvos.MaskVos;
import org.maskvos.vos.maskvos.MaskVosOptions;
import org.maskvos.vos.stcn.StcnOptions;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** {@code maskvos demo}: the whole way, from a simulated movie to scores and pictures. */
@Command(name = "demo",
	description = "Simulates a movie, segments it, propagates one labelled frame, scores both, and draws them.")
final class Demo extends Job {

	@Option(names = "-o", paramLabel = "FOLDER", description = "Where results go; default ${DEFAULT-VALUE}.")
	private Path folder = Path.of("maskvos-demo");

	@Option(names = "--modality", paramLabel = "M", description = "phase (default), fluorescence or dic.")
	private Modality modality = Modality.PHASE;

	@Option(names = "--frames", paramLabel = "N", description = "Default ${DEFAULT-VALUE}.")
	private int frames = SimulationOptions.defaults().frames();

	@Option(names = "--seed", paramLabel = "S",
		description = "The same seed gives the same movie; default ${DEFAULT-VALUE}.")
	private long seed = 1;

	private final SettingOptions network = new SettingOptions();

	@Override
	void addOptions(final CommandSpec to) {
		network.add(to, NetworkOptions.defaults());
	}

	@Override
	public Integer call() throws Exception {
		final SimulationOptions options = SimulationOptions.defaults().withModality(modality).withFrames(frames).withSeed(
			seed).withDivisions(0.015);
		final MaskVosOptions settings = network.apply(MaskVosOptions.defaults());
		createFolder();
		remark("The results go to " + folder.toAbsolutePath().normalize() + ".");
		final Evaluation evaluation = new Evaluation(false, false);
		final DemoPictures pictures = new DemoPictures(options.frames());
		final CellSimulation simulation = new CellSimulation(options);
		final SegmentationReport report;
		try (ConsoleProgress progress = progress(); Segmenter segmenter = MaskVos.open(settings)) {
			Simulate.write(simulation, file("movie.tif"), file("truth.tif"), progress);
			try (Movie movie = Movies.open(file("movie.tif"), MovieOptions.defaults());
					LabelMovie truth = LabelMovies.open(file("truth.tif"));
					LabelOutputs outputs = LabelOutputs.open(file("labels.tif"), file("tracks.csv"), movie.info()))
			{
				report = segmenter.segment(movie, result -> {
					outputs.accept(result);
					evaluation.add(truth.frame(result.t()), result.labels());
					pictures.add(result, truth.frame(result.t()));
				}, progress);
				outputs.commit(report.lineage(), report.provenance());
			}
		}
		pictures.write(file("overlay.png"));
		remark(Segment.summary(report));
		final DemoPropagation propagation = new DemoPropagation(folder, simulation.lineage());
		final PropagationReport propagated;
		try (ConsoleProgress progress = progress()) {
			propagated = propagation.run(network.apply(StcnOptions.defaults()).withModel(""), progress);
		}
		remark(Propagate.summary(propagated));
		final Map<String, Object> scores = Scores.of(evaluation.result(simulation.lineage().tracks(), report.lineage()
			.tracks()), EnumSet.allOf(Metrics.class));
		final Map<String, Object> values = new LinkedHashMap<>(Segment.values(report));
		values.put("scores", scores);
		values.put("propagation", Propagate.values(propagated));
		values.put("propagation_scores", propagation.scores());
		PartFile.write(file("scores.json"), Json.object(values) + System.lineSeparator());
		result(values, String.join(System.lineSeparator(), "Segmented:", Scores.text(scores), "First frame propagated:",
			Scores.text(propagation.scores()),
			"See overlay.png (movie, truth, result) and propagated.png, movie.tif, truth.tif, labels.tif, tracks.csv, first.tif (what was propagated), propagated.tif and scores.json there."));
		return 0;
	}

	// -- Helper methods --

	private Path file(final String name) {
		return folder.resolve(name);
	}

	private void createFolder() throws MovieException {
		try {
			Files.createDirectories(folder);
		}
		catch (final java.io.IOException e) {
			throw new MovieException("The folder " + folder + " cannot be made: " + (Files.exists(folder)
				? "there is a file of that name" : e.getMessage()) + ".", e);
		}
	}
}
