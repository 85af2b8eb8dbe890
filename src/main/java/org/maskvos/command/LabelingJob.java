package org.maskvos.command;

import ij.ImagePlus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

import org.maskvos.movie.ImagePlusLabelSink;
import org.maskvos.movie.LabelMovies;
import org.maskvos.movie.Movie;
import org.maskvos.movie.MovieInfo;
import org.maskvos.vos.MaskVosOptions;
import org.maskvos.vos.Progress;
import org.maskvos.vos.Provenance;
import org.maskvos.vos.SegmentationReport;
import org.maskvos.vos.Segmenter;
import org.maskvos.vos.TrackFile;
import org.scijava.log.LogService;

/** Runs a segmenter over a movie; collects its labels in an image, its objects in a table. */
final class LabelingJob {

	private final Movie movie;
	private final MaskVosOptions options;
	private final LogService log;

	/** @param options of the segmenter, as they shall be noted in the result */
	LabelingJob(final Movie movie, final MaskVosOptions options, final LogService log) {
		this.movie = movie;
		this.options = options;
		this.log = log;
	}

	/**
	 * Does the work.
	 *
	 * @param table file to write, or {@code null} for none
	 * @return the label movie, not yet shown; its Info tells how it was made
	 */
	ImagePlus run(final Segmenter segmenter, final Path table,
		final Progress progress) throws IOException
	{
		final MovieInfo info = movie.info();
		log.info(String.format(Locale.ROOT,
			"%s: %d frames of %d x %d pixels along the %s axis", info.title(), info
				.frames(), info.width(), info.height(), info.axis().name().toLowerCase(
					Locale.ROOT)));
		try (TrackFile tracks = table == null ? null : new TrackFile(table, info);
				ImagePlusLabelSink sink = LabelMovies.imagePlus(info, ""))
		{
			final SegmentationReport report = segmenter.segment(movie, result -> {
				sink.write(result.labels());
				if (tracks != null) tracks.write(result);
			}, progress);
			sink.setProvenance(Provenance.of(info, options, report));
			sink.commit();
			if (tracks != null) tracks.commit(report.lineage());
			log.info(summary(report));
			return sink.image();
		}
	}

	// -- Helper methods --

	private String summary(final SegmentationReport report) {
		return String.format(Locale.ROOT,
			"%s: %d objects in %d frames; model %s on %s; object diameter %.1f px; %.1f s",
			movie.info().title(), report.lineage().size(), report.frames(), report
				.model(), report.device(), report.objectDiameter(), report.seconds());
	}
}
