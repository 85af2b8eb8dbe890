package org.maskvos.labels;

import java.util.Arrays;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.type.numeric.integer.IntType;

/**
 * Cuts predicted maps into objects: a watershed of the landscape
 * {@code distance - weight * boundary} inside the foreground.
 * <p>
 * The landscape is quantised to 256 levels and flooded from its summits
 * downwards through one first-in-first-out queue per level (Meyer 1991). Every
 * summit starts a basin. Where two basins meet they become one if the lower
 * summit stands less than {@code persistence} above the pass, or is no seed
 * (lower than {@code seedThreshold}); so a bumpy cell is not cut and touching
 * ones are. A single foreground island without any seed stays one object. One
 * pass, linear in the number of pixels.
 * </p>
 * <p>
 * Objects last: what the frame before lets one expect decides where a frame is in
 * doubt. Expected objects keep pixels of less probability
 * ({@link ForegroundThresholds}); what were two objects need a shallower pass to
 * stay two, what was one a deeper pass to become two; and the landscape is
 * averaged over time.
 * </p>
 * <p>
 * The work arrays are kept from frame to frame: one instance per thread.
 * </p>
 */
public final class InstanceSplitter {

	private static final int LEVELS = 256;
	private static final int BACKGROUND = -1, UNSEEN = 0;

	// Pixels are numbered with a frame of background one pixel wide around the
	// image, so that no neighbour needs a range check.
	private int stride;
	private int[] basin = {};
	private int[] next = {};
	private int[] sorted = {};
	private byte[] level = {};

	// per basin, numbered from 1
	private int[] parent = new int[64];
	private int[] summit = new int[64];
	/** object that is expected where the summit lies; 0 for none */
	private int[] expected = new int[64];
	private int basins;

	private final int[] start = new int[LEVELS + 1];
	private final int[] head = new int[LEVELS];
	private final int[] tail = new int[LEVELS];
	private int seedLevel;
	/** in general; between two expected objects; within one */
	private int persistence, persistenceApart, persistenceWhole;
	/** of the frame in work; null if nothing is known */
	private Expectation expectation;
	private int width;
	private float[] landscape = {};

	/**
	 * Splits a frame of which nothing is known.
	 *
	 * @param maps of the frame
	 * @param options thresholds
	 * @return as {@link #split(PredictedMaps, SplitOptions, Expectation)}
	 */
	public ArrayImg<IntType, IntArray> split(final PredictedMaps maps, final SplitOptions options) {
		return split(maps, options, null);
	}

	/**
	 * @param maps of one frame
	 * @param options thresholds
	 * @param expectation of it, from the frame before, of the same size; null if
	 *          there is none
	 * @return labels of the same size, axes X, Y; 1 ... n in raster order of the
	 *         objects' first pixels, each 4-connected, without holes
	 */
	public ArrayImg<IntType, IntArray> split(final PredictedMaps maps, final SplitOptions options,
		final Expectation expectation)
	{
		width = maps.width();
		final int height = maps.height();
		this.expectation = expectation;
		allocate(height);
		seedLevel = level(options.seedThreshold());
		persistence = level(options.persistence());
		persistenceApart = level(options.persistenceApart());
		persistenceWhole = level(options.persistenceWhole());
		form(maps, options);
		quantise(maps, options);
		sort();
		flood();
		dropSmall(options.minArea());
		new HoleFiller(basin, next, stride, height + 2).fill();
		return compact(height);
	}

	/** Heights of the frame that was split last, row major, about -1 ... 1; the next one overwrites them. */
	public float[] landscape() {
		return landscape;
	}

	// -- Helper methods --

	private static int level(final float height) {
		return Math.max(0, Math.min(LEVELS - 1, (int) (height * (LEVELS - 1) + 0.5f)));
	}

	private void allocate(final int height) {
		stride = width + 2;
		final int n = stride * (height + 2);
		if (basin.length != n) {
			basin = new int[n];
			next = new int[n];
			sorted = new int[n];
			level = new byte[n];
		}
		if (landscape.length != width * height) landscape = new float[width * height];
		Arrays.fill(basin, BACKGROUND);
		Arrays.fill(start, 0);
		basins = 0;
	}

	private void form(final PredictedMaps maps, final SplitOptions options) {
		final float[] distance = maps.distance(), boundary = maps.boundary();
		final float weight = options.boundaryWeight(), memory = options.memory();
		for (int i = 0; i < landscape.length; i++) {
			landscape[i] = distance[i] - weight * boundary[i];
			if (expectation == null) continue;
			final float before = expectation.landscape()[i];
			if (!Float.isNaN(before)) landscape[i] += memory * (before - landscape[i]);
		}
	}

	private void quantise(final PredictedMaps maps, final SplitOptions options) {
		final float[] foreground = maps.foreground();
		final ForegroundThresholds thresholds = new ForegroundThresholds(foreground, expectation, options);
		for (int y = 0, i = 0; y < maps.height(); y++) {
			for (int x = 0, p = (y + 1) * stride + 1; x < width; x++, i++, p++) {
				if (!(foreground[i] >= thresholds.at(i))) continue;
				final int l = level(landscape[i]);
				level[p] = (byte) l;
				basin[p] = UNSEEN;
				start[l + 1]++;
			}
		}
	}

	/** Counting sort of the foreground by level. */
	private void sort() {
		for (int l = 0; l < LEVELS; l++) {
			start[l + 1] += start[l];
			tail[l] = start[l];
		}
		for (int p = stride; p < basin.length - stride; p++)
			if (basin[p] == UNSEEN) sorted[tail[level[p] & 0xff]++] = p;
	}

	private void flood() {
		Arrays.fill(head, 0); // pixel 0 is in the frame: it stands for "empty"
		for (int l = LEVELS - 1; l >= 0; l--) {
			drain(l);
			for (int k = start[l]; k < start[l + 1]; k++) {
				final int p = sorted[k];
				if (basin[p] != UNSEEN) continue;
				basin[p] = newBasin(p, l);
				push(p, l);
				drain(l);
			}
		}
	}

	private void drain(final int l) {
		for (int p = head[l]; p != 0; p = head[l]) {
			head[l] = next[p];
			int b = root(basin[p]);
			b = visit(p - stride, b, l);
			b = visit(p - 1, b, l);
			b = visit(p + 1, b, l);
			visit(p + stride, b, l);
		}
	}

	/** Spreads basin {@code b} to a neighbour, or meets the basin there. */
	private int visit(final int q, final int b, final int l) {
		final int other = basin[q];
		if (other == BACKGROUND || other == b) return b;
		final int lq = level[q] & 0xff;
		if (other == UNSEEN) {
			basin[q] = b;
			push(q, lq);
			return b;
		}
		// what lies lower is judged when the flood gets there
		return lq < l ? b : meet(b, root(other), l);
	}

	private int meet(final int a, final int b, final int pass) {
		if (a == b) return a;
		final int lower = Math.min(summit[a], summit[b]);
		if (lower >= seedLevel && lower - pass >= persistence(expected[a], expected[b])) return a;
		final int winner = summit[a] >= summit[b] ? a : b, loser = winner == a ? b : a;
		parent[loser] = winner;
		if (expected[winner] == 0) expected[winner] = expected[loser];
		return winner;
	}

	private int persistence(final int one, final int other) {
		return one == 0 || other == 0 ? persistence : one == other ? persistenceWhole : persistenceApart;
	}

	private void push(final int p, final int l) {
		next[p] = 0;
		if (head[l] == 0) head[l] = p;
		else next[tail[l]] = p;
		tail[l] = p;
	}

	private int newBasin(final int p, final int l) {
		if (++basins == parent.length) {
			parent = Arrays.copyOf(parent, 2 * basins);
			summit = Arrays.copyOf(summit, 2 * basins);
			expected = Arrays.copyOf(expected, 2 * basins);
		}
		parent[basins] = basins;
		summit[basins] = l;
		expected[basins] = expectation == null ? 0 : expectation.labels()[(p / stride - 1) * width + p % stride - 1];
		return basins;
	}

	private int root(int b) {
		while (parent[b] != b)
			b = parent[b] = parent[parent[b]];
		return b;
	}

	/** Replaces basins by their roots and clears those of few pixels. */
	private void dropSmall(final int minArea) {
		final int[] area = summit; // no longer needed
		Arrays.fill(area, 0, basins + 1, 0);
		for (int p = 0; p < basin.length; p++) {
			if (basin[p] == BACKGROUND) basin[p] = 0;
			else area[basin[p] = root(basin[p])]++;
		}
		for (int p = 0; p < basin.length; p++)
			if (basin[p] != 0 && area[basin[p]] < minArea) basin[p] = 0;
	}

	private ArrayImg<IntType, IntArray> compact(final int height) {
		final int[] label = summit;
		Arrays.fill(label, 0, basins + 1, 0);
		final int[] labels = new int[width * height];
		int count = 0;
		for (int y = 0, i = 0; y < height; y++) {
			for (int x = 0, p = (y + 1) * stride + 1; x < width; x++, i++, p++) {
				final int b = basin[p];
				if (b <= 0) continue;
				if (label[b] == 0) label[b] = ++count;
				labels[i] = label[b];
			}
		}
		return ArrayImgs.ints(labels, width, height);
	}
}
