package org.maskvos.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.maskvos.annotation.AnnotationFiles;
import org.maskvos.annotation.Annotations;
import org.maskvos.io.LabelMovies;
import org.maskvos.io.Movies;
import org.maskvos.movie.Axis;
import org.maskvos.movie.Movie;
import org.maskvos.movie.MovieOptions;
import org.maskvos.vos.LabelOutputs;
import org.maskvos.vos.PropagationReport;
import org.maskvos.vos.Propagator;
import org.maskvos.vos.stcn.Stcn;
import org.maskvos.vos.stcn.StcnOptions;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code maskvos propagate}: from a few labelled frames to a label movie. */
@Command(name = "propagate", description = "Finds in all frames the objects that you labelled in some.")
final class Propagate extends Job {

	@Parameters(paramLabel = "MOVIE", description = "TIFF stack, folder of TIFF, PNG or JPEG frames, OME-Zarr, or AVI.")
	private Path movie;

	@Option(names = "--annotations", required = true, paramLabel = "LABELS",
		description = "Label image (a plane per frame, empty ones are not annotated; or a single plane), folder of label images named by frame, or ImageJ ROI set (.zip).")
	private Path annotations;

	@Option(names = "--annotation-frame", paramLabel = "N",
		description = "Frame of a single plane, or of ROIs without a position; 1-based, default 1.")
	private int annotationFrame = 1;

	@Option(names = "-o", required = true, paramLabel = "LABELS",
		description = "To write: a TIFF file, a folder NAME.zarr (OME-Zarr), or MOVIE.zarr/labels/NAME. 0 is background, each object keeps its number.")
	private Path labels;

	@Option(names = "--tracks", paramLabel = "FILE",
		description = "Table to write: .csv, a row per object and frame; .txt, a row per track without gaps, as in the Cell Tracking Challenge.")
	private Path tracks;

	@Option(names = "--channel", paramLabel = "N", description = "1-based; default 1.")
	private int channel = 1;

	@Option(names = "--axis", paramLabel = "A", description = "What is time: auto (default), time or z.")
	private Axis axis = Axis.AUTO;

	private final SettingOptions settings = new SettingOptions();

	@Override
	void addOptions(final CommandSpec to) {
		settings.add(to, StcnOptions.defaults());
	}

	@Override
	public Integer call() throws Exception {
		final StcnOptions options = settings.apply(StcnOptions.defaults());
		for (final Path input : new Path[] { movie, annotations }) {
			LabelMovies.requireDistinct(input, labels);
			if (tracks != null) LabelMovies.requireDistinct(input, tracks);
		}
		if (tracks != null) Paths.requireDifferent(labels, tracks);
		final MovieOptions part = MovieOptions.defaults().withChannel(channel).withAxis(axis);
		final PropagationReport report;
		try (Movie frames = Movies.open(movie, part);
				LabelOutputs outputs = LabelOutputs.open(labels, tracks, frames.info()))
		{
			final Annotations given = AnnotationFiles.open(annotations, movie, frames.info(), annotationFrame);
			try (Propagator propagator = Stcn.open(options); ConsoleProgress progress = progress()) {
				report = propagator.propagate(frames, given, outputs, progress);
			}
			outputs.commit(report.lineage(), report.provenance());
		}
		final Map<String, Object> values = values(report);
		values.put("labels", labels.toString());
		if (tracks != null) values.put("tracks", tracks.toString());
		remark(summary(report));
		result(values, "");
		return 0;
	}

	// -- What was done, in words and in numbers --

	static String summary(final PropagationReport report) {
		return String.format(Locale.ROOT,
			"Objects: %d in %d masks; frames: %d, of which %d annotated; model %s on %s; seen at %d x %d pixels; %.2f frames/s, %.0f%% of the time in ONNX Runtime and the memory read.",
			report.lineage().size(), report.slots(), report.frames(), report.annotated(), report.model(), report.device(),
			report.width(), report.height(), report.frames() / report.seconds(), 100 * share(report));
	}

	static Map<String, Object> values(final PropagationReport report) {
		final Map<String, Object> values = new LinkedHashMap<>();
		values.put("frames", report.frames());
		values.put("annotated_frames", report.annotated());
		values.put("objects", report.lineage().size());
		values.put("slots", report.slots());
		values.put("divisions", report.lineage().tracks().stream().mapToInt(track -> track.parent()).filter(
			parent -> parent > 0).distinct().count());
		values.put("width", report.width());
		values.put("height", report.height());
		values.put("model", report.model());
		values.put("model_checksum", report.modelChecksum());
		values.put("device", report.device());
		values.put("seconds", report.seconds());
		values.put("frames_per_second", report.frames() / report.seconds());
		values.put("engine_share", report.engineSeconds() / report.seconds());
		values.put("engine_and_read_share", share(report));
		return values;
	}

	private static double share(final PropagationReport report) {
		return (report.engineSeconds() + report.readSeconds()) / report.seconds();
	}
}
