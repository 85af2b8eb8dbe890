package org.maskvos.movie;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

/**
 * Reads a movie ahead. All reading happens in one daemon thread; the frames that
 * it is to read, or has read, form a queue of fixed length.
 */
final class PrefetchedMovie implements Movie {

	private final Movie movie;
	private final int length;
	private final ExecutorService reader;
	private final Queue<Future<ArrayImg<FloatType, FloatArray>>> queue = new ArrayDeque<>();
	/** Index of the frame at the head of the queue, and behind its tail. */
	private int head, tail;

	PrefetchedMovie(final Movie movie, final int length) {
		if (length < 1) throw new IllegalArgumentException("Frames to read ahead: " + length);
		this.movie = movie;
		this.length = length;
		reader = Executors.newSingleThreadExecutor(task -> {
			final Thread thread = new Thread(task, "MaskVOS frame reader");
			thread.setDaemon(true);
			return thread;
		});
	}

	// -- Movie methods --

	@Override
	public MovieInfo info() {
		return movie.info();
	}

	@Override
	public ArrayImg<FloatType, FloatArray> frame(final int t) throws IOException {
		if (t < 0 || t >= info().frames())
			throw new IndexOutOfBoundsException("Frame " + t + " of " + info().frames());
		if (queue.isEmpty() || t != head) restart(t);
		final Future<ArrayImg<FloatType, FloatArray>> frame = queue.remove();
		head++;
		fill();
		try {
			return frame.get();
		}
		catch (final ExecutionException exc) {
			restart(head);
			final Throwable cause = exc.getCause();
			if (cause instanceof IOException) throw (IOException) cause;
			if (cause instanceof RuntimeException) throw (RuntimeException) cause;
			if (cause instanceof Error) throw (Error) cause;
			throw new IOException(cause);
		}
		catch (final InterruptedException exc) {
			Thread.currentThread().interrupt();
			throw new InterruptedIOException("Interrupted while waiting for frame " + (t + 1) + ".");
		}
	}

	@Override
	public void close() throws IOException {
		drop();
		reader.shutdown();
		try {
			// NB: never interrupt a read; that would close the channel below.
			reader.awaitTermination(1, TimeUnit.MINUTES);
		}
		catch (final InterruptedException exc) {
			Thread.currentThread().interrupt();
		}
		movie.close();
	}

	// -- Helper methods --

	private void restart(final int t) {
		drop();
		head = tail = t;
		fill();
	}

	private void drop() {
		queue.forEach(frame -> frame.cancel(false));
		queue.clear();
	}

	private void fill() {
		while (queue.size() < length && tail < info().frames()) {
			final int t = tail++;
			queue.add(reader.submit(() -> movie.frame(t)));
		}
	}
}
