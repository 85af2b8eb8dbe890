package org.maskvos.movie;

import java.util.Locale;

/** How a benchmark wants label movies: a folder with a file for each frame. */
public enum LabelLayout {

		/** {@code mask000.tif}, 16 bits; {@code res_track.txt} belongs beside them. */
		CTC("the Cell Tracking Challenge's layout", Labels.MAX_16_BIT, "mask", 3, ".tif"),
		/** {@code 00000.png}, indexed colours of the usual palette. */
		DAVIS("DAVIS' layout", 255, "", 5, ".png");

	private final String title;
	private final int maximum;
	private final String prefix, suffix;
	private final int digits;

	LabelLayout(final String title, final int maximum, final String prefix, final int digits, final String suffix) {
		this.title = title;
		this.maximum = maximum;
		this.prefix = prefix;
		this.digits = digits;
		this.suffix = suffix;
	}

	/** What sentences call it. */
	public String title() {
		return title;
	}

	/** The largest label that fits. */
	public int maximum() {
		return maximum;
	}

	/**
	 * Names of the same length, so that other programs see the frames in order.
	 *
	 * @param t 0-based
	 * @param frames of the movie
	 */
	public String fileName(final int t, final int frames) {
		final int length = Math.max(digits, String.valueOf(frames - 1).length());
		return prefix + String.format(Locale.ROOT, "%0" + length + "d", t) + suffix;
	}
}
