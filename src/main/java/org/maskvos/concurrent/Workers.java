package org.maskvos.concurrent;

import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;

/** A few threads that share independent pieces of work. */
public final class Workers implements AutoCloseable {

	/** A piece of work: everything from an index up to another one. */
	public interface Range {

		void run(int begin, int end);
	}

	/** Pieces per thread: threads that were held up leave the rest to others. */
	private static final int PIECES = 4;

	private final int threads;
	private final ForkJoinPool pool;

	/** @param threads that work; with a single one the caller works himself */
	public Workers(final int threads) {
		this.threads = threads;
		pool = new ForkJoinPool(threads);
	}

	/** Does all of 0 ... {@code count - 1}; what a piece computes must not depend on the others. */
	public void share(final int count, final Range work) {
		final int pieces = threads == 1 ? 1 : Math.min(count, PIECES * threads);
		if (pieces <= 1) work.run(0, count);
		else pool.submit(() -> IntStream.range(0, pieces).parallel().forEach(i -> work.run((int) ((long) count * i /
			pieces), (int) ((long) count * (i + 1) / pieces)))).join();
	}

	@Override
	public void close() {
		pool.shutdown();
	}
}
