package org.maskvos.movie;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.type.numeric.integer.IntType;
import net.imglib2.type.numeric.real.FloatType;

/** The arrays behind array images: no copies. */
public final class Pixels {

	private Pixels() {
		// NB: static methods only
	}

	/** The backing array, X fastest. */
	public static float[] floats(final ArrayImg<FloatType, FloatArray> image) {
		return image.update(null).getCurrentStorageArray();
	}

	/** The backing array, X fastest. */
	public static int[] ints(final ArrayImg<IntType, IntArray> image) {
		return image.update(null).getCurrentStorageArray();
	}
}
