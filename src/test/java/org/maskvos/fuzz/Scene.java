package org.maskvos.fuzz;

/**
 * Three rectangles that move: a movie when seen as intensities, labels 1 to 3 when seen as ids. So one file serves as
 * movie, as annotation, as truth and as prediction.
 */
final class Scene {

	static final int WIDTH = 32, HEIGHT = 24, FRAMES = 3;

	private Scene() {}

	/** Id of a pixel, 0 for background. */
	static int id(final int x, final int y, final int t) {
		for (int id = 1; id <= 3; id++) {
			final int left = 10 * (id - 1) + 1 + t, top = 6 * (id - 1) + 1;
			if (x >= left && x < left + 8 && y >= top && y < top + 8 && x < WIDTH) return id;
		}
		return 0;
	}

	/** The ids of a frame, row after row. */
	static int[] ids(final int t) {
		final int[] ids = new int[WIDTH * HEIGHT];
		for (int i = 0; i < ids.length; i++)
			ids[i] = id(i % WIDTH, i / WIDTH, t);
		return ids;
	}
}
