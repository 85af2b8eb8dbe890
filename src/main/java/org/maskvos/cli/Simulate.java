package org.maskvos.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.maskvos.movie.LabelMovies;
import org.maskvos.movie.LabelSink;
import org.maskvos.movie.MovieInfo;
import org.maskvos.movie.MovieSink;
import org.maskvos.movie.Movies;
import org.maskvos.movie.Part;
import org.maskvos.movie.Publication;
import org.maskvos.simulation.CellSimulation;
import org.maskvos.simulation.Modality;
import org.maskvos.simulation.SimulationOptions;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code maskvos simulate}: a movie of cells and its truth. */
@Command(name = "simulate", description = "Simulates a time-lapse of cells, with its truth.")
final class Simulate extends Job {

	private static final SimulationOptions DEFAULTS = SimulationOptions.defaults();

	@Option(names = "-o", required = true, paramLabel = "MOVIE", description = "TIFF to write: the movie, 16 bit.")
	private Path output;

	@Option(names = "--truth", paramLabel = "LABELS", description = "TIFF to write: its true labels.")
	private Path truth;

	@Option(names = "--modality", paramLabel = "M", description = "phase (default), fluorescence or dic.")
	private Modality modality = DEFAULTS.modality();

	@Option(names = "--frames", paramLabel = "N", description = "Default ${DEFAULT-VALUE}.")
	private int frames = DEFAULTS.frames();

	@Option(names = "--width", paramLabel = "W", description = "In pixels; default ${DEFAULT-VALUE}.")
	private int width = DEFAULTS.width();

	@Option(names = "--height", paramLabel = "H", description = "In pixels; default ${DEFAULT-VALUE}.")
	private int height = DEFAULTS.height();

	@Option(names = "--cells", paramLabel = "N", description = "In view at the start; default ${DEFAULT-VALUE}.")
	private int cells = DEFAULTS.cells();

	@Option(names = "--object-diameter", paramLabel = "D", description = "Of a cell, in pixels; default ${DEFAULT-VALUE}.")
	private double objectDiameter = DEFAULTS.objectDiameter();

	@Option(names = "--speed", paramLabel = "V", description = "Of a cell, in pixels per frame; default ${DEFAULT-VALUE}.")
	private double speed = DEFAULTS.speed();

	@Option(names = "--divisions", paramLabel = "P", description = "Probability that a cell divides in a frame; default ${DEFAULT-VALUE}.")
	private double divisions = DEFAULTS.divisions();

	@Option(names = "--camouflage", description = "Cells look like the static background: only their motion shows them.")
	private boolean camouflage;

	@Option(names = "--seed", paramLabel = "S", description = "The same seed gives the same movie; default ${DEFAULT-VALUE}.")
	private long seed = DEFAULTS.seed();

	@Override
	public Integer call() throws Exception {
		final CellSimulation simulation = new CellSimulation(DEFAULTS.withModality(modality).withFrames(
			frames).withSize(width, height).withCells(cells).withObjectDiameter(objectDiameter).withSpeed(
				speed).withDivisions(divisions).withCamouflage(camouflage).withSeed(seed));
		if (truth != null) Paths.requireDifferent(output, truth);
		try (ConsoleProgress progress = progress()) {
			write(simulation, output, truth, progress);
		}
		final Map<String, Object> values = new LinkedHashMap<>();
		values.put("movie", output.toString());
		values.put("truth", truth == null ? null : truth.toString());
		values.put("frames", frames);
		values.put("objects", simulation.lineage().size());
		result(values, String.format(Locale.ROOT, "%s: %d frames of %d x %d pixels, %d cells", output,
			frames, width, height, simulation.lineage().size()));
		return 0;
	}

	/**
	 * Writes a simulated movie and its truth.
	 *
	 * @param truth may be null
	 */
	static void write(final CellSimulation simulation, final Path movie, final Path truth,
		final ConsoleProgress progress) throws Exception
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
