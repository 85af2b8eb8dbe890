package org.maskvos.evaluation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The contour pixels of an object, as spans in its rows from top to bottom. */
final class Contour {

	/** y, first x, x behind the last, for each span. */
	private int[] spans = new int[96];
	private int length;
	private int pixels;

	/**
	 * The contours of all objects of a frame: a pixel is on the contour of a label that
	 * it, or its right, lower or lower right neighbour has, if these four differ. In the
	 * last row only the right neighbour counts, in the last column only the lower one.
	 *
	 * @return by label
	 */
	static Map<Integer, Contour> of(final LabelRuns runs) {
		final Map<Integer, Contour> contours = new HashMap<>();
		final int width = runs.width(), last = runs.height() - 1;
		for (int y = 0; y < last; y++) {
			for (int x = 0, i = runs.first(y), k = runs.first(y + 1); x < width;) {
				final int a = runs.label(i), c = runs.label(k), endA = runs.end(i), endC = runs.end(k);
				final int end = Math.min(endA, endC), inner = end < width ? end - 1 : width;
				if (a != c && x < inner) add(contours, y, x, inner, a, c, a, c);
				if (endA == end) i++;
				if (endC == end) k++;
				if (end < width) add(contours, y, end - 1, end, a, c, runs.label(i), runs.label(k));
				x = end;
			}
		}
		for (int i = runs.first(last); runs.end(i) < width; i++)
			add(contours, last, runs.end(i) - 1, runs.end(i), runs.label(i), runs.label(i), runs.label(i + 1), runs.label(i +
				1));
		return contours;
	}

	/** Number of pixels. */
	int pixels() {
		return pixels;
	}

	/** Number of spans. */
	int spans() {
		return length / 3;
	}

	int y(final int span) {
		return spans[3 * span];
	}

	int begin(final int span) {
		return spans[3 * span + 1];
	}

	/** The x behind a span. */
	int end(final int span) {
		return spans[3 * span + 2];
	}

	// -- Helper methods --

	private static void add(final Map<Integer, Contour> contours, final int y, final int begin, final int end,
		final int a, final int c, final int b, final int d)
	{
		if (a == b && a == c && a == d) return;
		if (a != 0) contour(contours, a).add(y, begin, end);
		if (b != 0 && b != a) contour(contours, b).add(y, begin, end);
		if (c != 0 && c != a && c != b) contour(contours, c).add(y, begin, end);
		if (d != 0 && d != a && d != b && d != c) contour(contours, d).add(y, begin, end);
	}

	private static Contour contour(final Map<Integer, Contour> contours, final int label) {
		return contours.computeIfAbsent(label, k -> new Contour());
	}

	private void add(final int y, final int begin, final int end) {
		pixels += end - begin;
		if (length > 0 && spans[length - 3] == y && spans[length - 1] == begin) {
			spans[length - 1] = end;
			return;
		}
		if (length == spans.length) spans = Arrays.copyOf(spans, 2 * length);
		spans[length++] = y;
		spans[length++] = begin;
		spans[length++] = end;
	}
}
