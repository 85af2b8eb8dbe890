package org.maskvos.propagation;

/**
 * The positions of a network's keys and values: squares of pixels of the padded
 * frame, row by row.
 *
 * @param padding of the frame
 * @param stride of the positions along both axes, in px
 */
record Grid(Padding padding, int stride) {

	int columns() {
		return padding.paddedWidth() / stride;
	}

	int rows() {
		return padding.paddedHeight() / stride;
	}

	/** In all. */
	int positions() {
		return columns() * rows();
	}

	/** The position that holds a pixel of the frame, counted without its padding. */
	int at(final int x, final int y) {
		return (y + padding.top()) / stride * columns() + (x + padding.left()) / stride;
	}
}
