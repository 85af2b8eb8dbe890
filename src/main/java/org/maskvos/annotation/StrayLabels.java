package org.maskvos.annotation;

import java.util.TreeSet;
import java.util.function.IntPredicate;
import org.maskvos.movie.MovieException;

/**
 * Tells labels from masks with smoothed edges, whose greys would become dozens of
 * objects. Such a value lies along an edge: nowhere do three by three of its
 * pixels make a block, and it touches other values. A small object is surrounded by background.
 */
final class StrayLabels {

	/** So many values may be thin. */
	private static final int FEW = 2;

	private StrayLabels() {}

	/**
	 * @param name beginning a sentence
	 * @param t 0-based frame, for the message
	 * @throws MovieException if more than a few values, and half of all, make no
	 *           block and touch others
	 */
	static void refuse(final String name, final int t, final int[] ids, final int width) throws MovieException {
		final TreeSet<Integer> all = new TreeSet<>();
		final TreeSet<Integer> blocks = new TreeSet<>();
		final TreeSet<Integer> stray = new TreeSet<>();
		for (int i = 0; i < ids.length; i++) {
			if (ids[i] == 0) continue;
			all.add(ids[i]);
			if (!blocks.contains(ids[i]) && isBlock(ids, i, width)) blocks.add(ids[i]);
			if (!stray.contains(ids[i]) && touches(ids, i, width)) stray.add(ids[i]);
		}
		stray.removeAll(blocks);
		if (stray.size() <= FEW || 2 * stray.size() < all.size()) return;
		throw new MovieException(name + " is not a label image: in frame " + (t + 1) + " " + stray.size() + " of " + all
			.size() + " values (" + examples(stray) +
			") nowhere fill 3 x 3 pixels, as in a mask with smoothed edges; save it without smoothing, with one value per " +
			"object.");
	}

	// -- Helper methods --

	/** Whether all three by three pixels have the value. */
	private static boolean isBlock(final int[] ids, final int centre, final int width) {
		final int x = centre % width, y = centre / width, height = ids.length / width;
		return x > 0 && y > 0 && x < width - 1 && y < height - 1 && !isAround(ids, centre, width, id -> id != ids[centre]);
	}

	/** Whether a neighbour belongs to another value than the background. */
	private static boolean touches(final int[] ids, final int centre, final int width) {
		return isAround(ids, centre, width, id -> id != 0 && id != ids[centre]);
	}

	/** Whether one of up to three by three pixels has such a value. */
	private static boolean isAround(final int[] ids, final int centre, final int width, final IntPredicate such) {
		final int x = centre % width, y = centre / width, height = ids.length / width;
		for (int v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++)
			for (int u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++)
				if (such.test(ids[v * width + u])) return true;
		return false;
	}

	private static String examples(final TreeSet<Integer> ids) {
		return String.join(", ", ids.stream().limit(4).map(String::valueOf).toList()) + (ids.size() > 4 ? ", ..." : "");
	}
}
