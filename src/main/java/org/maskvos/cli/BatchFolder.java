package org.maskvos.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.maskvos.batch.Batch;
import org.maskvos.batch.BatchOptions;
import org.maskvos.batch.BatchProgress.Outcome;
import org.maskvos.batch.BatchReport;
import org.maskvos.batch.Labeler;
import org.maskvos.batch.PropagateLabeler;
import org.maskvos.batch.SegmentLabeler;
import org.maskvos.batch.Shard;
import org.maskvos.movie.Axis;
import org.maskvos.movie.MovieOptions;
import org.maskvos.settings.SettingItem;
import org.maskvos.settings.Settings;
import org.maskvos.vos.NetworkOptions;
import org.maskvos.vos.maskvos.MaskVosOptions;
import org.maskvos.vos.stcn.StcnOptions;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code maskvos batch}: all movies of a folder. */
@Command(name = "batch",
	description = "Labels all movies of a folder, one after the other; a bad one stops none of the others.")
final class BatchFolder extends Job {

	private enum Mode {
			SEGMENT, PROPAGATE
	}

	@Spec
	private CommandSpec spec;

	@Parameters(paramLabel = "FOLDER",
		description = "Holds movies: TIFF stacks, folders of frames, AVI, microscope files.")
	private Path folder;

	@Option(names = "-o", required = true, paramLabel = "RESULTS",
		description = "Folder to write to: NAME-vos.tif, NAME-vos.csv and NAME-vos.json for each movie, and batch.csv.")
	private Path results;

	@Option(names = "--pattern", paramLabel = "GLOB",
		description = "Which of them, such as '*.nd2' or 'plate*/pos*'; all movies directly in FOLDER if left out.")
	private String pattern = "";

	@Option(names = "--mode", paramLabel = "M", description = "segment (default) or propagate.")
	private Mode mode = Mode.SEGMENT;

	@Option(names = "--resume",
		description = "Pass over movies whose results are complete, by the same settings and model.")
	private boolean resume;

	@Option(names = "--shard", paramLabel = "I/N",
		description = "Every Nth movie, from the Ith: a part of the work for each of N processes; 'maskvos merge' ends it.")
	private String shard = "1/1";

	@Option(names = "--channel", paramLabel = "N", description = "1-based; default 1.")
	private int channel = 1;

	@Option(names = "--axis", paramLabel = "A", description = "What is time: auto (default), time or z.")
	private Axis axis = Axis.AUTO;

	private final SettingOptions settings = new SettingOptions();

	@Option(names = "--annotations", paramLabel = "LABELS",
		description = "With --mode propagate: folder with labels for each movie, a label image, a folder of them, or a ROI set, under the movie's name.")
	private Path annotations;

	@Option(names = "--annotation-frame", paramLabel = "N",
		description = "With --mode propagate: frame of a single plane, or of ROIs without a position; 1-based, default 1.")
	private int annotationFrame = 1;

	@Override
	void addOptions(final CommandSpec to) {
		settings.add(to, NetworkOptions.defaults());
		settings.add(to, MaskVosOptions.defaults(), "With --mode segment:");
		settings.add(to, StcnOptions.defaults(), "With --mode propagate:");
	}

	@Override
	public Integer call() throws Exception {
		final BatchOptions options = BatchOptions.of(folder, results).withPattern(pattern).withResume(resume).withShard(
			Shard.parse(shard)).withPart(MovieOptions.defaults().withChannel(channel).withAxis(axis));
		try (Labeler labeler = labeler(options); BatchLines lines = new BatchLines(this::remark, progress())) {
			final BatchReport report = Batch.run(options, labeler, lines);
			remark(summary(report));
			result(values(report), "");
			return report.isComplete() ? 0 : Failures.FAILED;
		}
	}

	// -- Helper methods --

	private Labeler labeler(final BatchOptions options) throws IOException {
		if (mode == Mode.SEGMENT) {
			refuse(names(StcnOptions.class), List.of("--annotations", "--annotation-frame"));
			return new SegmentLabeler(settings.apply(MaskVosOptions.defaults()));
		}
		refuse(names(MaskVosOptions.class), List.of());
		if (annotations == null) throw new ParameterException(spec.commandLine(), "--mode propagate needs --annotations");
		return new PropagateLabeler(settings.apply(StcnOptions.defaults()), options.folder(), annotations.toAbsolutePath()
			.normalize(), annotationFrame);
	}

	/** Options of the settings that a mode has for itself. */
	private static List<String> names(final Class<? extends Record> options) {
		final List<SettingItem> items = new ArrayList<>(Settings.items(options));
		items.removeAll(Settings.items(NetworkOptions.class));
		return items.stream().map(SettingOptions::name).toList();
	}

	/** Options of the other mode would be without effect. */
	private void refuse(final List<String> others, final List<String> more) {
		spec.commandLine().getParseResult().matchedOptions().stream().map(option -> option.longestName()).filter(
			name -> others.contains(name) || more.contains(name)).findFirst().ifPresent(name -> {
				throw new ParameterException(spec.commandLine(), name + " has no meaning with --mode " + mode.name()
					.toLowerCase(Locale.ROOT));
			});
	}

	private static String summary(final BatchReport report) {
		return String.format(Locale.ROOT, "Movies: %d; labelled now: %d; complete before: %d; failed: %d; %.1f s.", report
			.entries().size(), report.count(Outcome.DONE), report.count(Outcome.SKIPPED), report.count(Outcome.FAILED), report
				.seconds());
	}

	private static Map<String, Object> values(final BatchReport report) {
		final Map<String, Object> values = new LinkedHashMap<>();
		values.put("results", report.results().toString());
		values.put("movies", report.entries().size());
		for (final Outcome outcome : Outcome.values())
			values.put(outcome.name().toLowerCase(Locale.ROOT), report.count(outcome));
		values.put("seconds", report.seconds());
		final Map<String, Object> failures = new LinkedHashMap<>();
		report.entries().stream().filter(entry -> entry.outcome() == Outcome.FAILED).forEach(entry -> failures.put(entry
			.movie().toString(), entry.record().reason()));
		values.put("failures", failures);
		return values;
	}
}
