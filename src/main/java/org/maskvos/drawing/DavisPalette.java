package org.maskvos.drawing;

/** The colours of PASCAL VOC and DAVIS: the bits of a label, spread over red, green and blue from the highest bit down. */
public final class DavisPalette {

	private DavisPalette() {
		// NB: static methods only
	}

	/** 256 reds, greens and blues: black, dark red, dark green, ... */
	public static byte[][] bytes() {
		final byte[][] rgb = new byte[3][256];
		for (int label = 0; label < 256; label++)
			for (int bit = 0; bit < 8; bit++)
				rgb[bit % 3][label] |= (byte) ((label >> bit & 1) << 7 - bit / 3);
		return rgb;
	}
}
