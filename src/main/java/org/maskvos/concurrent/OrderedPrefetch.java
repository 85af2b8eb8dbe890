package org.maskvos.concurrent;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Makes things in threads of its own and gives them out in order: while one is
 * used, as many are being made as there are workers, or wait.
 *
 * <pre>
 * try (OrderedPrefetch&lt;Plane&gt; planes = OrderedPrefetch.of("reader", 2, count, () -&gt; {
 * 	final float[] pixels = read(); // one after the other
 * 	return () -&gt; filtered(pixels); // side by side
 * })) {
 * 	for (int t = 0; t &lt; count; t++)
 * 		show(planes.take());
 * }
 * </pre>
 *
 * Taken from one thread. What is thrown while a thing is begun or made is thrown
 * when it is taken.
 */
public final class OrderedPrefetch<T> implements AutoCloseable {

	/** Begins the next thing. */
	@FunctionalInterface
	public interface Source<T> {

		/**
		 * Does what must be done in order, in the thread of who takes.
		 *
		 * @return the rest; a single worker does it in order, too
		 */
		Work<T> next() throws IOException;
	}

	/** What is left to do for a thing. */
	@FunctionalInterface
	public interface Work<T> extends Callable<T> {

		@Override
		T call() throws IOException;
	}

	private final Source<T> source;
	/** Null if things are made when they are taken. */
	private final ExecutorService workers;
	private final int ahead;
	private final Queue<Future<T>> pending = new ArrayDeque<>();
	/** Things that were not begun. */
	private int left;

	private OrderedPrefetch(final Source<T> source, final ExecutorService workers, final int ahead, final int count) {
		this.source = source;
		this.workers = workers;
		this.ahead = ahead;
		left = count;
	}

	/**
	 * @param name of the threads
	 * @param workers 0 to make things when they are taken, in the same thread
	 * @param count of things in all
	 */
	public static <T> OrderedPrefetch<T> of(final String name, final int workers, final int count,
		final Source<T> source)
	{
		return of(name, workers, workers, count, source);
	}

	/**
	 * @param name of the threads
	 * @param workers 0 to make things when they are taken, in the same thread
	 * @param ahead how many things are being made, or wait, while one is used; not fewer than workers
	 * @param count of things in all
	 */
	public static <T> OrderedPrefetch<T> of(final String name, final int workers, final int ahead, final int count,
		final Source<T> source)
	{
		return new OrderedPrefetch<>(source, workers == 0 ? null : Executors.newFixedThreadPool(workers, task -> {
			final Thread thread = new Thread(task, name);
			thread.setDaemon(true);
			return thread;
		}), ahead, count);
	}

	/**
	 * Takes the next thing; waits for it if need be. The one taken before is done
	 * with: what it used may be used for another.
	 *
	 * @throws IOException what the source throws, or if this thread is interrupted
	 */
	public T take() throws IOException {
		if (workers == null) return source.next().call();
		for (; left > 0 && pending.size() <= ahead; left--)
			pending.add(begin());
		try {
			return pending.remove().get();
		}
		catch (final ExecutionException e) {
			if (e.getCause() instanceof IOException cause) throw cause;
			if (e.getCause() instanceof RuntimeException cause) throw cause;
			throw (Error) e.getCause(); // work throws nothing else
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new InterruptedIOException("Interrupted.");
		}
	}

	/** Gives up what was not taken, and waits until nothing is being made. */
	@Override
	public void close() {
		if (workers == null) return;
		pending.forEach(each -> each.cancel(false));
		workers.shutdown();
		// NB: what the work uses is freed next, so that not even an interrupt may end the wait
		boolean interrupted = false;
		while (!workers.isTerminated()) {
			try {
				workers.awaitTermination(1, TimeUnit.MINUTES);
			}
			catch (final InterruptedException e) {
				interrupted = true;
			}
		}
		if (interrupted) Thread.currentThread().interrupt();
	}

	// -- Helper methods --

	private Future<T> begin() {
		try {
			return workers.submit(source.next());
		}
		catch (final IOException | RuntimeException | Error e) {
			left = 0; // what comes before it is still taken
			return CompletableFuture.failedFuture(e);
		}
	}
}
