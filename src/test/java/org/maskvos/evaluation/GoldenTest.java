package org.maskvos.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.type.numeric.integer.IntType;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.maskvos.Npz;
import org.maskvos.labels.Lineage;

/**
 * The measures against numbers that the DAVIS 2017 and the Cell Tracking
 * Challenge code gave.
 */
@Tag("golden")
public class GoldenTest {

	private static Contour contour(final ArrayImg<IntType, IntArray> labels) {
		return Contour.of(LabelRuns.of(labels).foreground()).get(1);
	}

	private static final double EPSILON = 1e-6;

	private static ArrayImg<IntType, IntArray> frame(final Npz.Array stack, final int t) {
		return ArrayImgs.ints(stack.at(t).ints(), stack.shape()[2], stack.shape()[1]);
	}

	private static List<Lineage.Track> tracks(final Npz.Array table) {
		final List<Lineage.Track> tracks = new ArrayList<>();
		for (int k = 0; k < table.shape()[0]; k++) {
			final int[] row = table.at(k).ints();
			tracks.add(new Lineage.Track(row[0], row[1], row[2], row[3]));
		}
		return tracks;
	}

	private static double[] array(final SequenceStatistics s) {
		return new double[] { s.mean(), s.recall(), s.decay() };
	}

	@Test
	public void testCellTrackingChallenge() throws IOException {
		final Npz golden = Npz.golden("metrics_ctc.npz");
		final Npz.Array truth = golden.get("gt");
		int cases = 0;
		for (final String name : golden.names()) {
			if (!name.endsWith("_scores")) continue;
			final String key = name.substring(0, name.length() - 7);
			final EvaluationResult result;
			try (ParallelEvaluation evaluation = new ParallelEvaluation(false, false, 2)) {
				for (int t = 0; t < truth.shape()[0]; t++)
					evaluation.add(frame(truth, t), frame(golden.get(key + "_res"), t));
				result = evaluation.result(tracks(golden.get("gt_tracks")), tracks(golden.get(key + "_tracks")));
			}
			final TrackingAccuracy.Score s = result.tracking();
			assertArrayEquals(golden.get(name).values(), new double[] { result.seg(), s.det(), s.tra(), s.lnk(), s.aogm(),
				10 * s.objects() + 1.5 * s.links(), s.splits(), s.missed(), s.falseDetections(), s.falseLinks(), s
					.missedLinks(), s.wrongLinks() }, EPSILON, key);
			cases++;
		}
		assertEquals(11, cases);
	}

	@Test
	public void testDavisMasks() throws IOException {
		final Npz golden = Npz.golden("metrics_davis.npz");
		for (final String key : new String[] { "moving", "random", "large", "tiny" }) {
			final Npz.Array truth = golden.get(key + "_gt");
			final Npz.Array prediction = golden.get(key + "_pred");
			final ContourAccuracy contours = new ContourAccuracy(truth.shape()[2], truth.shape()[1]);
			final ObjectSequences sequences = new ObjectSequences(false);
			for (int t = 0; t < truth.shape()[0]; t++) {
				final ArrayImg<IntType, IntArray> a = frame(truth, t);
				final ArrayImg<IntType, IntArray> b = frame(prediction, t);
				final FrameScore score = new FrameScorer(false).score(a, b);
				final FrameOverlap overlap = score.overlap();
				sequences.add(score);
				assertEquals(golden.get(key + "_J").values()[t], RegionSimilarity.ofForeground(overlap), EPSILON, key + " J " +
					t);
				assertEquals(golden.get(key + "_F").values()[t], contours.compare(contour(a), contour(b)), EPSILON, key +
					" F " + t);
			}
			final int[] boundary = new int[truth.shape()[1] * truth.shape()[2]];
			final Contour contour = contour(frame(truth, 0));
			for (int i = 0; contour != null && i < contour.spans(); i++)
				Arrays.fill(boundary, contour.y(i) * truth.shape()[2] + contour.begin(i), contour.y(i) * truth.shape()[2] +
					contour.end(i), 1);
			assertArrayEquals(golden.get(key + "_gt_boundary0").ints(), boundary, key);
			final ObjectScore total = sequences.foreground(false);
			assertArrayEquals(golden.get(key + "_J_stats").values(), array(total.region()), EPSILON, key);
			assertArrayEquals(golden.get(key + "_F_stats").values(), array(total.contour()), EPSILON, key);
		}
	}

	@Test
	public void testDavisObjects() throws IOException {
		final Npz golden = Npz.golden("metrics_davis.npz");
		final Npz.Array truth = golden.get("multi_gt");
		final EvaluationResult result;
		try (ParallelEvaluation evaluation = new ParallelEvaluation(true, true, 3)) {
			for (int t = 0; t < truth.shape()[0]; t++)
				evaluation.add(frame(truth, t), frame(golden.get("multi_pred"), t));
			result = evaluation.result(List.of(), List.of());
		}
		assertEquals(3, result.objects().size());
		for (int k = 0; k < 3; k++) {
			final double[] expected = golden.get("multi_stats").at(k).values();
			final ObjectScore score = result.objects().get(k);
			assertEquals(k + 1, score.label());
			assertArrayEquals(java.util.Arrays.copyOf(expected, 3), array(score.region()), EPSILON);
			assertArrayEquals(java.util.Arrays.copyOfRange(expected, 3, 6), array(score.contour()), EPSILON);
		}
		final double[] global = golden.get("multi_global").values();
		assertArrayEquals(java.util.Arrays.copyOfRange(global, 1, 4), array(result.region()), EPSILON);
		assertArrayEquals(java.util.Arrays.copyOfRange(global, 4, 7), array(result.contour()), EPSILON);
		assertEquals(global[0], 0.5 * (result.region().mean() + result.contour().mean()), EPSILON);
	}

	@Test
	public void testStatistics() throws IOException {
		final Npz golden = Npz.golden("metrics_davis.npz");
		int cases = 0;
		for (final String name : golden.names()) {
			if (!name.startsWith("stat_values_")) continue;
			assertArrayEquals(golden.get("stat_" + name.substring(12)).values(), array(SequenceStatistics.of(golden.get(name)
				.values())), EPSILON, name);
			cases++;
		}
		assertTrue(cases >= 5);
	}
}
