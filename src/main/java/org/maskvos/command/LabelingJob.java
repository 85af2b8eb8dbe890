package org.maskvos.command;

import ij.ImagePlus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

import org.maskvos.io.LabelMovies;
import org.maskvos.labels.Lineage;
import org.maskvos.movie.MovieInfo;
import org.maskvos.movie.imagej.ImagePlusLabelSink;
import org.maskvos.vos.FrameConsumer;
import org.maskvos.vos.LabelOutputs;
import org.scijava.log.LogService;

/** Collects the labels of a movie in an image, its objects in a table. */
final class LabelingJob {

	/** What makes the labels. */
	interface Work {

		Outcome run(FrameConsumer consumer) throws IOException;
	}

	/**
	 * What is known when all frames are done.
	 *
	 * @param provenance how the labels were made
	 * @param summary a line for the log
	 */
	record Outcome(Lineage lineage, String provenance, String summary) {}

	private final MovieInfo info;
	private final LogService log;

	/** @param info of the movie */
	LabelingJob(final MovieInfo info, final LogService log) {
		this.info = info;
		this.log = log;
	}

	/**
	 * Does the work.
	 *
	 * @param table file to write, or {@code null} for none
	 * @return the label movie, not yet shown; its Info tells how it was made
	 */
	ImagePlus run(final Work work, final Path table) throws IOException {
		log.info(String.format(Locale.ROOT, "%s: %d frames of %d x %d pixels along the %s axis", info.title(), info
			.frames(), info.width(), info.height(), info.axis().name().toLowerCase(Locale.ROOT)));
		final ImagePlusLabelSink sink = LabelMovies.imagePlus(info, "");
		try (LabelOutputs outputs = LabelOutputs.of(sink, table, info)) {
			final Outcome outcome = work.run(outputs);
			outputs.commit(outcome.lineage(), outcome.provenance());
			log.info(info.title() + ": " + outcome.summary());
			return sink.image();
		}
	}
}
