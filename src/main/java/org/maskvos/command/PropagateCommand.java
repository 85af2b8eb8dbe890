package org.maskvos.command;

import ij.ImagePlus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.maskvos.annotation.Annotations;
import org.maskvos.io.Movies;
import org.maskvos.movie.Axis;
import org.maskvos.movie.Movie;
import org.maskvos.movie.MovieOptions;
import org.maskvos.propagation.MemoryOptions;
import org.maskvos.settings.Settings;
import org.maskvos.vos.PropagationReport;
import org.maskvos.vos.Propagator;
import org.maskvos.vos.stcn.Stcn;
import org.maskvos.vos.stcn.StcnOptions;
import org.scijava.ItemIO;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.task.TaskService;

/**
 * Finds in all frames of the active movie the objects that were labelled in some:
 * the label movie {@code <title>-vos}.
 */
@Plugin(type = Command.class, headless = true, menuPath = "Plugins > MaskVOS > Propagate Labels...",
	description = "<html>Label some objects in one frame, or in a few: they are followed through all others.")
public final class PropagateCommand extends MaskVosCommand {

	private static final String NO_MOVIE = "movie: no image is open; open a time-lapse first.";

	@Parameter(label = "Movie", required = false, persist = false, autoFill = false,
		description = "The time-lapse: a stack or hyperstack.")
	private ImagePlus movie;

	@Parameter(label = "Movie", visibility = ItemVisibility.MESSAGE, persist = false, required = false)
	private String summary = "";

	@Parameter(label = "Labelled objects", persist = false, required = false,
		description = "<html>Where you labelled objects: <b>roi manager</b>, the title of an open label image,<br>" +
			"or the complete path of a label image, a folder of them, or a ROI set (.zip).")
	private String annotations = AnnotationSource.ROI_MANAGER;

	@Parameter(label = "Frame of labels without one (1 = first)", persist = false, required = false,
		description = "Frame that a single label plane, or ROIs without a position, belong to.")
	private Integer annotation_frame = 1;

	@Parameter(label = "Model (auto, or an id)", persist = false, required = false,
		description = "<html>The trained network. <b>auto</b>: the first one that propagates.<br>" +
			"Plugins > MaskVOS > MaskVOS Models lists the ids; a folder works too.")
	private String model = "auto";

	@Parameter(label = "Channel (1 = first)", persist = false, required = false,
		description = "Channel in which the objects are seen best. Colour (RGB) movies have one channel.")
	private Integer channel = 1;

	@Parameter(label = "Time axis", persist = false, required = false, choices = { "auto", "time", "z" },
		description = "<html>Which slider is time. <b>auto</b>: T where there is more than one time point, else Z.")
	private String axis = "auto";

	@Parameter(label = "Labels travel", persist = false, required = false, choices = { "both", "forward", "backward" },
		description = "From the labelled frames to later frames, to earlier ones, or both.")
	private String direction = "both";

	@Parameter(label = "Memory", persist = false, required = false, choices = { "bounded", "bounded_pixels", "every" },
		description = "<html><b>bounded</b>: when memory is full, a random frame is replaced.<br>" +
			"<b>every</b>: nothing is forgotten; long movies need much memory.")
	private String memory = "bounded";

	@Parameter(label = "Remember every so many frames", persist = false, required = false)
	private Integer memory_every = MemoryOptions.defaults().every();

	@Parameter(label = "Frames that memory holds", persist = false, required = false)
	private Integer memory_size = MemoryOptions.defaults().size();

	@Parameter(label = "Passes over the movie", persist = false, required = false,
		description = "Passes before the last one collect memories: slower; for models that know nothing of motion often better.")
	private Integer passes = 1;

	@Parameter(label = "Shorter side for the network (0 = auto)", persist = false, required = false,
		description = "<html>Size in pixels at which the network sees the movie. <b>0</b>: what the model needs.<br>" +
			"Larger finds smaller objects, and takes longer.")
	private Integer resolution = 0;

	@Parameter(label = "Divisions end the parent", persist = false, required = false,
		description = "Parts of an object become objects of their own. Else they keep its number.")
	private Boolean divisions = false;

	@Parameter(label = "Table of tracks (file.csv, empty = none)", persist = false, required = false,
		description = "<html>Complete path of a table to write.<br><b>.csv</b>: one row for each object and frame.<br>" +
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
		final StcnOptions options = options();
		final int frame = Parameters.whole("annotation_frame", annotation_frame, 1, Integer.MAX_VALUE);
		final Path table = Parameters.file("tracks", tracks);
		try (Movie frames = Movies.of(movie, part)) {
			final Annotations given = AnnotationSource.open(annotations, movie, frames.info(), frame);
			try (Propagator propagator = Stcn.open(options);
					TaskProgress progress = new TaskProgress(taskService, "Propagating labels in " + movie.getTitle(), log()))
			{
				labels = new LabelingJob(frames.info(), log()).run(consumer -> {
					final PropagationReport report = propagator.propagate(frames, given, consumer, progress);
					return new LabelingJob.Outcome(report.lineage(), report.provenance(), summary(report));
				}, table);
			}
		}
	}

	// -- Helper methods --

	private StcnOptions options() {
		StcnOptions options = StcnOptions.defaults().withModel(model == null || model.trim().equalsIgnoreCase("auto") ? ""
			: model.trim()).withDivisions(Boolean.TRUE.equals(divisions));
		final Map<String, Object> given = new LinkedHashMap<>();
		given.put("memory", memory);
		given.put("memory_every", memory_every);
		given.put("memory_size", memory_size);
		given.put("direction", direction);
		given.put("passes", passes);
		given.put("resolution", resolution);
		given.put("device", device);
		given.put("threads", threads);
		for (final Map.Entry<String, Object> setting : given.entrySet())
			options = Settings.with(options, setting.getKey(), setting.getValue());
		return options;
	}

	private static String summary(final PropagationReport report) {
		return String.format(Locale.ROOT, "%d objects in %d frames, of which %d labelled; model %s on %s; %.1f s", report
			.lineage().size(), report.frames(), report.annotated(), report.model(), report.device(), report.seconds());
	}
}
