package org.maskvos.movie;

import java.io.IOException;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

import org.maskvos.concurrent.OrderedPrefetch;

/**
 * Reads a movie ahead. All reading happens in one daemon thread; the frames that
 * it is to read, or has read, form a queue of fixed length.
 */
public final class PrefetchedMovie implements Movie {

	private final Movie movie;
	private final int length;
	/** From {@link #head} to the last frame; null before the first. */
	private OrderedPrefetch<ArrayImg<FloatType, FloatArray>> queue;
	/** Index of the frame at the head of the queue, and behind its tail. */
	private int head, tail;

	/**
	 * @param movie stays open when this is closed
	 * @param length frames that are read ahead
	 */
	public PrefetchedMovie(final Movie movie, final int length) {
		if (length < 1) throw new IllegalArgumentException("Frames to read ahead: " + length);
		this.movie = movie;
		this.length = length;
	}

	// -- Movie methods --

	@Override
	public MovieInfo info() {
		return movie.info();
	}

	@Override
	public ArrayImg<FloatType, FloatArray> frame(final int t) throws IOException {
		if (t < 0 || t >= info().frames()) throw new IndexOutOfBoundsException("Frame " + t + " of " + info().frames());
		if (queue == null || t != head) restart(t);
		head++;
		return queue.take();
	}

	@Override
	public void close() {
		if (queue != null) queue.close();
	}

	// -- Helper methods --

	private void restart(final int t) {
		if (queue != null) queue.close();
		head = tail = t;
		queue = OrderedPrefetch.of("MaskVOS frame reader", 1, length, info().frames() - t, () -> {
			final int next = tail++;
			return () -> movie.frame(next);
		});
	}
}
