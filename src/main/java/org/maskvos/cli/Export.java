package org.maskvos.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.maskvos.evaluation.CtcTruth;
import org.maskvos.export.ExportFormat;
import org.maskvos.export.LabelExport;
import org.maskvos.io.LabelMovie;
import org.maskvos.io.LabelMovies;
import org.maskvos.io.Movies;
import org.maskvos.labels.Lineage;
import org.maskvos.movie.Movie;
import org.maskvos.movie.MovieOptions;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code maskvos export}: a label movie for other programs, and for people. */
@Command(name = "export", description = "Writes a label movie for other programs, or as a movie to look at.")
final class Export extends Job {

	@Parameters(paramLabel = "LABELS", description = "Label movie.")
	private Path labels;

	@Option(names = "-o", required = true, paramLabel = "TARGET", description = "Folder to make, or file to write.")
	private Path target;

	@Option(names = "--format", required = true, paramLabel = "F",
		description = "ctc: folder with mask000.tif ... and res_track.txt; davis: folder with indexed PNG, 00000.png ...; " +
			"rois: ImageJ ROI set, .zip; table: a row per object and frame, .csv; overlay: outlines on the movie, .avi or a folder of PNG.")
	private ExportFormat format;

	@Option(names = "--movie", paramLabel = "MOVIE",
		description = "The movie that was labelled: needed for overlay, and for mean intensities in a table.")
	private Path movie;

	@Option(names = "--channel", paramLabel = "N", description = "Of the movie; 1-based, default 1.")
	private int channel = 1;

	@Option(names = "--tracks", paramLabel = "FILE",
		description = "Text file of 'maskvos segment --tracks', which knows the parents; res_track.txt of the folder LABELS if left out.")
	private Path tracks;

	@Override
	public Integer call() throws Exception {
		for (final Path input : Stream.of(labels, movie, tracks).filter(Objects::nonNull).toList())
			LabelMovies.requireDistinct(input, target);
		final Lineage lineage;
		final int frames;
		try (LabelMovie from = LabelMovies.open(labels);
				Movie seen = movie == null ? null : Movies.open(movie, MovieOptions.defaults().withChannel(channel));
				ConsoleProgress progress = progress())
		{
			frames = from.info().frames();
			lineage = new LabelExport(from, seen, CtcTruth.tracks(tracks, labels), progress).run(format, target);
		}
		final Map<String, Object> values = new LinkedHashMap<>();
		values.put("target", target.toString());
		values.put("format", format.name().toLowerCase(Locale.ROOT));
		values.put("frames", frames);
		values.put("objects", lineage.size());
		result(values, target + ": " + frames + " frames, " + lineage.size() + " objects");
		return 0;
	}
}
