package org.maskvos.evaluation;

import java.util.Arrays;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.type.numeric.integer.IntType;

/**
 * A label frame as runs of equal labels in its rows. There are some thousand of them
 * where there are some hundred thousand pixels, and {@link Arrays#mismatch} finds
 * their ends many pixels at a time.
 */
final class LabelRuns {

	private final int width, height;
	/** Where the runs of each row begin, and behind the last row. */
	private final int[] first;
	private int[] ends, labels;
	private int count;

	private LabelRuns(final int width, final int height) {
		this.width = width;
		this.height = height;
		first = new int[height + 1];
		ends = new int[8 * height];
		labels = new int[8 * height];
	}

	/** @param frame axes X, Y; 0 is background */
	static LabelRuns of(final ArrayImg<IntType, IntArray> frame) {
		final int[] pixels = frame.update(null).getCurrentStorageArray();
		final LabelRuns runs = new LabelRuns((int) frame.dimension(0), (int) frame.dimension(1));
		for (int y = 0; y < runs.height; y++) {
			runs.first[y] = runs.count;
			final int begin = y * runs.width, end = begin + runs.width;
			for (int p = begin; p < end;) {
				final int same = Arrays.mismatch(pixels, p, end - 1, pixels, p + 1, end);
				final int next = same < 0 ? end : p + same + 1;
				runs.add(pixels[p], next - begin);
				p = next;
			}
		}
		runs.first[runs.height] = runs.count;
		return runs;
	}

	/** The same with 1 for whatever is labelled. */
	LabelRuns foreground() {
		final LabelRuns runs = new LabelRuns(width, height);
		for (int y = 0; y < height; y++) {
			runs.first[y] = runs.count;
			for (int i = first[y]; i < first[y + 1]; i++) {
				final int label = labels[i] == 0 ? 0 : 1;
				if (i > first[y] && runs.labels[runs.count - 1] == label) runs.ends[runs.count - 1] = ends[i];
				else runs.add(label, ends[i]);
			}
		}
		runs.first[height] = runs.count;
		return runs;
	}

	int width() {
		return width;
	}

	int height() {
		return height;
	}

	/** Index of a row's first run. */
	int first(final int y) {
		return first[y];
	}

	int label(final int run) {
		return labels[run];
	}

	/** The x behind a run. */
	int end(final int run) {
		return ends[run];
	}

	private void add(final int label, final int end) {
		if (count == ends.length) {
			ends = Arrays.copyOf(ends, 2 * count);
			labels = Arrays.copyOf(labels, 2 * count);
		}
		ends[count] = end;
		labels[count++] = label;
	}
}
