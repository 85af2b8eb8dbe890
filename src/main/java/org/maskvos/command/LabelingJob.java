package org.maskvos.command;

import ij.ImagePlus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

import org.maskvos.movie.ImagePlusLabelSink;
import org.maskvos.movie.LabelMovies;
import org.maskvos.movie.Movie;
import org.maskvos.movie.MovieInfo;
import org.maskvos.vos.Progress;
import org.maskvos.vos.SegmentationReport;
import org.maskvos.vos.Segmenter;
import org.maskvos.vos.TrackFile;
import org.scijava.log.LogService;

/** Runs a segmenter over a movie; collects its labels in an image, its objects in a table. */
final class LabelingJob {

	private final Movie movie;
	private final LogService log;

	LabelingJob(final Movie movie, final LogService log) {
		this.movie = movie;
		this.log = log;
	}

	/**
	 * Does the work.
	 *
	 * @param table file to write, or {@code null} for none
	 * @param provenance what is known of the settings beforehand
	 * @return the label movie, not yet shown
	 */
	ImagePlus run(final Segmenter segmenter, final Path table,
		final String provenance, final Progress progress) throws IOException
	{
		final MovieInfo info = movie.info();
		log.info(String.format(Locale.ROOT,
			"%s: %d frames of %d x %d pixels along the %s axis", info.title(), info
				.frames(), info.width(), info.height(), info.axis().name().toLowerCase(
					Locale.ROOT)));
		try (TrackFile tracks = table == null ? null : new TrackFile(table, info);
				ImagePlusLabelSink sink = LabelMovies.imagePlus(info, provenance))
		{
			final SegmentationReport report = segmenter.segment(movie, result -> {
				sink.write(result.labels());
				if (tracks != null) tracks.write(result);
			}, progress);
			sink.commit();
			if (tracks != null) tracks.commit(report.lineage());
			final ImagePlus labels = sink.image();
			log.info(String.format(Locale.ROOT,
				"%s: %d objects; model %s on %s; object diameter %.1f px; %.1f s",
				labels.getTitle(), report.lineage().size(), report.model(), report
					.device(), report.objectDiameter(), report.seconds()));
			return labels;
		}
	}
}
