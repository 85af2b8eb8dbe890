package org.maskvos.movie;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.type.numeric.integer.IntType;

/** Limits of label images in ImageJ. */
public final class Labels {

	/** The largest id of 16-bit label images. */
	public static final int MAX_16_BIT = 0xffff;

	/** The largest id up to which 32-bit floats hold every integer. */
	public static final int MAX_FLOAT = 1 << 24;

	private Labels() {
		// NB: static methods only
	}

	/**
	 * @return the array behind the labels
	 * @throws IllegalArgumentException if they do not fit the movie
	 */
	public static int[] require(final ArrayImg<IntType, IntArray> labels, final MovieInfo info) {
		if (labels.dimension(0) != info.width() || labels.dimension(1) != info.height()) throw new IllegalArgumentException(
			"Labels of " + labels.dimension(0) + " x " + labels.dimension(1) + " pixels in a movie of " + info.width() +
				" x " + info.height() + ".");
		return Pixels.ints(labels);
	}

	/**
	 * @return the largest id, 0 if there is none
	 * @throws IllegalArgumentException if an id is negative or larger than
	 *           {@link #MAX_FLOAT}
	 */
	public static int max(final int[] ids) {
		int max = 0;
		for (final int id : ids) {
			if (id < 0 || id > MAX_FLOAT) throw new IllegalArgumentException("Object id " + id + " is not between 0 and " +
				MAX_FLOAT + ".");
			max = Math.max(max, id);
		}
		return max;
	}
}
