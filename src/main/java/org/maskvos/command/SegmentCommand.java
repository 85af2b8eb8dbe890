package org.maskvos.command;

import ij.ImagePlus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

import org.maskvos.io.Movies;
import org.maskvos.movie.Axis;
import org.maskvos.movie.Movie;
import org.maskvos.movie.MovieOptions;
import org.maskvos.vos.SegmentationReport;
import org.maskvos.vos.Segmenter;
import org.maskvos.vos.maskvos.MaskVosOptions;
import org.scijava.ItemIO;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.task.TaskService;

/**
 * Segments every object of the active movie and follows it through time: the
 * label movie {@code <title>-vos}.
 */
@Plugin(type = Command.class, headless = true, menuPath = "Plugins > MaskVOS > Segment Time-Lapse...",
	description = "<html>Finds every cell of a movie and gives it the same number in all frames.<br>" +
		"Nothing needs to be drawn or trained.")
public final class SegmentCommand extends MaskVosCommand {

	private static final String NO_MOVIE =
		"movie: no image is open; open a time-lapse, or File > Open Samples > MaskVOS Sample Movie...";

	@Parameter(label = "Movie", required = false, persist = false, autoFill = false,
		description = "The time-lapse: a stack or hyperstack.")
	private ImagePlus movie;

	@Parameter(label = "Movie", visibility = ItemVisibility.MESSAGE, persist = false, required = false)
	private String summary = "";

	@Parameter(label = "Model (auto, or an id)", persist = false, required = false,
		description = "<html>The trained network. <b>auto</b>: the one that comes with the plugin.<br>" +
			"Plugins > MaskVOS > MaskVOS Models lists the ids of others.")
	private String model = Models.AUTO;

	@Parameter(label = "Channel (1 = first)", persist = false, required = false,
		description = "Channel in which the cells are seen best. Colour (RGB) movies have one channel.")
	private Integer channel = 1;

	@Parameter(label = "Time axis", persist = false, required = false, choices = { "auto", "time", "z" },
		description = "<html>Which slider is time. <b>auto</b>: T where there is more than one time point, else Z,<br>" +
			"because many movies are opened as a Z stack. <b>z</b>: follow objects through the slices.")
	private String axis = "auto";

	@Parameter(label = "Object diameter (pixels, 0 = estimate)", persist = false, required = false, stepSize = "1",
		description = "<html>Diameter of a typical cell or nucleus, in pixels of the movie.<br>" +
			"<b>0</b>: estimated from the movie. Draw a line across a cell and read its length.<br>" +
			"If cells are split, give a larger value; if neighbours are merged, a smaller one.")
	private Double object_diameter = 0.0;

	@Parameter(label = "Labels show", persist = false, required = false, choices = { "instances", "semantic" },
		description = "<html><b>instances</b>: each object has its own number through time.<br>" +
			"<b>semantic</b>: 1 where there is any object, 0 elsewhere.")
	private String output = "instances";

	@Parameter(label = "Table of tracks (file.csv, empty = none)", persist = false, required = false,
		description = "<html>Complete path of a table to write.<br><b>.csv</b>: one row for each object and frame, with position, area, brightness and parent.<br>" +
			"<b>.txt</b>: one line for each track, as in the Cell Tracking Challenge.")
	private String tracks = "";

	@Parameter(label = "Compute on", persist = false, required = false, choices = { "auto", "cpu", "gpu" },
		description = "<html><b>auto</b>: the graphics card if it can be used, else the processor; the log says which.<br>" +
			"<b>gpu</b>: stop with a message if it cannot be used.")
	private String device = "auto";

	@Parameter(label = "Processor threads (0 = all)", persist = false, required = false,
		description = "How many processor cores to use.")
	private Integer threads = 0;

	@Parameter(type = ItemIO.OUTPUT, label = "Labels")
	private ImagePlus labels;

	@Parameter
	private TaskService taskService;

	private Segmenters segmenters = Segmenters.standard();

	/** Replaces the networks, in tests. */
	void use(final Segmenters others) {
		segmenters = others;
	}

	// -- MaskVosCommand methods --

	@Override
	void prepare() {
		MovieInput.require(movie, NO_MOVIE);
		summary = String.format("%s (T: %d, Z: %d)", movie.getTitle(), movie.getNFrames(), movie.getNSlices());
	}

	@Override
	void execute() throws IOException {
		MovieInput.require(movie, NO_MOVIE);
		final MovieOptions part = MovieOptions.defaults() //
			.withChannel(Parameters.whole("channel", channel, 1, 10_000)) //
			.withAxis(Parameters.choice("axis", axis, Axis.class));
		final MaskVosOptions options = SegmentSettings.of(model, object_diameter, output, device, threads, segmenters,
			log());

		final Path table = Parameters.file("tracks", tracks);
		try (Movie frames = Movies.of(movie, part);
				Segmenter segmenter = segmenters.open(options);
				TaskProgress progress = new TaskProgress(taskService, "Segmenting " + movie.getTitle(), log()))
		{
			labels = new LabelingJob(frames.info(), log()).run(consumer -> {
				final SegmentationReport report = segmenter.segment(frames, consumer, progress);
				return new LabelingJob.Outcome(report.lineage(), report.provenance(), summary(report));
			}, table);
		}
	}

	// -- Helper methods --

	private static String summary(final SegmentationReport report) {
		return String.format(Locale.ROOT, "%d objects in %d frames; model %s on %s; object diameter %.1f px; %.1f s", report
			.lineage().size(), report.frames(), report.model(), report.device(), report.objectDiameter(), report.seconds());
	}
}
