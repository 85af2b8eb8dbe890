package org.maskvos.movie;

import java.util.TreeSet;

/**
 * Tells labels from masks with smoothed edges, whose greys would become dozens of
 * objects. Such a value lies along an edge: nowhere do three by three of its
 * pixels make a block.
 */
final class StrayLabels {

	/** So many values may be thin. */
	private static final int FEW = 2;

	private StrayLabels() {}

	/**
	 * @param name beginning a sentence
	 * @param t 0-based frame, for the message
	 * @throws MovieException if more than a few values, and half of all, make no
	 *           block
	 */
	static void refuse(final String name, final int t, final int[] ids, final int width) throws MovieException {
		final TreeSet<Integer> all = new TreeSet<>();
		final TreeSet<Integer> blocks = new TreeSet<>();
		for (int i = 0; i < ids.length; i++) {
			if (ids[i] == 0) continue;
			all.add(ids[i]);
			if (!blocks.contains(ids[i]) && block(ids, i, width)) blocks.add(ids[i]);
		}
		final int stray = all.size() - blocks.size();
		if (stray <= FEW || 2 * stray < all.size()) return;
		all.removeAll(blocks);
		throw new MovieException(name + " is not a label image: in frame " + (t + 1) + " " + stray + " of " + (stray + blocks
			.size()) + " values (" + examples(all) +
			") nowhere fill 3 x 3 pixels, as in a mask with smoothed edges; save it without smoothing, with one value per object.");
	}

	// -- Helper methods --

	private static boolean block(final int[] ids, final int centre, final int width) {
		final int x = centre % width, height = ids.length / width, y = centre / width;
		if (x == 0 || y == 0 || x == width - 1 || y == height - 1) return false;
		for (int v = y - 1; v <= y + 1; v++)
			for (int u = x - 1; u <= x + 1; u++)
				if (ids[v * width + u] != ids[centre]) return false;
		return true;
	}

	private static String examples(final TreeSet<Integer> ids) {
		return String.join(", ", ids.stream().limit(4).map(String::valueOf).toList()) + (ids.size() > 4 ? ", ..." : "");
	}
}
