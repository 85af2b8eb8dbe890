package org.maskvos.vos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AheadTest {

	@Test
	void makesOneAheadAndNoMore() throws Exception {
		final AtomicInteger made = new AtomicInteger();
		final Semaphore begun = new Semaphore(0);
		try (Ahead<Integer> numbers = Ahead.of("numbers", 5, () -> {
			begun.release();
			return made.getAndIncrement();
		})) {
			assertTrue(begun.tryAcquire(1, 10, TimeUnit.SECONDS), "before anybody takes");
			assertFalse(begun.tryAcquire(1, 100, TimeUnit.MILLISECONDS), "one waits, the next is not begun");
			for (int k = 0; k < 5; k++)
				assertEquals(k, numbers.take());
			assertEquals(5, made.get(), "no more than there are");
		}
	}

	@Test
	void stagesWorkAtTheSameTime() throws IOException {
		final CountDownLatch both = new CountDownLatch(2);
		final AtomicInteger made = new AtomicInteger();
		try (Ahead<Integer> first = Ahead.of("first", 3, () -> {
			final int number = made.getAndIncrement();
			if (number == 1) meet(both);
			return number;
		}); Ahead<Integer> second = Ahead.of("second", 3, () -> {
			final int number = first.take();
			if (number == 0) meet(both);
			return 10 * number;
		})) {
			for (int k = 0; k < 3; k++)
				assertEquals(10 * k, second.take());
		}
	}

	@Test
	void whatIsThrownComesToWhoTakes() throws IOException {
		for (final Throwable thrown : new Throwable[] { new IOException("disk"), new IllegalStateException("bug"),
			new OutOfMemoryError("heap") })
		{
			try (Ahead<Integer> inner = Ahead.of("inner", 2, () -> AheadTest.<RuntimeException> raise(thrown));
					Ahead<Integer> outer = Ahead.of("outer", 2, inner::take))
			{
				assertSame(thrown, assertThrows(Throwable.class, outer::take));
			}
		}
	}

	@Test
	void closingWaitsForTheWorkEvenIfInterrupted() {
		final CountDownLatch working = new CountDownLatch(1);
		final AtomicBoolean finished = new AtomicBoolean();
		final AtomicBoolean disturbed = new AtomicBoolean();
		final Ahead<Integer> ahead = Ahead.of("slow", 2, () -> {
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
		assertTrue(uninterrupted(working));
		Thread.currentThread().interrupt();
		assertThrows(InterruptedIOException.class, ahead::take);
		ahead.close();
		assertTrue(Thread.interrupted(), "the interrupt is not lost");
		assertTrue(finished.get() && !disturbed.get());
	}

	@Test
	void withoutAThreadThingsAreMadeWhenTaken() throws IOException {
		final Thread[] maker = new Thread[1];
		final Ahead.Source<Integer> source = () -> {
			maker[0] = Thread.currentThread();
			return 7;
		};
		try (Ahead<Integer> lazy = Ahead.inTurn(source)) {
			assertEquals(null, maker[0]);
			assertEquals(7, lazy.take());
			assertSame(Thread.currentThread(), maker[0]);
		}
		try (Ahead<Integer> eager = Ahead.of("maker", 1, source)) {
			eager.take();
			assertNotSame(Thread.currentThread(), maker[0]);
			assertTrue(maker[0].isDaemon());
		}
	}

	// -- Helper methods --

	private static void meet(final CountDownLatch both) {
		both.countDown();
		assertTrue(uninterrupted(both), "the other stage does not work meanwhile");
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
	private static <E extends Throwable> int raise(final Throwable thrown) throws E {
		throw (E) thrown;
	}
}
