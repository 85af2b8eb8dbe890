package org.maskvos.evaluation;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.type.numeric.integer.IntType;

/**
 * Areas and intersections of the objects of a true and a predicted label frame:
 * all that most measures need to know of it.
 */
public final class FrameOverlap {

	private static final class Count {

		private int pixels;
	}

	private final Map<Integer, Count> truth = new HashMap<>();
	private final Map<Integer, Count> prediction = new HashMap<>();
	private final Map<Long, Count> both = new HashMap<>();

	/**
	 * @param truth axes X, Y; 0 is background
	 * @param prediction of the same size
	 * @throws IllegalArgumentException if the sizes differ
	 */
	public FrameOverlap(final ArrayImg<IntType, IntArray> truth, final ArrayImg<IntType, IntArray> prediction) {
		this(LabelRuns.of(truth), LabelRuns.of(prediction));
	}

	FrameOverlap(final LabelRuns truth, final LabelRuns prediction) {
		if (truth.width() != prediction.width() || truth.height() != prediction.height())
			throw new IllegalArgumentException("The truth is " + truth.width() + " x " + truth.height() +
				" pixels, the prediction " + prediction.width() + " x " + prediction.height() + ".");
		int runA = 0, runB = 0;
		// NB: one for each, since background is counted too, and not kept
		Count countA = new Count(), countB = new Count(), countBoth = new Count();
		for (int y = 0; y < truth.height(); y++) {
			for (int x = 0, i = truth.first(y), k = prediction.first(y); x < truth.width();) {
				final int a = truth.label(i), b = prediction.label(k), end = Math.min(truth.end(i), prediction.end(k));
				if (a != runA || b != runB) {
					runA = a;
					runB = b;
					countA = count(this.truth, a);
					countB = count(this.prediction, b);
					countBoth = a == 0 || b == 0 ? new Count() : both.computeIfAbsent(key(a, b), key -> new Count());
				}
				countA.pixels += end - x;
				countB.pixels += end - x;
				countBoth.pixels += end - x;
				if (truth.end(i) == end) i++;
				if (prediction.end(k) == end) k++;
				x = end;
			}
		}
	}

	/** Labels of the true objects. */
	public Set<Integer> truth() {
		return truth.keySet();
	}

	/** Labels of the predicted objects. */
	public Set<Integer> prediction() {
		return prediction.keySet();
	}

	/**
	 * The predicted object that holds more than half of a true one: the match of
	 * the Cell Tracking Challenge. There is one at most; several true objects may
	 * have the same.
	 *
	 * @return per true label the predicted label; labels without a match are
	 *         missing
	 */
	public Map<Integer, Integer> matches() {
		final Map<Integer, Integer> matches = new HashMap<>();
		both.forEach((key, count) -> {
			final int s = (int) (key >> 32);
			if (2L * count.pixels > truth.get(s).pixels) matches.put(s, (int) (long) key);
		});
		return matches;
	}

	/**
	 * Intersection over union of a true and a predicted object; 1 if neither is
	 * in the frame.
	 */
	public double jaccard(final int trueLabel, final int predictedLabel) {
		final int a = pixels(truth.get(trueLabel));
		final int b = pixels(prediction.get(predictedLabel));
		final int i = pixels(both.get(key(trueLabel, predictedLabel)));
		return a + b == 0 ? 1 : i / (double) (a + b - i);
	}

	/** Intersection over union of all foreground; 1 if there is none. */
	public double foregroundJaccard() {
		final long a = sum(truth), b = sum(prediction), i = sum(both);
		return a + b == 0 ? 1 : i / (double) (a + b - i);
	}

	// -- Helper methods --

	private static Count count(final Map<Integer, Count> counts, final int label) {
		return label == 0 ? new Count() : counts.computeIfAbsent(label, k -> new Count());
	}

	private static long key(final int a, final int b) {
		return (long) a << 32 | b & 0xffffffffL;
	}

	private static int pixels(final Count count) {
		return count == null ? 0 : count.pixels;
	}

	private static long sum(final Map<?, Count> counts) {
		return counts.values().stream().mapToLong(c -> c.pixels).sum();
	}
}
