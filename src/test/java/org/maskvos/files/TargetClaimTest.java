package org.maskvos.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maskvos.io.LabelMovies;
import org.maskvos.movie.Axis;
import org.maskvos.movie.LabelSink;
import org.maskvos.movie.MovieInfo;
import org.maskvos.movie.TestImages;

/** One process at a time writes to a target, and what a killed one leaves goes with the next. */
@Tag("unit")
@Timeout(120)
class TargetClaimTest {

	@TempDir
	private Path folder;

	@ParameterizedTest
	@ValueSource(strings = { "labels.tif", "labels.zarr" })
	void anotherProcessIsRespectedWhileItLives(final String name) throws Exception {
		final Path target = folder.resolve(name);
		final Process other = holder(target);
		try {
			assertEquals("begun", other.inputReader().readLine());
			final OutputException refused = assertThrows(OutputException.class, () -> write(target));
			assertEquals(target +
				" is being written by another run of MaskVOS; wait until it is done, or choose another name.", refused
					.getMessage());
			assertEquals(2, names().size(), "the other's part and lock");
		}
		finally {
			other.destroyForcibly().waitFor();
		}
		assertEquals(2, names().size(), "what a killed process leaves");
		write(target);
		assertEquals(List.of(name), List.copyOf(names()));
	}

	@Test
	void anotherAttemptHereDoesNotLetOthersIn() throws Exception {
		final Path target = folder.resolve("labels.tif");
		try (PartFile part = PartFile.tiff(target)) {
			assertThrows(OutputException.class, () -> PartFile.tiff(target));
			final Process other = holder(target);
			assertTrue(other.inputReader().lines().noneMatch("begun"::equals), "another process has got it, too");
			assertEquals(1, other.waitFor());
		}
	}

	@Test
	void onlyWhatBelongsToTheTargetIsRemoved() throws IOException {
		final String random = ".0123456789abcdef";
		for (final String name : List.of(".a.csv.lock", ".a.csv" + random + ".part", ".a.csv.part", ".a.csv.notes.part",
			".b.csv" + random + ".part", "x.a.csv" + random + ".part"))
			Files.writeString(folder.resolve(name), "left");
		Files.createDirectories(folder.resolve(".a.csv.0000000000000000.part/0"));
		PartFile.write(folder.resolve("a.csv"), "new");
		assertEquals(new TreeSet<>(List.of("a.csv", ".a.csv.part", ".a.csv.notes.part", ".b.csv" + random + ".part",
			"x.a.csv" + random + ".part")), names());
	}

	@Test
	void whatWasPutAsideComesBack() throws IOException {
		final Path target = folder.resolve("a.csv"), lock = folder.resolve(".a.csv.lock");
		final Path aside = folder.resolve(".a.csv.0123456789abcdef.old");
		Files.writeString(aside, "old");
		Files.createFile(lock);
		PartFile.of(target, 0).close();
		assertEquals("old", Files.readString(target));
		Files.writeString(aside, "older");
		Files.createFile(lock);
		PartFile.of(target, 0).close();
		assertEquals("old", Files.readString(target));
		assertEquals(List.of("a.csv"), List.copyOf(names()));
	}

	@Test
	void manyThreadsTakeTurns() throws Exception {
		final Path target = folder.resolve("a.csv");
		final AtomicInteger inside = new AtomicInteger(), most = new AtomicInteger(), rounds = new AtomicInteger();
		final Callable<Void> one = () -> {
			for (int i = 0; i < 50; i++)
				try (PartFile part = PartFile.of(target, 60_000)) {
					most.accumulateAndGet(inside.incrementAndGet(), Math::max);
					part.fill("new");
					Publication.of(part);
					rounds.incrementAndGet();
					inside.decrementAndGet();
				}
			return null;
		};
		final ExecutorService threads = Executors.newFixedThreadPool(4);
		try {
			for (final Future<Void> each : threads.invokeAll(IntStream.range(0, 4).mapToObj(i -> one).toList()))
				each.get();
		}
		finally {
			threads.shutdownNow();
		}
		assertEquals(1, most.get());
		assertEquals(200, rounds.get());
		assertEquals(List.of("a.csv"), List.copyOf(names()));
	}

	// -- Helper methods --

	private static Process holder(final Path target) throws IOException {
		return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
			"-XX:TieredStopAtLevel=1", "-Djava.awt.headless=true", "-cp", System.getProperty("java.class.path"),
			TargetHolder.class.getName(), target.toString()).redirectErrorStream(true).start();
	}

	private static void write(final Path target) throws IOException {
		final MovieInfo info = TestImages.info(Axis.TIME);
		try (LabelSink sink = LabelMovies.sink(target, info, "")) {
			for (int t = 0; t < info.frames(); t++)
				sink.write(TestImages.labels(t, 1));
			sink.commit();
		}
		assertTrue(Files.exists(target));
	}

	private TreeSet<String> names() throws IOException {
		try (Stream<Path> all = Files.list(folder)) {
			return new TreeSet<>(all.map(path -> path.getFileName().toString()).toList());
		}
	}
}
