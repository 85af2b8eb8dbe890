package org.maskvos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.maskvos.evaluation.Evaluation;
import org.maskvos.evaluation.EvaluationResult;
import org.maskvos.io.LabelMovie;
import org.maskvos.io.LabelMovies;
import org.maskvos.io.Movies;
import org.maskvos.labels.Diameters;
import org.maskvos.model.Device;
import org.maskvos.movie.Movie;
import org.maskvos.movie.MovieOptions;
import org.maskvos.vos.Progress;
import org.maskvos.vos.SegmentationReport;
import org.maskvos.vos.maskvos.MaskVos;
import org.maskvos.vos.maskvos.MaskVosOptions;

/**
 * Scores model packages on real data: the two labelled sequences and held-out
 * still images, with the estimated and with the true object diameter. Prints a
 * table each; docs/scripts/accuracy calls it.
 *
 * <pre>
 * RealAccuracy ../shared/data [MODEL...]
 * </pre>
 */
public final class RealAccuracy {

	private record Row(String name, double diameter, double used, EvaluationResult result) {}

	private final Path data;
	private final String model;

	private RealAccuracy(final Path data, final String model) {
		this.data = data;
		this.model = model;
	}

	public static void main(final String[] args) throws IOException {
		Locale.setDefault(Locale.ROOT);
		final List<String> models = args.length > 1 ? List.of(args).subList(1, args.length) : List.of("");
		for (final String model : models) {
			System.out.printf("%n%s%n", model.isEmpty() ? "bundled package" : model);
			System.out.println("movie | true diameter | used | SEG | DET | links found | links right");
			for (final boolean told : new boolean[] { false, true })
				new RealAccuracy(Path.of(args[0]), model).run(told);
		}
	}

	private void run(final boolean told) throws IOException {
		for (final String name : List.of("seq_c2c12", "seq_epidermis_nuclei"))
			print(score(name, data.resolve(name + "/images.tif"), data.resolve(name + "/labels_tracked.tif"), told));
		final List<Row> stills = new ArrayList<>();
		for (final String name : Files.readAllLines(Path.of("models/heldout_dsb2018.txt")))
			stills.add(score(name, data.resolve("dsb2018/images/" + name + ".png"), data.resolve("dsb2018/labels/" + name +
				".png"), told));
		if (System.getProperty("all") != null) stills.forEach(RealAccuracy::print);
		System.out.printf("dsb2018, %d held-out images, diameter %s: mean SEG %.3f%n", stills.size(), told ? "given"
			: "estimated", stills.stream().mapToDouble(row -> row.result.seg()).average().orElseThrow());
	}

	private Row score(final String name, final Path movie, final Path truth, final boolean told) throws IOException {
		final double diameter = diameter(truth);
		final Evaluation evaluation = new Evaluation(false, false);
		try (Movie frames = Movies.open(movie, MovieOptions.defaults());
				LabelMovie labels = LabelMovies.open(truth);
				MaskVos maskvos = MaskVos.open(MaskVosOptions.defaults().withModel(model).withDevice(Device.CPU)
					.withObjectDiameter(told ? diameter : 0)))
		{
			final SegmentationReport report = maskvos.segment(frames, result -> evaluation.add(labels.frame(result.t()),
				result.labels()), Progress.none());
			return new Row(name, diameter, report.objectDiameter(), evaluation.result(List.of(), report.lineage().tracks()));
		}
	}

	private static double diameter(final Path truth) throws IOException {
		try (LabelMovie labels = LabelMovies.open(truth)) {
			return Diameters.median(Diameters.of(labels.frame(0)));
		}
	}

	private static void print(final Row row) {
		System.out.printf("%s | %.1f | %.1f | %.3f | %.3f | %.3f | %.3f%n", row.name, row.diameter, row.used, row.result
			.seg(), row.result.tracking().det(), row.result.linkRecall(), row.result.linkPrecision());
	}
}
