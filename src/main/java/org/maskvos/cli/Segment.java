package org.maskvos.cli;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.maskvos.io.LabelMovies;
import org.maskvos.io.Movies;
import org.maskvos.movie.Axis;
import org.maskvos.movie.Movie;
import org.maskvos.movie.MovieOptions;
import org.maskvos.vos.LabelOutputs;
import org.maskvos.vos.SegmentationReport;
import org.maskvos.vos.Segmenter;
import org.maskvos.vos.maskvos.MaskVos;
import org.maskvos.vos.maskvos.MaskVosOptions;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code maskvos segment}: from movie to label movie. */
@Command(name = "segment", description = "Segments every cell of a movie and follows it through time.")
final class Segment extends Job {

	@Parameters(paramLabel = "MOVIE", description = "TIFF stack, folder of TIFF, PNG or JPEG frames, OME-Zarr, or AVI.")
	private Path movie;

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
		settings.add(to, MaskVosOptions.defaults());
	}

	@Override
	public Integer call() throws Exception {
		final MaskVosOptions options = settings.apply(MaskVosOptions.defaults());
		LabelMovies.requireDistinct(movie, labels);
		if (tracks != null) {
			LabelMovies.requireDistinct(movie, tracks);
			Paths.requireDifferent(labels, tracks);
		}
		final MovieOptions part = MovieOptions.defaults().withChannel(channel).withAxis(axis);
		final SegmentationReport report;
		final long[] firstLabels = new long[1];
		try (Movie frames = Movies.open(movie, part);
				LabelOutputs outputs = LabelOutputs.open(labels, tracks, frames.info());
				Segmenter segmenter = MaskVos.open(options);
				ConsoleProgress progress = progress())
		{
			report = segmenter.segment(frames, result -> {
				outputs.accept(result);
				if (result.t() == 0) firstLabels[0] = System.currentTimeMillis();
			}, progress);
			outputs.commit(report.lineage(), report.provenance());
		}
		final Map<String, Object> values = values(report);
		values.put("first_labels_seconds", (firstLabels[0] - ManagementFactory.getRuntimeMXBean().getStartTime()) / 1e3);
		values.put("labels", labels.toString());
		if (tracks != null) values.put("tracks", tracks.toString());
		remark(summary(report));
		result(values, "");
		return 0;
	}

	// -- What was done, in words and in numbers --

	/** The share of ONNX Runtime is that of the wall time during which at least one network ran. */
	static String summary(final SegmentationReport report) {
		return String.format(Locale.ROOT,
			"Objects: %d; frames: %d; model %s on %s; object diameter %.1f px; %.1f frames/s, %.0f%% of the time in ONNX Runtime.",
			report.lineage().size(), report.frames(), report.model(), report.device(), report.objectDiameter(), report
				.frames() / report.seconds(), 100 * report.engineSeconds() / report.seconds());
	}

	static Map<String, Object> values(final SegmentationReport report) {
		final Map<String, Object> values = new LinkedHashMap<>();
		values.put("frames", report.frames());
		values.put("objects", report.lineage().size());
		values.put("divisions", report.lineage().tracks().stream().mapToInt(track -> track.parent()).filter(
			parent -> parent > 0).distinct().count());
		values.put("object_diameter", report.objectDiameter());
		values.put("model", report.model());
		values.put("model_checksum", report.modelChecksum());
		values.put("device", report.device());
		values.put("seconds", report.seconds());
		values.put("frames_per_second", report.frames() / report.seconds());
		values.put("engine_share", report.engineSeconds() / report.seconds());
		return values;
	}
}
