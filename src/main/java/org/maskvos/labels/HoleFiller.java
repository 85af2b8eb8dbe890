package org.maskvos.labels;

/**
 * Closes the holes of objects: background that no 4-connected path of
 * background leads out of, and that touches one object only.
 */
final class HoleFiller {

	private static final int OUTSIDE = -1, PENDING = -2;

	private final int[] labels;
	private final int[] stack;
	private final int stride;
	private final int height;
	private int depth;

	/**
	 * @param labels row major, the outermost pixels all 0; changed in place
	 * @param stack work space of the same length
	 * @param stride width of {@code labels}
	 * @param height of {@code labels}
	 */
	HoleFiller(final int[] labels, final int[] stack, final int stride, final int height) {
		this.labels = labels;
		this.stack = stack;
		this.stride = stride;
		this.height = height;
	}

	/** Leaves the background that stays background with a negative value. */
	void fill() {
		markOutside();
		for (int p = stride; p < labels.length - stride; p++)
			if (labels[p] == 0) fillHole(p);
	}

	// -- Helper methods --

	/**
	 * Everything that background reaches from the frame. Straight sweeps do most
	 * of it; the stack is left with the pockets behind objects.
	 */
	private void markOutside() {
		for (int x = 0; x < stride; x++)
			labels[x] = labels[labels.length - 1 - x] = OUTSIDE;
		for (int y = 1; y < height - 1; y++)
			labels[y * stride] = labels[y * stride + stride - 1] = OUTSIDE;
		for (int p = stride + 1; p < labels.length - stride; p++)
			if (labels[p] == 0 && (labels[p - 1] == OUTSIDE || labels[p - stride] == OUTSIDE)) labels[p] = OUTSIDE;
		for (int p = labels.length - stride - 1; p > stride; p--)
			if (labels[p] == 0 && (labels[p + 1] == OUTSIDE || labels[p + stride] == OUTSIDE)) {
				reach(p, OUTSIDE);
				spread(OUTSIDE);
			}
	}

	private void reach(final int p, final int mark) {
		if (labels[p] != 0) return;
		labels[p] = mark;
		stack[depth++] = p;
	}

	private void spread(final int mark) {
		while (depth > 0) {
			final int p = stack[--depth];
			reach(p - stride, mark);
			reach(p - 1, mark);
			reach(p + 1, mark);
			reach(p + stride, mark);
		}
	}

	/** A hole between several objects is none. */
	private void fillHole(final int seed) {
		labels[seed] = PENDING;
		int size = 1;
		stack[0] = seed;
		int owner = 0;
		boolean single = true;
		for (int k = 0; k < size; k++) {
			for (int side = 0; side < 4; side++) {
				final int q = stack[k] + (side < 2 ? 2 * side - 1 : (2 * side - 5) * stride);
				if (labels[q] == 0) {
					labels[q] = PENDING;
					stack[size++] = q;
				}
				else if (labels[q] > 0) {
					if (owner == 0) owner = labels[q];
					else if (owner != labels[q]) single = false;
				}
			}
		}
		for (int k = 0; k < size; k++)
			labels[stack[k]] = single ? owner : OUTSIDE;
	}
}
