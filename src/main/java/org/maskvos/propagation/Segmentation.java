package org.maskvos.propagation;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What was found in a frame: for the background and for every slot a plane of
 * probabilities that sum to one, and for every slot whose pixels belong to whom.
 */
public final class Segmentation {

	/** A component of a shared slot is one object if so much of it votes so. */
	private static final double UNITED = 0.8;

	/**
	 * Whose mask a slot holds.
	 *
	 * @param id of its only object
	 * @param votes for each position of the network, if several objects share the
	 *          slot; else null
	 */
	record Holder(int id, int[] votes) {}

	private final Padding padding;
	private final Grid grid;
	private final float[][] planes;
	private final List<Holder> holders;

	/** @param planes padded; the background's first, then one for each holder */
	Segmentation(final Grid grid, final float[][] planes, final List<Holder> holders) {
		this.grid = grid;
		padding = grid.padding();
		this.planes = planes;
		this.holders = holders;
	}

	/** Probabilities of the background and of every slot, in the size of the frames that went in. */
	public float[][] probabilities() {
		final float[][] result = new float[planes.length][];
		for (int k = 0; k < result.length; k++)
			result[k] = padding.crop(planes[k]);
		return result;
	}

	/** The labels of the most probable plane, in the size of the frames that went in. */
	public int[] labels() {
		return labels(UnaryOperator.identity(), padding.width(), padding.height(), null);
	}

	/**
	 * The labels in another size.
	 *
	 * @param resize from the frame's size to another one
	 * @param width of the other size, in px
	 * @param height of the other size, in px
	 * @param certainty receives the probability of what was chosen; null for none
	 * @return row major; 0 is background
	 */
	public int[] labels(final UnaryOperator<float[]> resize, final int width, final int height, final float[] certainty) {
		final float[] most = certainty == null ? new float[width * height] : certainty;
		Arrays.fill(most, -1);
		final int[] winner = new int[width * height];
		for (int k = 0; k < planes.length; k++) {
			final float[] plane = resize.apply(padding.crop(planes[k]));
			for (int i = 0; i < winner.length; i++)
				if (plane[i] > most[i]) {
					most[i] = plane[i];
					winner[i] = k;
				}
		}
		return owners(winner, width, height);
	}

	// -- Helper methods --

	/**
	 * Gives pixels to objects; those of a shared slot component by component.
	 *
	 * @param winner number of the most probable plane of each pixel; used up
	 */
	private int[] owners(final int[] winner, final int width, final int height) {
		final int[] labels = new int[winner.length];
		final boolean shared = holders.stream().anyMatch(holder -> holder.votes != null);
		final int[] queue = new int[shared ? winner.length : 0];
		for (int start = 0; start < winner.length; start++) {
			final int plane = winner[start];
			if (plane == 0) continue;
			final Holder holder = holders.get(plane - 1);
			if (holder.votes == null) labels[start] = holder.id;
			else label(component(winner, start, queue, width, height), holder.votes, width, height, labels);
		}
		return labels;
	}

	/** All pixels that hang together with one and are of its plane; they are taken out of {@code winner}. */
	private static int[] component(final int[] winner, final int start, final int[] queue, final int width,
		final int height)
	{
		final int plane = winner[start];
		int tail = 0;
		queue[tail++] = start;
		winner[start] = 0;
		for (int head = 0; head < tail; head++) {
			final int p = queue[head], x = p % width, y = p / width;
			for (int v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++)
				for (int u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
					final int q = v * width + u;
					if (winner[q] != plane) continue;
					winner[q] = 0;
					queue[tail++] = q;
				}
		}
		return Arrays.copyOf(queue, tail);
	}

	/** Of a component of a shared slot: one object if the votes are clear, else each pixel's own. */
	private void label(final int[] component, final int[] votes, final int width, final int height, final int[] labels) {
		final Map<Integer, Integer> counts = new TreeMap<>();
		final int[] own = new int[component.length];
		for (int i = 0; i < own.length; i++) {
			own[i] = votes[position(component[i] % width, component[i] / width, width, height)];
			if (own[i] != 0) counts.merge(own[i], 1, Integer::sum);
		}
		int first = 0, all = 0;
		for (final var count : counts.entrySet()) {
			all += count.getValue();
			if (first == 0 || count.getValue() > counts.get(first)) first = count.getKey();
		}
		final boolean united = first == 0 || counts.get(first) >= UNITED * all;
		for (int i = 0; i < own.length; i++)
			labels[component[i]] = united || own[i] == 0 ? first : own[i];
	}

	/** The network's position at a pixel of another size. */
	private int position(final int x, final int y, final int width, final int height) {
		return grid.at((int) ((x + 0.5) * padding.width() / width), (int) ((y + 0.5) * padding.height() / height));
	}
}
