package org.maskvos.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.type.numeric.integer.IntType;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.maskvos.labels.Lineage;

/** Tests {@link Evaluation} on one-row images that can be scored by hand. */
@Tag("unit")
public class EvaluationTest {

	private static ArrayImg<IntType, IntArray> row(final int... labels) {
		return ArrayImgs.ints(labels, labels.length, 1);
	}

	@Test
	public void testLinks() {
		final Evaluation evaluation = new Evaluation(false, false);
		// object 2 is lost in the third frame, object 1 changes its number there
		evaluation.add(row(1, 1, 1, 0, 2, 2, 2), row(5, 5, 5, 0, 6, 6, 6));
		evaluation.add(row(1, 1, 1, 0, 2, 2, 2), row(5, 5, 0, 0, 6, 6, 6));
		evaluation.add(row(1, 1, 1, 0, 2, 2, 2), row(6, 6, 6, 0, 0, 0, 6));
		evaluation.add(row(1, 1, 1, 0, 0, 0, 0), row(6, 6, 6, 0, 0, 0, 0));
		final EvaluationResult result = evaluation.result();
		// links: 1 in steps 1 2 3, 2 in steps 1 2
		assertEquals(3 / 5.0, result.linkRecall());
		// predicted: 5 in step 1; 6 in steps 1 2 3, where step 2 jumps
		assertEquals(3 / 4.0, result.linkPrecision());
		assertEquals((1 + 2 / 3.0 + 3 / 4.0 + 1 + 1 + 1 + 0) / 7, result.seg(), 1e-9);
		assertEquals(4, result.frames());
		assertEquals(2, result.trueObjects());
		assertEquals(2, result.predictedObjects());
	}

	@Test
	public void testHalfIsNoMatch() {
		final FrameOverlap overlap = new FrameOverlap(row(1, 1, 1, 1, 2), row(7, 7, 0, 0, 8));
		assertEquals(java.util.Map.of(2, 8), overlap.matches());
		assertEquals(0.5, overlap.jaccard(1, 7));
		assertEquals(1, overlap.jaccard(3, 3));
		assertEquals(0.6, overlap.foregroundJaccard());
		final SegAccuracy seg = new SegAccuracy();
		seg.add(overlap);
		assertEquals(0.5, seg.value());
	}

	@Test
	public void testDivision() {
		final Evaluation evaluation = new Evaluation(false, false);
		evaluation.add(row(1, 1, 1, 1), row(1, 1, 1, 1));
		evaluation.add(row(2, 2, 3, 3), row(2, 2, 3, 3));
		final List<Lineage.Track> family = List.of(new Lineage.Track(1, 0, 0, 0), new Lineage.Track(2, 1, 1, 1),
			new Lineage.Track(3, 1, 1, 1));
		assertEquals(1, evaluation.result(family, family).tracking().tra());
		final TrackingAccuracy.Score without = evaluation.result(family, List.of()).tracking();
		assertEquals(2, without.missedLinks());
		assertEquals(0, without.lnk());
		assertEquals(1, without.det());
	}

	/** The challenge writes an object that comes back as a child of itself. */
	@Test
	public void testGap() {
		final Evaluation evaluation = new Evaluation(false, false);
		evaluation.add(row(1, 1, 0, 4), row(8, 8, 0, 9));
		evaluation.add(row(0, 0, 0, 4), row(0, 0, 0, 9));
		evaluation.add(row(2, 2, 0, 5), row(8, 8, 0, 9));
		final List<Lineage.Track> tracks = List.of(new Lineage.Track(2, 2, 2, 1), new Lineage.Track(5, 2, 2, 4));
		final TrackingAccuracy.Score score = evaluation.result(tracks, List.of()).tracking();
		// 4 became 5 without a gap, which is not the same as going on
		assertEquals(new TrackingAccuracy.Score(0, 0, 0, 0, 0, 1, 5, 3), score);
		// a parent that is in no frame, as in a table of tracks without gaps
		final List<Lineage.Track> table = List.of(new Lineage.Track(2, 2, 2, 7), new Lineage.Track(7, 1, 1, 1),
			new Lineage.Track(5, 2, 2, 4));
		assertEquals(score, evaluation.result(table, List.of()).tracking());
	}

	/** What holds two objects stands for neither. */
	@Test
	public void testMergedObjectsAreNotLinked() {
		final Evaluation evaluation = new Evaluation(false, false);
		for (int t = 0; t < 3; t++)
			evaluation.add(row(1, 1, 0, 2, 2), t == 1 ? row(1, 1, 1, 1, 1) : row(1, 1, 0, 2, 2));
		final TrackingAccuracy.Score score = evaluation.result().tracking();
		assertEquals(new TrackingAccuracy.Score(1, 0, 0, 1, 4, 0, 6, 4), score);
		assertEquals(5 + 1 + 4 * 1.5, score.aogm());
		assertEquals(0, score.lnk());
	}

	@Test
	public void testOneFrame() {
		final Evaluation evaluation = new Evaluation(false, false);
		evaluation.add(row(1, 1, 0, 2, 2), row(3, 3, 3, 0, 4));
		final TrackingAccuracy.Score score = evaluation.result().tracking();
		assertEquals(new TrackingAccuracy.Score(0, 1, 1, 0, 0, 0, 2, 0), score);
		assertEquals(score.det(), score.tra());
		assertTrue(Double.isNaN(score.lnk()));
	}

	@Test
	public void testNothingToScore() {
		final Evaluation evaluation = new Evaluation(true, false);
		assertEquals(0, evaluation.result().frames());
		evaluation.add(row(0, 0), row(0, 0));
		final EvaluationResult result = evaluation.result();
		assertTrue(Double.isNaN(result.seg()));
		assertTrue(Double.isNaN(result.tracking().tra()));
		assertEquals(1, result.foreground().region().mean());
		assertEquals(1, result.foreground().contour().mean());
		assertTrue(result.objects().isEmpty());
	}

	/** Labels may be any positive integer, and frames where nothing is count 1. */
	@Test
	public void testObjectsThatComeAndGo() {
		final int big = 2000000000;
		final Evaluation evaluation = new Evaluation(true, false);
		evaluation.add(row(0, 0, 0, 0), row(0, 0, 0, 0));
		evaluation.add(row(big, big, 0, 0), row(big, 0, 4, 0));
		evaluation.add(row(0, 0, 0, 0), row(0, 0, 0, 0));
		final EvaluationResult result = evaluation.result();
		assertEquals(1, result.objects().size());
		assertEquals(big, result.objects().get(0).label());
		assertEquals(2.5 / 3, result.objects().get(0).region().mean(), 1e-9);
	}

	@Test
	public void testSizesMustAgree() {
		assertThrows(IllegalArgumentException.class, () -> new Evaluation(false, false).add(row(0, 0), row(0, 0, 0)));
	}
}
