package org.maskvos.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.type.numeric.integer.IntType;
import net.imglib2.type.numeric.real.FloatType;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskvos.batch.BatchProgress.Outcome;
import org.maskvos.io.LabelMovie;
import org.maskvos.io.LabelMovies;
import org.maskvos.io.Movies;
import org.maskvos.model.ModelException;
import org.maskvos.movie.LabelSink;
import org.maskvos.movie.Movie;
import org.maskvos.movie.MovieException;
import org.maskvos.movie.MovieOptions;
import org.maskvos.movie.Pixels;

/** A folder of good and broken movies, in one run, in shards, resumed, and by two at once. */
@Tag("slow")
public class BatchTest {

	private static final Set<String> BROKEN = Set.of("notes.tif", "truncated.tif");

	/** Some of the good movies. */
	private static final String PATTERN = "cells-*";

	/** Only read. */
	@TempDir
	private static Path movies;

	@TempDir
	private Path temporary;

	private final BrightnessLabeler labeler = new BrightnessLabeler();
	private final List<String> remarks = new ArrayList<>();

	@BeforeAll
	static void make() throws IOException {
		MovieFolder.make(movies, 3, 40);
	}

	// -- One run --

	@Test
	public void brokenMoviesStopNoOthers() throws IOException {
		final BatchReport report = run(options("out"));
		assertEquals(11, report.entries().size());
		assertEquals(9, report.count(Outcome.DONE));
		assertEquals(BROKEN, names(report, Outcome.FAILED));
		assertFalse(report.isComplete());
		assertEquals(1, labeler.loaded);
		for (final BatchReport.Entry entry : report.entries()) {
			final String reason = entry.record().reason();
			if (entry.outcome() == Outcome.DONE) assertEquals("", reason);
			else assertTrue(reason.startsWith(movies.resolve(entry.movie().file()).toString()) && reason.endsWith("."),
				reason);
		}
		final Path out = temporary.resolve("out");
		try (LabelMovie labels = LabelMovies.open(out.resolve("Zellen \u00fcber Nacht-vos.tif"))) {
			assertEquals(3, labels.info().frames());
		}
		assertTrue(Files.size(out.resolve("frames-06-vos.csv")) > 100);
		assertFalse(Files.exists(out.resolve("truncated-vos.tif")));
		final List<String> rows = Files.readAllLines(out.resolve("batch.csv"));
		assertEquals(12, rows.size());
		assertTrue(rows.stream().anyMatch(row -> row.startsWith("truncated,truncated.tif,1,failed,")), rows.toString());
		final MovieRecord record = MovieRecord.read(out, "movie");
		assertEquals(3, record.frames());
		assertTrue(record.objects() > 0 && record.seconds() > 0 && record.framesPerSecond() > 0);
		assertEquals(Set.of("movie-vos.tif", "movie-vos.csv"), record.outputs().keySet());
		assertTrue(record.environment().keySet().containsAll(Set.of("maskvos", "onnxruntime", "java", "system")));
		assertNoRemains(out);
	}

	@Test
	public void unexpectedFailuresStopNoOthers() throws IOException {
		labeler.failing = "cells-02";
		final BatchReport report = run(options("out").withPattern("cells-0*"));
		assertEquals(Set.of("cells-02.tif"), names(report, Outcome.FAILED));
		assertEquals(3, report.count(Outcome.DONE));
		assertTrue(report.entries().get(1).record().reason().contains("out of luck"));
	}

	@Test
	public void withoutNetworksNothingIsDone() {
		final Labeler none = new BrightnessLabeler() {

			@Override
			public void load() throws ModelException {
				throw new ModelException("no engine");
			}
		};
		assertThrows(ModelException.class, () -> Batch.run(options("out"), none, new QuietProgress()));
	}

	@Test
	public void cancelingKeepsWhatIsComplete() throws IOException {
		final BatchOptions options = options("out").withPattern("cells-*");
		final int[] frames = new int[1];
		assertThrows(CancellationException.class, () -> Batch.run(options, labeler, new QuietProgress() {

			@Override
			public boolean isCanceled() {
				return frames[0]++ > 6;
			}
		}));
		final long complete = list(options.results()).stream().filter(name -> name.endsWith(".json") && !name.startsWith(
			"manifest")).count();
		assertTrue(complete > 0 && complete < 4, complete + " complete");
		assertNoRemains(options.results());
		assertEquals(complete, run(options.withResume(true)).count(Outcome.SKIPPED));
	}

	// -- Resume --

	@Test
	public void resumeDoesOnlyWhatIsNotThere() throws IOException {
		final Path folder = copy("cells-01.tif", "cells-02.tif", "cells-03.tif", "truncated.tif");
		final BatchOptions options = BatchOptions.of(folder, temporary.resolve("out"));
		run(options);
		assertEquals(3, labeler.labelled);
		final Map<String, byte[]> first = contents(options.results());

		final BrightnessLabeler again = new BrightnessLabeler();
		final BatchReport report = Batch.run(options.withResume(true), again, new QuietProgress());
		assertEquals(0, again.labelled + again.loaded);
		assertEquals(3, report.count(Outcome.SKIPPED));
		assertEquals(Set.of("truncated.tif"), names(report, Outcome.FAILED));
		assertSame(first, contents(options.results()));

		Files.delete(options.results().resolve("cells-01-vos.csv"));
		Files.setLastModifiedTime(folder.resolve("cells-02.tif"), FileTime.fromMillis(1000));
		assertEquals(Set.of("cells-01.tif", "cells-02.tif"), names(run(options.withResume(true)), Outcome.DONE));
		Files.write(options.results().resolve("cells-03-vos.tif"), new byte[10]);
		assertEquals(Set.of("cells-03.tif"), names(run(options.withResume(true)), Outcome.DONE));
		assertSame(first, contents(options.results()));

		labeler.step = 60;
		assertEquals(3, run(options.withResume(true)).count(Outcome.DONE));
		assertEquals(3, run(options.withResume(true).withPart(options.part().withAxis(org.maskvos.movie.Axis.TIME))).count(
			Outcome.DONE));
	}

	@Test
	public void aFailureLeavesNoOldResult() throws IOException {
		final Path folder = copy("cells-01.tif");
		final BatchOptions options = BatchOptions.of(folder, temporary.resolve("out"));
		assertTrue(run(options).isComplete());
		final byte[] bytes = Files.readAllBytes(folder.resolve("cells-01.tif"));
		Files.write(folder.resolve("cells-01.tif"), Arrays.copyOf(bytes, bytes.length / 2));
		assertEquals(1, run(options.withResume(true)).count(Outcome.FAILED));
		assertEquals(Set.of("cells-01-vos.json", "manifest.json", "batch.csv", ".maskvos.lock"), list(options.results()));
	}

	// -- Shards --

	@Test
	public void shardsTogetherAreTheWhole() throws IOException {
		run(options("whole"));
		final Path results = temporary.resolve("shards");
		for (int i = 1; i <= 3; i++)
			run(options("shards").withShard(new Shard(i, 3)));
		assertFalse(Files.exists(results.resolve("batch.csv")));
		final Merge.Result merged = Merge.run(results, remarks::add);
		assertEquals(9, merged.done());
		assertEquals(BROKEN, merged.failed().stream().map(record -> record.movie().file()).collect(Collectors.toSet()));
		assertTrue(merged.missing().isEmpty() && merged.unlike().isEmpty());
		assertSame(contents(temporary.resolve("whole")), contents(results));
	}

	@Test
	public void mergeNamesWhatIsMissingAndWhatIsUnlike() throws IOException {
		final BatchOptions options = options("out").withPattern("cells-*");
		run(options.withShard(new Shard(1, 2)));
		Merge.Result merged = Merge.run(options.results(), remarks::add);
		assertEquals(List.of("cells-02.tif", "cells-04.tif"), merged.missing().stream().map(MovieItem::file).toList());
		assertEquals(2, Files.readAllLines(merged.table()).stream().filter(row -> row.contains(",missing,")).count());
		labeler.step = 60;
		run(options.withShard(new Shard(2, 2)));
		merged = Merge.run(options.results(), remarks::add);
		assertEquals(List.of("cells-02.tif", "cells-04.tif"), merged.unlike().stream().map(MovieItem::file).toList());
		assertFalse(merged.isComplete());
		labeler.step = 50;
		run(options.withShard(new Shard(2, 2)));
		assertTrue(Merge.run(options.results(), remarks::add).isComplete());
		Files.delete(options.results().resolve("cells-03-vos.tif"));
		assertEquals(1, Merge.run(options.results(), remarks::add).missing().size());
		assertThrows(MovieException.class, () -> Merge.run(temporary, remarks::add));
	}

	// -- Several processes --

	@Test
	public void killedAnywhereAndResumedItIsAsIfNothingHappened() throws Exception {
		run(options("whole").withPattern(PATTERN));
		final Path results = temporary.resolve("killed");
		final Random random = new Random(1);
		int kills = 0;
		for (; kills < 8; kills++) {
			final Process process = process(results, 30);
			process.getInputStream().read(); // it has begun
			// a little later each time, on average
			final boolean ended = process.waitFor(random.nextInt(200 + 100 * kills), TimeUnit.MILLISECONDS);
			process.destroyForcibly().waitFor();
			if (ended && process.exitValue() == 0) break;
			for (final String name : list(results))
				if (name.endsWith("-vos.json")) assertComplete(results, name.replace("-vos.json", ""));
		}
		assertTrue(kills > 2, kills + " kills");
		assertEquals(0, process(results, 0).waitFor());
		assertNoRemains(results);
		assertSame(contents(temporary.resolve("whole")), contents(results));
	}

	@Test
	public void twoProcessesShareTheWork() throws Exception {
		run(options("whole").withPattern(PATTERN));
		final Path results = temporary.resolve("shared");
		final Process one = process(results, 100), two = process(results, 100);
		assertEquals(0, one.waitFor() + two.waitFor());
		assertNoRemains(results);
		assertEquals(4, Merge.run(results, remarks::add).done());
		assertSame(contents(temporary.resolve("whole")), contents(results));
	}

	// -- Folders --

	@Test
	public void resultsInsideTheFolderAreNoMovies() throws IOException {
		final Path folder = copy("cells-01.tif");
		final BatchOptions options = BatchOptions.of(folder, folder.resolve("results"));
		assertEquals(1, run(options).entries().size());
		assertEquals(1, run(options).entries().size());
		final MovieException same = assertThrows(MovieException.class, () -> run(BatchOptions.of(folder, folder)));
		assertTrue(same.getMessage().contains("choose another"), same.getMessage());
	}

	@Test
	public void zarrFoldersAreMovies() throws IOException {
		final Path folder = copy("cells-01.tif");
		try (Movie movie = Movies.open(folder.resolve("cells-01.tif"), MovieOptions.defaults());
				LabelSink zarr = LabelMovies.sink(folder.resolve("cells-02.ome.zarr"), movie.info(), ""))
		{
			for (int t = 0; t < movie.info().frames(); t++)
				zarr.write(rounded(movie.frame(t)));
			zarr.commit();
		}
		Files.createDirectory(folder.resolve("empty.zarr"));
		final BatchReport report = run(BatchOptions.of(folder, temporary.resolve("out")));
		assertEquals(Set.of("cells-01.tif", "cells-02.ome.zarr"), names(report, Outcome.DONE));
		assertEquals(Set.of("empty.zarr"), names(report, Outcome.FAILED));
		assertEquals(Files.readString(temporary.resolve("out/cells-01-vos.csv")).replace("micron", "\u00b5m"), Files
			.readString(temporary.resolve("out/cells-02-vos.csv")));
	}

	@Test
	public void patternsChoose() throws IOException {
		assertEquals(Set.of("frames-06", "frames-07", "frames-08"), files("frames-*"));
		assertEquals(Set.of("readme.txt", "notes.tif"), files("{readme,notes}*"));
		assertEquals(Set.of("frames-07/t000.tif", "frames-07/t001.tif", "frames-07/t002.tif"), files("frames-07/*"));
		for (final String pattern : List.of("*.nd2", "[")) {
			final Exception none = assertThrows(Exception.class, () -> files(pattern));
			assertTrue(none.getMessage().contains(pattern), none.getMessage());
		}
		final MovieException frames = assertThrows(MovieException.class, () -> run(BatchOptions.of(movies.resolve(
			"frames-06"), temporary.resolve("out"))));
		assertTrue(frames.getMessage().contains("it is one movie"), frames.getMessage());
		assertThrows(MovieException.class, () -> run(BatchOptions.of(movies.resolve("none"), temporary.resolve("out"))));
	}

	@Test
	public void namesAreShortAndDiffer() {
		assertEquals(List.of("a", "b-c", "B.tif", "b.avi", "d-s1", "d-s2"), Names.of(List.of("a.ome.tif", "b/c.nd2",
			"B.tif", "b.avi", Names.ofSeries("d.lif", 1), Names.ofSeries("d.lif", 2))));
		assertEquals(List.of("a.b-c", "A.b-c-2"), Names.of(List.of("a.b/c", "A.b-c")));
		assertEquals("x/d-s2.ome.tif", Names.ofSeries("x/d.ome.tif", 2));
		assertEquals("frames-s2", Names.ofSeries("frames", 2));
	}

	@Test
	public void shardsAreParsed() {
		assertEquals(new Shard(2, 8), Shard.parse(" 2/8"));
		assertEquals(List.of("b", "d"), new Shard(2, 2).of(List.of("a", "b", "c", "d", "e")));
		for (final String wrong : List.of("", "3", "0/2", "3/2", "-1/2", "1/0", "a/b", "1/2/3")) {
			final Exception e = assertThrows(IllegalArgumentException.class, () -> Shard.parse(wrong));
			assertTrue(e.getMessage().startsWith("shard must be I/N"), e.getMessage());
		}
	}

	// -- Helper methods --

	private BatchOptions options(final String results) {
		return BatchOptions.of(movies, temporary.resolve(results));
	}

	private BatchReport run(final BatchOptions options) throws IOException {
		return Batch.run(options, labeler, new QuietProgress());
	}

	private Set<String> files(final String pattern) throws IOException {
		return Manifest.of(options("out").withPattern(pattern), null).movies().stream().map(MovieItem::file).collect(
			Collectors.toSet());
	}

	private static ArrayImg<IntType, IntArray> rounded(final ArrayImg<FloatType, FloatArray> frame) {
		final float[] values = Pixels.floats(frame);
		final int[] whole = new int[values.length];
		for (int i = 0; i < whole.length; i++)
			whole[i] = Math.round(values[i]);
		return ArrayImgs.ints(whole, frame.dimension(0), frame.dimension(1));
	}

	private static Process process(final Path results, final int pause) throws IOException {
		return BatchMain.process(movies, PATTERN, results, pause).start();
	}

	private Path copy(final String... names) throws IOException {
		final Path folder = Files.createDirectory(temporary.resolve("movies"));
		for (final String name : names)
			Files.copy(movies.resolve(name), folder.resolve(name), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
		return folder;
	}

	private static Set<String> names(final BatchReport report, final Outcome outcome) {
		return report.entries().stream().filter(entry -> entry.outcome() == outcome).map(entry -> entry.movie().file())
			.collect(Collectors.toSet());
	}

	private static Set<String> list(final Path folder) throws IOException {
		if (!Files.exists(folder)) return Set.of();
		try (Stream<Path> files = Files.list(folder)) {
			return new TreeSet<>(files.map(file -> file.getFileName().toString()).toList());
		}
	}

	/** Labels and tables, which are the same in every run. */
	private static Map<String, byte[]> contents(final Path folder) throws IOException {
		final Map<String, byte[]> contents = new TreeMap<>();
		for (final String name : list(folder))
			if (name.matches(".*-vos\\.(tif|csv)")) contents.put(name, Files.readAllBytes(folder.resolve(name)));
		return contents;
	}

	private static void assertSame(final Map<String, byte[]> expected, final Map<String, byte[]> actual) {
		assertFalse(expected.isEmpty());
		assertEquals(expected.keySet(), actual.keySet());
		expected.forEach((name, bytes) -> assertTrue(Arrays.equals(bytes, actual.get(name)), name));
	}

	private static void assertComplete(final Path results, final String name) throws IOException {
		final MovieRecord record = MovieRecord.read(results, name);
		for (final Map.Entry<String, Long> output : record.outputs().entrySet())
			assertEquals(output.getValue(), Files.size(results.resolve(output.getKey())), output.getKey());
	}

	private static void assertNoRemains(final Path folder) throws IOException {
		for (final String name : list(folder))
			assertFalse(name.contains(".part"), name);
	}
}
