package org.maskvos.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.maskvos.evaluation.CtcTruth;
import org.maskvos.export.ExportFormat;
import org.maskvos.export.LabelExport;
import org.maskvos.io.LabelMovie;
import org.maskvos.io.LabelMovies;
import org.maskvos.labels.Lineage;
import org.maskvos.movie.Movie;
import org.maskvos.movie.MovieOptions;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.task.TaskService;

/** Writes a label movie for other programs, or as a movie to look at. */
@Plugin(type = Command.class, headless = true, menuPath = "Plugins > MaskVOS > Export Labels...",
	description = "<html>Writes a label movie as ROIs, as a table, as a movie with outlines,<br>" +
		"or in the layout of the Cell Tracking Challenge or of DAVIS.")
public final class ExportCommand extends MaskVosCommand {

	@Parameter(label = "Labels (title or complete path)", persist = false, required = false,
		description = "An open label movie, or a file or folder.")
	private String labels = "";

	@Parameter(label = "Export as", persist = false, required = false, choices = { "rois", "table", "overlay", "ctc",
		"davis" },
		description = "<html><b>rois</b>: ROI set for the ROI Manager, .zip.<br><b>table</b>: a row for each object and frame, .csv.<br>" +
			"<b>overlay</b>: outlines and numbers on the movie, .avi or a folder of PNG pictures.<br>" +
			"<b>ctc</b>, <b>davis</b>: folder in the layout of the benchmark.")
	private String format = "rois";

	@Parameter(label = "File or folder to write (complete path)", persist = false, required = false,
		description = "A file is replaced if it exists; a folder must be a new one.")
	private String target = "";

	@Parameter(label = "Movie (title or complete path; may be empty)", persist = false, required = false,
		description = "The movie that was labelled: needed for overlay, and for mean intensities in a table.")
	private String movie = "";

	@Parameter(label = "Channel of the movie (1 = first)", persist = false, required = false,
		description = "The channel that is shown and measured.")
	private Integer channel = 1;

	@Parameter(label = "Table of tracks (.txt; may be empty)", persist = false, required = false,
		description = "Complete path of a .txt table of tracks, which knows the parents.")
	private String tracks = "";

	@Parameter(type = ItemIO.OUTPUT, label = "Exported")
	private String exported;

	@Parameter
	private TaskService taskService;

	// -- MaskVosCommand methods --

	@Override
	void execute() throws IOException {
		final ExportFormat choice = Parameters.choice("format", format, ExportFormat.class);
		final ImageOrPath source = ImageOrPath.of("labels", labels);
		final ImageOrPath seen = movie == null || movie.isBlank() ? null : ImageOrPath.of("movie", movie);
		final MovieOptions part = MovieOptions.defaults().withChannel(Parameters.whole("channel", channel, 1, 10_000));
		final Path path = Parameters.target("target", target), table = Parameters.file("tracks", tracks);
		for (final ImageOrPath input : seen == null ? List.of(source) : List.of(source, seen))
			if (input.path() != null) LabelMovies.requireDistinct(input.path(), path);
		if (table != null && !Files.exists(table)) throw new IllegalArgumentException("tracks: " + table +
			" does not exist.");
		if (table != null) LabelMovies.requireDistinct(table, path);
		final List<Lineage.Track> parents = CtcTruth.tracks(table, source.path());
		try (LabelMovie from = source.labels();
				Movie shown = seen == null ? null : seen.movie(part);
				TaskProgress progress = new TaskProgress(taskService, "Exporting labels", log()))
		{
			final Lineage lineage = new LabelExport(from, shown, parents, progress).run(choice, path);
			log().info(path + ": " + from.info().frames() + " frames, " + lineage.size() + " objects");
		}
		exported = path.toString();
	}
}
