package org.maskvos.vos;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Makes things in order in a thread of its own: one is being made, or waits,
 * while the one before it is used. So a chain of these works on several frames
 * at once, and holds no more than one of each kind beside those in use.
 * <p>
 * Taken from one thread. What is thrown while a thing is made is thrown to who
 * takes it.
 * </p>
 */
final class Ahead<T> implements AutoCloseable {

	/** Makes the next thing. */
	@FunctionalInterface
	interface Source<T> {

		T next() throws IOException;
	}

	private final Source<T> source;
	/** Null if things are made when they are taken. */
	private final ExecutorService worker;
	private Future<T> pending;
	/** Things that nobody has asked the worker for. */
	private int left;

	private Ahead(final Source<T> source, final ExecutorService worker, final int count) {
		this.source = source;
		this.worker = worker;
		left = count;
	}

	// -- Opening --

	/**
	 * @param name of the thread
	 * @param count of things in all
	 */
	static <T> Ahead<T> of(final String name, final int count, final Source<T> source) {
		final Ahead<T> ahead = new Ahead<>(source, Executors.newSingleThreadExecutor(task -> {
			final Thread thread = new Thread(task, name);
			thread.setDaemon(true);
			return thread;
		}), count);
		ahead.pending = ahead.begin();
		return ahead;
	}

	/** The same without a thread: things are made by who takes them. */
	static <T> Ahead<T> inTurn(final Source<T> source) {
		return new Ahead<>(source, null, 0);
	}

	// -- Taking --

	/**
	 * Takes the next thing; waits for it if need be.
	 *
	 * @throws IOException what the source throws, or if this thread is interrupted
	 */
	T take() throws IOException {
		if (worker == null) return source.next();
		final Future<T> taken = pending;
		pending = begin();
		try {
			return taken.get();
		}
		catch (final ExecutionException e) {
			if (e.getCause() instanceof IOException cause) throw cause;
			if (e.getCause() instanceof RuntimeException cause) throw cause;
			throw (Error) e.getCause(); // a source throws nothing else
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new InterruptedIOException("Interrupted.");
		}
	}

	/** Gives up what was not taken, and waits until nothing is being made. */
	@Override
	public void close() {
		if (worker == null) return;
		if (pending != null) pending.cancel(false);
		worker.shutdown();
		// NB: what the source uses is freed next, so that not even an interrupt may end the wait
		boolean interrupted = false;
		while (!worker.isTerminated()) {
			try {
				worker.awaitTermination(1, TimeUnit.MINUTES);
			}
			catch (final InterruptedException e) {
				interrupted = true;
			}
		}
		if (interrupted) Thread.currentThread().interrupt();
	}

	// -- Helper methods --

	private Future<T> begin() {
		return left-- > 0 ? worker.submit(source::next) : null;
	}
}
