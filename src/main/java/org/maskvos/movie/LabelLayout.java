package org.maskvos.movie;

import java.util.Locale;

/** How a benchmark wants label movies: a folder with a file for each frame. */
public enum LabelLayout {

	/** {@code mask000.tif}, 16 bit; {@code res_track.txt} belongs beside them. */
	CTC("the Cell Tracking Challenge's layout", Labels.MAX_16_BIT, "mask%03d.tif"),
	/** {@code 00000.png}, indexed colours of the usual palette. */
	DAVIS("DAVIS' layout", 255, "%05d.png");

	private final String title;
	private final int maximum;
	private final String pattern;

	LabelLayout(final String title, final int maximum, final String pattern) {
		this.title = title;
		this.maximum = maximum;
		this.pattern = pattern;
	}

	String title() {
		return title;
	}

	/** The largest label that fits. */
	int maximum() {
		return maximum;
	}

	/** @param t 0-based */
	String fileName(final int t) {
		return String.format(Locale.ROOT, pattern, t);
	}
}
