package org.maskvos.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.maskvos.movie.Axis;
import org.maskvos.movie.FrameCalibration;
import org.maskvos.movie.Movie;
import org.maskvos.movie.MovieException;
import org.maskvos.movie.MovieInfo;
import org.maskvos.movie.Pixels;

@Tag("unit")
@Timeout(20)
class PrefetchedMovieTest {

	/** Notes what is read, and in which thread. */
	private static final class Recorder implements Movie {

		final List<Integer> read = new CopyOnWriteArrayList<>();
		final Semaphore reads = new Semaphore(0);
		volatile Thread thread;
		volatile boolean closed;

		@Override
		public MovieInfo info() {
			return new MovieInfo("m", 1, 1, 1, 10, Axis.TIME, FrameCalibration.uncalibrated());
		}

		@Override
		public ArrayImg<FloatType, FloatArray> frame(final int t) throws IOException {
			thread = Thread.currentThread();
			read.add(t);
			reads.release();
			if (t == 5) throw new MovieException("m.tif: frame 6 cannot be read.");
			return ArrayImgs.floats(new float[] { t }, 1, 1, 1);
		}

		@Override
		public void close() {
			closed = true;
		}
	}

	@Test
	void readsAheadAndNoFurther() throws Exception {
		final Recorder movie = new Recorder();
		try (Movie ahead = Movies.prefetched(movie, 3)) {
			assertEquals(0, Pixels.floats(ahead.frame(0))[0]);
			assertTrue(movie.reads.tryAcquire(4, 10, TimeUnit.SECONDS));
			assertFalse(movie.reads.tryAcquire(1, 100, TimeUnit.MILLISECONDS));
			assertEquals(List.of(0, 1, 2, 3), movie.read);
			assertTrue(movie.thread.isDaemon());
		}
		assertFalse(movie.closed, "who opened it closes it");
		movie.thread.join();
	}

	@Test
	void failuresComeWithTheirFrame() throws IOException {
		try (Movie ahead = Movies.prefetched(new Recorder(), 4)) {
			for (int t = 0; t < 5; t++)
				ahead.frame(t);
			for (int i = 0; i < 2; i++)
				assertEquals("m.tif: frame 6 cannot be read.", assertThrows(MovieException.class, () -> ahead.frame(5))
					.getMessage());
			assertEquals(6, Pixels.floats(ahead.frame(6))[0]);
		}
	}
}
