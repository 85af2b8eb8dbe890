package org.maskvos.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.maskvos.io.LabelMovies;
import org.maskvos.io.Movies;
import org.maskvos.movie.LabelSink;
import org.maskvos.movie.Movie;
import org.maskvos.movie.MovieOptions;
import org.maskvos.vos.Progress;
import org.maskvos.vos.SegmentationReport;
import org.maskvos.vos.Segmenter;
import org.maskvos.vos.TrackFile;
import org.maskvos.vos.maskvos.MaskVos;
import org.maskvos.vos.maskvos.MaskVosOptions;

/**
 * Measures what a batch takes besides segmenting: FOLDER MOVIES FRAMES SIZE ROUNDS. A
 * plain loop and a batch take turns in one process, on the same movies.
 */
final class BatchOverhead {

	private static final MaskVosOptions OPTIONS = MaskVosOptions.defaults().withObjectDiameter(18).withThreads(1);

	private BatchOverhead() {}

	public static void main(final String... args) throws Exception {
		final Path folder = Files.createDirectories(Path.of(args[0]));
		final Path movies = Files.createDirectories(folder.resolve("movies"));
		for (int i = 0; i < Integer.parseInt(args[1]); i++)
			MovieFolder.stack(movies.resolve("m" + i + ".tif"), MovieFolder.simulation(Integer.parseInt(args[2]), Integer
				.parseInt(args[3]), i));
		double loops = 0, batches = 0;
		for (int round = 0; round <= Integer.parseInt(args[4]); round++) {
			// the processor's time: others may be at work on this computer
			final double a = cpu();
			loop(movies, Files.createDirectories(folder.resolve("loop")));
			final double b = cpu();
			try (Labeler labeler = new SegmentLabeler(OPTIONS)) {
				Batch.run(BatchOptions.of(movies, folder.resolve("batch")), labeler, new QuietProgress());
			}
			final double c = cpu();
			System.out.printf("loop %.2f s, batch %.2f s%s%n", b - a, c - b, round == 0 ? " (warming up)" : "");
			if (round == 0) continue;
			loops += b - a;
			batches += c - b;
		}
		System.out.printf("overhead %.1f %%%n", 100 * (batches / loops - 1));
	}

	// -- Helper methods --

	private static void loop(final Path movies, final Path results) throws IOException {
		try (Segmenter segmenter = MaskVos.open(OPTIONS)) {
			for (final String name : List.of(movies.toFile().list()))
				try (Movie movie = Movies.open(movies.resolve(name), MovieOptions.defaults());
						LabelSink labels = LabelMovies.tiff(results.resolve(name), movie.info(), "");
						TrackFile table = new TrackFile(results.resolve(name + ".csv"), movie.info()))
				{
					final SegmentationReport report = segmenter.segment(movie, result -> {
						labels.write(result.labels());
						table.write(result);
					}, Progress.none());
					labels.setProvenance(report.provenance());
					labels.commit();
					table.commit(report.lineage());
				}
		}
	}

	/** Of all threads, in seconds. */
	private static double cpu() {
		return ((com.sun.management.OperatingSystemMXBean) java.lang.management.ManagementFactory
			.getOperatingSystemMXBean()).getProcessCpuTime() * 1e-9;
	}
}
