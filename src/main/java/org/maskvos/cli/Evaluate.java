package org.maskvos.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.maskvos.cli.Scores.Metrics;
import org.maskvos.evaluation.Evaluation;
import org.maskvos.labels.Lineage;
import org.maskvos.labels.TrackTable;
import org.maskvos.movie.LabelMovie;
import org.maskvos.movie.LabelMovies;
import org.maskvos.movie.MovieException;
import org.maskvos.movie.MovieInfo;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code maskvos evaluate}: scores a label movie against the truth. */
@Command(name = "evaluate", description = "Scores a label movie against the truth.")
final class Evaluate extends Job {

	@Parameters(paramLabel = "TRUTH", description = "Label movie: TIFF stack or folder of images.")
	private Path truth;

	@Parameters(paramLabel = "PREDICTION", description = "Label movie to score, of the same size and length.")
	private Path prediction;

	@Option(names = "--metrics", split = ",", paramLabel = "M", description = "davis (J and F of the foreground), " +
		"ctc (SEG, DET, TRA, links), or both (default).")
	private Set<Metrics> metrics = EnumSet.allOf(Metrics.class);

	@Option(names = "--truth-tracks", paramLabel = "FILE",
		description = "man_track.txt with the parents; that of the folder TRUTH if left out.")
	private Path truthTracks;

	@Option(names = "--prediction-tracks", paramLabel = "FILE",
		description = "res_track.txt with the parents; that of the folder PREDICTION if left out.")
	private Path predictionTracks;

	@Override
	public Integer call() throws Exception {
		final List<Lineage.Track> trueParents = tracks(truthTracks, truth.resolve("man_track.txt"));
		final List<Lineage.Track> parents = tracks(predictionTracks, prediction.resolve("res_track.txt"));
		final Evaluation evaluation = new Evaluation(false, false);
		try (LabelMovie a = LabelMovies.open(truth);
				LabelMovie b = LabelMovies.open(prediction);
				ConsoleProgress progress = progress())
		{
			final MovieInfo info = a.info();
			requireSameSize(info, b.info());
			for (int t = 0; t < info.frames(); t++) {
				progress.step("Scoring", t, info.frames());
				evaluation.add(a.frame(t), b.frame(t));
			}
		}
		final Map<String, Object> scores = Scores.of(evaluation.result(trueParents, parents), metrics);
		result(scores, Scores.text(scores));
		return 0;
	}

	// -- Helper methods --

	private static List<Lineage.Track> tracks(final Path given, final Path usual) throws IOException {
		if (given == null && !Files.exists(usual)) return List.of();
		final Path file = given == null ? usual : given;
		try {
			return TrackTable.read(Files.readAllLines(file));
		}
		catch (final NoSuchFileException e) {
			throw e;
		}
		catch (final IOException e) {
			throw new MovieException(file + " cannot be read: " + e.getMessage(), e);
		}
	}

	private void requireSameSize(final MovieInfo a, final MovieInfo b) throws MovieException {
		if (a.width() != b.width() || a.height() != b.height() || a.frames() != b.frames())
			throw new MovieException(prediction + " has " + size(b) + ", but " + truth + " has " + size(a) + ".");
	}

	private static String size(final MovieInfo info) {
		return info.frames() + " frames of " + info.width() + " x " + info.height() + " pixels";
	}
}
