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
	private int basins;

	private final int[] start = new int[LEVELS + 1];
	private final int[] head = new int[LEVELS];
	private final int[] tail = new int[LEVELS];
	private int seedLevel;
	private int persistence;

	/**
	 * @param maps of one frame
	 * @param options thresholds
	 * @return labels of the same size, axes X, Y; 1 ... n in raster order of the
	 *         objects' first pixels, each 4-connected, without holes
	 */
	public ArrayImg<IntType, IntArray> split(final PredictedMaps maps,
		final SplitOptions options)
	{
		final int width = maps.width(), height = maps.height();
		allocate(width, height);
		seedLevel = Math.round(options.seedThreshold() * (LEVELS - 1));
		persistence = Math.round(options.persistence() * (LEVELS - 1));
		quantise(maps, options);
		sort();
		flood();
		dropSmall(options.minArea());
		new HoleFiller(basin, next, stride, height + 2).fill();
		return compact(width, height);
	}

	// -- Helper methods --

	private void allocate(final int width, final int height) {
		stride = width + 2;
		final int n = stride * (height + 2);
		if (basin.length != n) {
			basin = new int[n];
			next = new int[n];
			sorted = new int[n];
			level = new byte[n];
		}
		Arrays.fill(basin, BACKGROUND);
		Arrays.fill(start, 0);
		basins = 0;
	}

	private void quantise(final PredictedMaps maps, final SplitOptions options) {
		final float[] foreground = maps.foreground();
		final float[] distance = maps.distance(), boundary = maps.boundary();
		final float threshold = options.foregroundThreshold();
		final float weight = options.boundaryWeight();
		for (int y = 0, i = 0; y < maps.height(); y++) {
			for (int x = 0, p = (y + 1) * stride + 1; x < maps.width(); x++, i++, p++) {
				if (!(foreground[i] >= threshold)) continue;
				final float height = distance[i] - weight * boundary[i];
				final int l = Math.max(0, Math.min(LEVELS - 1,
					(int) (height * (LEVELS - 1) + 0.5f)));
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
				basin[p] = newBasin(l);
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
		if (lower >= seedLevel && lower - pass >= persistence) return a;
		final int winner = summit[a] >= summit[b] ? a : b;
		parent[winner == a ? b : a] = winner;
		return winner;
	}

	private void push(final int p, final int l) {
		next[p] = 0;
		if (head[l] == 0) head[l] = p;
		else next[tail[l]] = p;
		tail[l] = p;
	}

	private int newBasin(final int l) {
		if (++basins == parent.length) {
			parent = Arrays.copyOf(parent, 2 * basins);
			summit = Arrays.copyOf(summit, 2 * basins);
		}
		parent[basins] = basins;
		summit[basins] = l;
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

	private ArrayImg<IntType, IntArray> compact(final int width,
		final int height)
	{
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
