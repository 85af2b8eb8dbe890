package org.maskvos.frames;

import java.io.IOException;

import org.maskvos.movie.Movie;

/**
 * A contrast-stretched frame and parts of it.
 *
 * @param width in px
 * @param height in px
 * @param pixels in [0, 1], row major
 */
public record Plane(int width, int height, float[] pixels) {

	/** A part of a plane. */
	public record Window(int x, int y, int width, int height) {}

	/**
	 * The luminance of a frame in the movie's size, stretched by itself.
	 *
	 * @param t 0-based index in time
	 */
	public static Plane stretched(final Movie movie, final int t) throws IOException {
		final NetworkFrames frames = NetworkFrames.scaling(movie.info(), 1, Contrast.ofEachFrame());
		final float[] pixels = new float[frames.width() * frames.height()];
		frames.grey(movie.frame(t), pixels);
		return new Plane(frames.width(), frames.height(), pixels);
	}

	/** The window of at most {@code side} px, of a coarse grid of them, where intensities vary most. */
	public Window busiest(final int side) {
		final int w = Math.min(side, width);
		final int h = Math.min(side, height);
		if (w == width && h == height) return new Window(0, 0, w, h);
		Window best = null;
		double most = -1;
		for (int j = 0; j < 5; j++)
			for (int i = 0; i < 5; i++) {
				final Window window = new Window((width - w) * i / 4, (height - h) * j / 4, w, h);
				final double variance = variance(window);
				if (variance > most) {
					most = variance;
					best = window;
				}
			}
		return best;
	}

	/** @return the pixels of a window, row major */
	public float[] crop(final Window window) {
		final float[] part = new float[window.width * window.height];
		for (int v = 0; v < window.height; v++)
			System.arraycopy(pixels, (window.y + v) * width + window.x, part, v * window.width, window.width);
		return part;
	}

	private double variance(final Window window) {
		double sum = 0;
		double squares = 0;
		for (int v = 0; v < window.height; v++)
			for (int u = 0; u < window.width; u++) {
				final double p = pixels[(window.y + v) * width + window.x + u];
				sum += p;
				squares += p * p;
			}
		final double n = (double) window.width * window.height;
		return squares / n - sum / n * (sum / n);
	}
}
