package org.maskvos.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.maskvos.files.InputException;
import org.maskvos.files.Inputs;
import org.maskvos.io.LabelMovie;
import org.maskvos.io.LabelMovies;
import org.maskvos.labels.Lineage;
import org.maskvos.labels.TrackTable;
import org.maskvos.movie.MovieException;
import org.maskvos.movie.MovieInfo;

/**
 * Where the truth is: a label movie, or a folder of the Cell Tracking Challenge such
 * as {@code 01_GT}, whose {@code TRA} has all frames and {@code SEG} a few.
 *
 * @param tracked label movie for DET and TRA
 * @param segmented 0-based frame to label image for SEG; empty if all frames serve
 */
public record CtcTruth(Path tracked, SortedMap<Integer, Path> segmented) {

	/** A file of some million tracks. */
	private static final int MOST = 1 << 26;

	private static final Pattern SEGMENTED = Pattern.compile("man_seg_?(\\d{3,9})\\.tif");

	/** Looks what a path is. */
	public static CtcTruth of(final Path truth) throws IOException {
		final SortedMap<Integer, Path> segmented = new TreeMap<>();
		if (!Files.isDirectory(truth.resolve("TRA"))) return new CtcTruth(truth, segmented);
		final Path seg = truth.resolve("SEG");
		if (Files.isDirectory(seg)) try (Stream<Path> files = Files.list(seg)) {
			for (final Path file : files.toList()) {
				final Matcher matcher = SEGMENTED.matcher(file.getFileName().toString());
				if (matcher.matches()) segmented.put(Integer.parseInt(matcher.group(1)), file);
			}
		}
		return new CtcTruth(truth.resolve("TRA"), segmented);
	}

	/** SEG over the frames that were segmented by hand. */
	public double seg(final LabelMovie prediction) throws IOException {
		final SegAccuracy seg = new SegAccuracy();
		for (final int t : segmented.keySet()) {
			if (t >= prediction.info().frames()) throw new MovieException(segmented.get(t) + " is the truth of frame " + t +
				", which the prediction does not have.");
			try (LabelMovie truth = LabelMovies.open(segmented.get(t))) {
				final MovieInfo a = truth.info(), b = prediction.info();
				if (a.frames() != 1 || a.width() != b.width() || a.height() != b.height()) throw new MovieException(segmented
					.get(t) + " should be one image of " + b.width() + " x " + b.height() +
					" pixels, as the prediction, but has " + a.frames() + " of " + a.width() + " x " + a.height() + ".");
				seg.add(new FrameOverlap(truth.frame(0), prediction.frame(t)));
			}
		}
		return seg.value();
	}

	/**
	 * Reads parents.
	 *
	 * @param given null for {@code man_track.txt} or {@code res_track.txt} beside the labels, which need not exist
	 * @param labels the label movie; null if it is in no file
	 */
	public static List<Lineage.Track> tracks(final Path given, final Path labels) throws IOException {
		final Path file = given == null ? trackFile(labels) : given;
		if (file == null) return List.of();
		try {
			return TrackTable.read(Inputs.readText(file, MOST).lines().toList());
		}
		catch (final InputException e) {
			throw e;
		}
		catch (final IOException e) {
			throw new MovieException(file + " cannot be read: " + e.getMessage(), e);
		}
	}

	private static Path trackFile(final Path labels) {
		if (labels == null) return null;
		return Stream.of("man_track.txt", "res_track.txt").map(labels::resolve).filter(Files::exists).findFirst().orElse(
			null);
	}
}
