package org.maskvos.command;

import ij.measure.ResultsTable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;

import org.maskvos.batch.Batch;
import org.maskvos.batch.BatchOptions;
import org.maskvos.batch.Labeler;
import org.maskvos.batch.Shard;
import org.maskvos.movie.Axis;
import org.maskvos.movie.MovieOptions;
import org.maskvos.vos.maskvos.MaskVosOptions;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.task.TaskService;

/**
 * Segments all movies of a folder. Results go to files; what failed is told when
 * all others are done.
 */
@Plugin(type = Command.class, headless = true, menuPath = "Plugins > MaskVOS > Batch Segment Folder...",
	description = "<html>Segments every movie of a folder and saves the results in another.<br>" +
		"A movie that cannot be read does not stop the others.")
public final class BatchCommand extends MaskVosCommand {

	@Parameter(label = "Folder of movies (complete path)", persist = false, required = false,
		description = "<html>Holds TIFF stacks, folders of frames, AVI or microscope files (by Bio-Formats).<br>" +
			"Each series of a file is a movie.")
	private String folder = "";

	@Parameter(label = "Only files like (empty = all movies)", persist = false, required = false,
		description = "<html>For example <b>*.nd2</b>, or <b>plate*/pos*</b> for files in folders below.")
	private String pattern = "";

	@Parameter(label = "Folder for the results (complete path)", persist = false, required = false,
		description = "<html>For each movie the label movie <b>name-vos.tif</b>, the table <b>name-vos.csv</b> and the record <b>name-vos.json</b>;<br>" +
			"and <b>batch.csv</b> over all. Made if it does not exist.")
	private String results = "";

	@Parameter(label = "Pass over what is done", persist = false, required = false,
		description = "Movies whose results are complete, by the same settings and model, are not segmented again.")
	private Boolean resume = false;

	@Parameter(label = "Part of the movies (1/1 = all)", persist = false, required = false,
		description = "<html><b>2/4</b>: the second of four parts, for several computers that work on one folder.")
	private String shard = "1/1";

	@Parameter(label = "Model (auto, or an id)", persist = false, required = false,
		description = "<html>The trained network. <b>auto</b>: the one that comes with the plugin.<br>" +
			"Plugins > MaskVOS > MaskVOS Models lists the ids of others.")
	private String model = "auto";

	@Parameter(label = "Channel (1 = first)", persist = false, required = false,
		description = "Channel in which the cells are seen best, in all movies.")
	private Integer channel = 1;

	@Parameter(label = "Time axis", persist = false, required = false, choices = { "auto", "time", "z" },
		description = "<html>Which slider is time. <b>auto</b>: T where there is more than one time point, else Z.")
	private String axis = "auto";

	@Parameter(label = "Object diameter (pixels, 0 = estimate)", persist = false, required = false, stepSize = "1",
		description = "<html>Diameter of a typical cell or nucleus. <b>0</b>: estimated for each movie.")
	private Double object_diameter = 0.0;

	@Parameter(label = "Labels show", persist = false, required = false, choices = { "instances", "semantic" },
		description = "<html><b>instances</b>: each object has its own number through time.<br>" +
			"<b>semantic</b>: 1 where there is any object, 0 elsewhere.")
	private String output = "instances";

	@Parameter(label = "Compute on", persist = false, required = false, choices = { "auto", "cpu", "gpu" },
		description = "<html><b>auto</b>: the graphics card if it can be used, else the processor; the log says which.<br>" +
			"<b>gpu</b>: stop with a message if it cannot be used.")
	private String device = "auto";

	@Parameter(label = "Processor threads (0 = all)", persist = false, required = false,
		description = "How many processor cores to use.")
	private Integer threads = 0;

	@Parameter(type = ItemIO.OUTPUT, label = "MaskVOS Batch")
	private ResultsTable table;

	@Parameter
	private TaskService taskService;

	private Segmenters segmenters = Segmenters.standard();

	/** Replaces the networks, in tests. */
	void use(final Segmenters others) {
		segmenters = others;
	}

	// -- MaskVosCommand methods --

	@Override
	void execute() throws IOException {
		final MaskVosOptions settings = SegmentSettings.of(model, object_diameter, output, device, threads, segmenters,
			log());
		final MovieOptions part = MovieOptions.defaults() //
			.withChannel(Parameters.whole("channel", channel, 1, 10_000)) //
			.withAxis(Parameters.choice("axis", axis, Axis.class));
		final BatchOptions options = BatchOptions.of(folder(), Parameters.folder("results", results)) //
			.withPattern(pattern == null ? "" : pattern.trim()) //
			.withPart(part).withShard(Shard.parse(shard == null ? "" : shard)).withResume(Boolean.TRUE.equals(resume));

		try (Labeler labeler = segmenters.labeler(settings);
				TaskProgress progress = new TaskProgress(taskService, "Segmenting the movies in " + options.folder(), log()))
		{
			final BatchLog batch = new BatchLog(progress, log(), options.results());
			try {
				Batch.run(options, labeler, batch);
				if (batch.failed() > 0) fail(batch.failures());
			}
			catch (final CancellationException exc) {
				canceled(batch.canceled());
			}
			finally {
				table = batch.table();
			}
		}
	}

	// -- Helper methods --

	private Path folder() {
		final Path path = Parameters.folder("folder", folder);
		if (!Files.isDirectory(path)) throw new IllegalArgumentException("folder: " + path + " is not a folder.");
		return path;
	}
}
