package org.maskvos.io;

import java.util.BitSet;
import org.maskvos.drawing.Pictures;
import org.maskvos.movie.Labels;

/**
 * Connected components of a label plane: pixels of the same value that touch, at a corner too. They tell labels from
 * pictures.
 * <p>
 * A label has one component, or a few; most of them are apart, or large. In a picture, where neighbours differ by
 * noise and shading, every value is scattered in many small components that touch those of other values. Measured on
 * 909 planes of pictures and 701 of labels (all of fluorescence, phase contrast, bright field and stained tissue that
 * the project has for tests; smallest and largest):
 * </p>
 * <table>
 * <caption>Pictures and labels</caption>
 * <tr><th></th><th>pictures</th><th>labels</th></tr>
 * <tr><td>components per value</td><td>4.5 to 3243</td><td>1 to 1.31</td></tr>
 * <tr><td>pixels per component</td><td>1 to 14.9</td><td>58 to 110520</td></tr>
 * <tr><td>contacts per pixel</td><td>0.49 to 1.99</td><td>0 to 0.16</td></tr>
 * <tr><td>values</td><td>19 and more</td><td>1 and more</td></tr>
 * </table>
 * <p>
 * A picture must have all of these marks. Labels that have one of them are known: objects of many parts and classes
 * (components per value), objects of one pixel (pixels per component), confluent cells of three pixels (contacts).
 * </p>
 *
 * @param values number of different values but 0
 * @param components number of components of these values
 * @param pixels number of pixels that are not 0
 * @param contacts pairs of neighbours, side by side or one above the other, of two values that are not 0
 */
record LabelComponents(int values, int components, int pixels, int contacts) {

	/** Up to so many values may be classes, scattered at will. */
	private static final int CLASSES = 8;

	/** Limits that all must be passed, near the middle of what was measured. */
	private static final double PER_VALUE = 3, AREA = 25, CONTACTS = 0.25;

	/** Limits for pictures of so many greys, 16 bits of a small image, that hardly any occurs twice. */
	private static final double SINGLE = 1.5, SURROUNDED = 1;

	/** @param ids row major, 0 for background */
	static LabelComponents of(final int[] ids, final int width) {
		final BitSet values = new BitSet();
		final int[] parent = new int[ids.length];
		int components = 0, pixels = 0, contacts = 0;
		for (int i = 0; i < ids.length; i++) {
			final int id = ids[i];
			if (id == 0) continue;
			pixels++;
			values.set(id);
			parent[i] = i;
			components++;
			final int x = i % width;
			final boolean left = x > 0, up = i >= width;
			if (left) {
				if (ids[i - 1] == id) components -= join(parent, i, i - 1);
				else if (ids[i - 1] != 0) contacts++;
			}
			if (!up) continue;
			if (ids[i - width] == id) components -= join(parent, i, i - width);
			else if (ids[i - width] != 0) contacts++;
			if (left && ids[i - width - 1] == id) components -= join(parent, i, i - width - 1);
			if (x + 1 < width && ids[i - width + 1] == id) components -= join(parent, i, i - width + 1);
		}
		return new LabelComponents(values.cardinality(), components, pixels, contacts);
	}

	/** Whether a plane has enough values to tell a picture from labels. */
	static boolean canTell(final int[] ids) {
		final BitSet values = new BitSet();
		for (int i = 0, before = 0, n = 0; i < ids.length; i++) {
			if (ids[i] == before || (before = ids[i]) == 0 || values.get(before)) continue;
			if (++n > CLASSES) return true;
			values.set(before);
		}
		return false;
	}

	/** Whether this is a picture, not labels. */
	boolean isPicture() {
		if (values <= CLASSES) return false;
		final double area = pixels / (double) components, perPixel = contacts / (double) pixels;
		final boolean scattered = components > PER_VALUE * values && area < AREA && perPixel > CONTACTS;
		return scattered || area < SINGLE && perPixel > SURROUNDED;
	}

	// -- Helper methods --

	/** @return how many components less there are */
	private static int join(final int[] parent, final int a, final int b) {
		final int rootA = root(parent, a), rootB = root(parent, b);
		if (rootA == rootB) return 0;
		parent[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
		return 1;
	}

	private static int root(final int[] parent, final int i) {
		int root = i;
		while (parent[root] != root)
			root = parent[root] = parent[parent[root]];
		return root;
	}
}
