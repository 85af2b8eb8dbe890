package org.maskvos.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.maskvos.files.Part;
import org.maskvos.files.Publication;
import org.maskvos.io.LabelMovies;
import org.maskvos.io.Movies;
import org.maskvos.movie.LabelSink;
import org.maskvos.movie.MovieInfo;
import org.maskvos.movie.MovieSink;
import org.maskvos.simulation.CellSimulation;
import org.maskvos.simulation.SimulationOptions;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** {@code maskvos simulate}: a movie of cells and its truth. */
@Command(name = "simulate", description = "Simulates a time-lapse of cells, with its truth.")
final class Simulate extends Job {

	@Option(names = "-o", required = true, paramLabel = "MOVIE", description = "TIFF to write: the movie, 16 bit.")
	private Path output;

	@Option(names = "--truth", paramLabel = "LABELS", description = "TIFF to write: its true labels.")
	private Path truth;

	private final SettingOptions settings = new SettingOptions();

	@Override
	void addOptions(final CommandSpec to) {
		settings.add(to, SimulationOptions.defaults());
	}

	@Override
	public Integer call() throws Exception {
		final SimulationOptions options = settings.apply(SimulationOptions.defaults());
		final CellSimulation simulation = new CellSimulation(options);
		if (truth != null) Paths.requireDifferent(output, truth);
		try (ConsoleProgress progress = progress()) {
			write(simulation, output, truth, progress);
		}
		final Map<String, Object> values = new LinkedHashMap<>();
		values.put("movie", output.toString());
		values.put("truth", truth == null ? null : truth.toString());
		values.put("frames", options.frames());
		values.put("objects", simulation.lineage().size());
		result(values, String.format(Locale.ROOT, "%s: %d frames of %d x %d pixels, %d cells", output, options.frames(),
			options.width(), options.height(), simulation.lineage().size()));
		return 0;
	}

	/**
	 * Writes a simulated movie and its truth.
	 *
	 * @param truth may be null
	 */
	static void write(final CellSimulation simulation, final Path movie, final Path truth, final ConsoleProgress progress)
		throws Exception
	{
		final MovieInfo info = simulation.info();
		final String provenance = "Truth of a simulated movie: " + simulation.options();
		try (MovieSink images = Movies.sink(movie, info, 16);
				LabelSink labels = truth == null ? null : LabelMovies.tiff(truth, info, provenance))
		{
			for (int t = 0; t < info.frames(); t++) {
				progress.step("Simulating frames", t, info.frames());
				images.write(simulation.frame(t));
				if (labels != null) labels.write(simulation.truth(t));
			}
			final List<Part> parts = new ArrayList<>(images.prepare());
			if (labels != null) parts.addAll(labels.prepare());
			Publication.of(parts);
		}
	}
}
