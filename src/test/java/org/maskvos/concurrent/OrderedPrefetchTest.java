package org.maskvos.concurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("unit")
@Timeout(60)
class OrderedPrefetchTest {

	@Test
	void makesAFewAheadAndNoMore() throws Exception {
		final AtomicInteger begun = new AtomicInteger();
		final Semaphore made = new Semaphore(0);
		try (OrderedPrefetch<Integer> numbers = OrderedPrefetch.of("numbers", 2, 6, () -> {
			final int number = begun.getAndIncrement();
			return () -> {
				made.release();
				return number;
			};
		})) {
			assertEquals(0, begun.get(), "before anybody takes");
			for (int k = 0; k < 6; k++) {
				assertEquals(k, numbers.take());
				assertEquals(Math.min(6, k + 3), begun.get());
				assertTrue(made.tryAcquire(1, 10, TimeUnit.SECONDS));
			}
		}
	}

	@Test
	void workersWorkAtTheSameTimeAndWhatTheyMakeComesInOrder() throws IOException {
		final CountDownLatch both = new CountDownLatch(2);
		final AtomicInteger begun = new AtomicInteger();
		try (OrderedPrefetch<Integer> numbers = OrderedPrefetch.of("numbers", 2, 4, () -> {
			final int number = begun.getAndIncrement();
			return () -> {
				if (number < 2) meet(both);
				if (number == 2) sleep(100);
				return number;
			};
		})) {
			for (int k = 0; k < 4; k++)
				assertEquals(k, numbers.take());
		}
	}

	@Test
	void whatIsThrownComesToWhoTakes() throws IOException {
		for (final Throwable thrown : new Throwable[] { new IOException("disk"), new IllegalStateException("bug"),
			new OutOfMemoryError("heap") })
		{
			final OrderedPrefetch.Source<Integer> beginning =
				() -> OrderedPrefetchTest.<OrderedPrefetch.Work<Integer>, RuntimeException> raise(thrown);
			final OrderedPrefetch.Source<Integer> working = () -> () -> OrderedPrefetchTest.<Integer, RuntimeException> raise(
				thrown);
			for (final OrderedPrefetch.Source<Integer> source : List.of(beginning, working))
				for (int workers = 0; workers < 3; workers++)
					try (OrderedPrefetch<Integer> ahead = OrderedPrefetch.of("failing", workers, 2, source)) {
						assertSame(thrown, assertThrows(Throwable.class, ahead::take));
					}
		}
	}

	@Test
	void closingWaitsForTheWorkEvenIfInterrupted() {
		final CountDownLatch working = new CountDownLatch(1);
		final AtomicBoolean finished = new AtomicBoolean();
		final AtomicBoolean disturbed = new AtomicBoolean();
		final OrderedPrefetch<Integer> ahead = OrderedPrefetch.of("slow", 1, 2, () -> () -> {
			working.countDown();
			try {
				Thread.sleep(200);
			}
			catch (final InterruptedException e) {
				disturbed.set(true);
			}
			finished.set(true);
			return 0;
		});
		Thread.currentThread().interrupt();
		assertThrows(InterruptedIOException.class, ahead::take);
		ahead.close();
		assertTrue(Thread.interrupted(), "the interrupt is not lost");
		assertEquals(0, working.getCount());
		assertTrue(finished.get() && !disturbed.get());
	}

	@Test
	void withoutAThreadThingsAreMadeWhenTaken() throws IOException {
		final Thread[] maker = new Thread[1];
		final OrderedPrefetch.Source<Integer> source = () -> () -> {
			maker[0] = Thread.currentThread();
			return 7;
		};
		try (OrderedPrefetch<Integer> lazy = OrderedPrefetch.of("maker", 0, 1, source)) {
			assertEquals(7, lazy.take());
			assertSame(Thread.currentThread(), maker[0]);
		}
		try (OrderedPrefetch<Integer> eager = OrderedPrefetch.of("maker", 1, 1, source)) {
			eager.take();
			assertNotSame(Thread.currentThread(), maker[0]);
			assertTrue(maker[0].isDaemon());
		}
	}

	// -- Helper methods --

	private static void meet(final CountDownLatch both) {
		both.countDown();
		assertTrue(uninterrupted(both), "the other worker does not work meanwhile");
	}

	private static void sleep(final long milliseconds) {
		try {
			Thread.sleep(milliseconds);
		}
		catch (final InterruptedException e) {
			throw new AssertionError(e);
		}
	}

	private static boolean uninterrupted(final CountDownLatch latch) {
		try {
			return latch.await(20, TimeUnit.SECONDS);
		}
		catch (final InterruptedException e) {
			throw new AssertionError(e);
		}
	}

	@SuppressWarnings("unchecked")
	private static <T, E extends Throwable> T raise(final Throwable thrown) throws E {
		throw (E) thrown;
	}
}
