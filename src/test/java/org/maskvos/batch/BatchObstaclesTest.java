package org.maskvos.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.io.FileSaver;
import ij.process.ShortProcessor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import net.imglib2.img.array.ArrayImgs;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maskvos.batch.BatchProgress.Outcome;
import org.maskvos.io.LabelMovies;
import org.maskvos.movie.Axis;
import org.maskvos.movie.FrameCalibration;
import org.maskvos.movie.LabelSink;
import org.maskvos.movie.MovieInfo;

/** What may lie in a batch's way: own results, damaged records, folders, odd names, other batches. It stops at none. */
@Tag("unit")
@Timeout(300)
class BatchObstaclesTest {

	private static final String OURS = "Segmented by MaskVOS for Fiji\nversion: 0\n";

	@TempDir
	private Path temporary;

	private Path movies, results;
	private final BrightnessLabeler labeler = new BrightnessLabeler();
	private final List<String> remarks = new ArrayList<>();

	@BeforeEach
	void make() throws IOException {
		final Path root = temporary.toRealPath();
		movies = Files.createDirectory(root.resolve("movies"));
		results = root.resolve("results");
		for (int i = 1; i <= 4; i++)
			MovieFolder.stack(movies.resolve("cells-" + i + ".tif"), MovieFolder.simulation(3, 40, i));
	}

	// -- Own results --

	@Test
	void ownResultsAreNoMovies() throws IOException {
		labels("cells-1-vos.tif", OURS);
		labels("any name.TIFF", "Labels propagated by MaskVOS for Fiji\nversion: 0\n");
		labels("labels.zarr", OURS);
		labels("drawn.tif", "Drawn by hand\n");
		labels("drawn.zarr", "");
		final ImagePlus saved = new ImagePlus("", new ShortProcessor(8, 8));
		saved.setProperty("Info", OURS);
		saved.getStack().setSliceLabel("a label", 1);
		new FileSaver(saved).saveAsTiff(movies.resolve("saved.tif").toString());
		assertEquals(Set.of("cells-1.tif", "cells-2.tif", "cells-3.tif", "cells-4.tif", "drawn.tif", "drawn.zarr"),
			files());
	}

	@Test
	void resultsWithTheirRecordsAreNoMovies() throws IOException {
		run(false);
		for (final String name : list(results))
			if (name.startsWith("cells")) Files.copy(results.resolve(name), movies.resolve(name));
		Files.copy(movies.resolve("cells-1.tif"), movies.resolve("cells-5-vos.tif"));
		assertEquals(Set.of("cells-1.tif", "cells-2.tif", "cells-3.tif", "cells-4.tif", "cells-5-vos.tif"), files());
	}

	// -- Records --

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "{}", "null", "[]", "\u0000", "{\"movie\": 3}", "{\"status\": \"nothing\"}" })
	void damagedRecordsAreToldAndMadeAgain(final String text) throws IOException {
		run(false);
		final Map<String, byte[]> first = contents();
		final Path record = results.resolve("cells-2-vos.json"), manifest = results.resolve("manifest.json");
		Files.writeString(record, text);
		Files.writeString(manifest, text);
		final BatchReport report = run(true);
		assertEquals(1, report.count(Outcome.DONE));
		assertEquals(3, report.count(Outcome.SKIPPED));
		assertEquals(2, remarks.size(), remarks::toString);
		assertTrue(remarks.get(0).startsWith(manifest + " is damaged") && remarks.get(0).endsWith("It is made again."),
			remarks.get(0));
		assertTrue(remarks.get(1).startsWith(record + " is damaged") && remarks.get(1).endsWith(
			"cells-2.tif is done again."), remarks.get(1));
		assertEquals(1, remarks.get(1).lines().count());
		assertEquals(first.keySet(), contents().keySet());

		Files.writeString(record, text);
		remarks.clear();
		assertEquals(List.of("cells-2.tif"), Merge.run(results, remarks::add).missing().stream().map(MovieItem::file)
			.toList());
		assertTrue(remarks.get(0).startsWith(record + " is damaged"), remarks::toString);
	}

	// -- Folders --

	@Test
	void foldersInThePlaceOfResultsStopNoOthers() throws IOException {
		for (final String kind : List.of("cells-1-vos.tif", "cells-2-vos.csv", "cells-3-vos.json"))
			Files.writeString(Files.createDirectories(results.resolve(kind)).resolve("another's"), "work");
		Files.createDirectory(results.resolve("cells-1-vos.csv")); // empty ones too are not ours
		for (final boolean resume : new boolean[] { false, true }) {
			final BatchReport report = run(resume);
			assertEquals(Set.of("cells-1.tif", "cells-2.tif", "cells-3.tif"), names(report, Outcome.FAILED));
			for (final BatchReport.Entry entry : report.entries().subList(0, 3))
				assertTrue(entry.record().reason().matches(results +
					"/cells-.-vos\\.[a-z]+ is a folder; name a file to write\\."), entry.record().reason());
		}
		for (final String kind : List.of("cells-1-vos.tif", "cells-2-vos.csv", "cells-3-vos.json"))
			assertEquals("work", Files.readString(results.resolve(kind).resolve("another's")));
		assertEquals(new TreeSet<>(List.of(".maskvos.lock", "batch.csv", "cells-1-vos.csv", "cells-1-vos.json",
			"cells-1-vos.tif", "cells-2-vos.csv", "cells-2-vos.json", "cells-3-vos.json", "cells-4-vos.csv",
			"cells-4-vos.json", "cells-4-vos.tif", "manifest.json")), list(results));
	}

	// -- Names --

	@Test
	@EnabledOnOs({ OS.LINUX, OS.MAC })
	void namesThatBreakLinesAreRefusedByName() throws IOException {
		for (final String name : List.of("a\nb.tif", "c\rd.tif", "back\\slash.tif", "line\u2028separator.tif"))
			Files.copy(movies.resolve("cells-1.tif"), movies.resolve(name));
		final BatchReport report = run(false);
		assertEquals(Set.of("a\nb.tif", "c\rd.tif"), names(report, Outcome.FAILED));
		assertEquals(6, report.count(Outcome.DONE));
		assertEquals(movies +
			"/a\\nb.tif cannot be read: its name holds a line break or another control character; rename it.", report
				.entries().get(0).record().reason());
		assertEquals("a\\nb.tif", report.entries().get(0).movie().toString());
		for (final String name : list(results))
			assertFalse(name.contains("\n") || name.contains("\r"), name);
		assertEquals(2, Merge.run(results, remarks::add).failed().size());
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void namesOutsideTheCharacterSetAreRefusedByName() throws Exception {
		for (final String name : List.of("\u00fcber.tif", "\u00f6ber.tif"))
			Files.copy(movies.resolve("cells-1.tif"), movies.resolve(name));
		final ProcessBuilder builder = BatchMain.process(movies, "", results, 0);
		builder.environment().put("LC_ALL", "C");
		for (int round = 0; round < 2; round++) {
			final Process process = builder.start();
			final List<String> lines = process.inputReader().lines().toList();
			assertEquals(1, process.waitFor(), lines::toString);
			assertEquals(4, lines.size(), lines::toString);
			assertEquals(round == 0 ? "4 done, 0 by another" : "0 done, 4 by another", lines.get(1));
			for (final String line : lines.subList(2, 4))
				assertTrue(line.startsWith(movies + "/??ber.tif cannot be read: its name has characters that are not in this " +
					"system's character set, ") && line.endsWith("; rename it, or set LC_ALL=C.UTF-8."), line);
		}
		assertTrue(run(true).isComplete());
	}

	// -- Other batches --

	@Test
	void movesOnAndComesBackToWhatAnotherHasInWork() throws Exception {
		try (FolderLocks other = FolderLocks.in(results)) {
			final FolderLocks.Claim claim = other.claim("cells-1").orElseThrow();
			final List<String> order = new ArrayList<>();
			final BatchReport report = Batch.run(BatchOptions.of(movies, results), labeler, new QuietProgress() {

				@Override
				public void remark(final String sentence) {
					remarks.add(sentence);
				}

				@Override
				public void report(final String status, final int done, final int total) {
					if (!status.contains("waiting")) return;
					assertEquals(3, done);
					release(claim);
				}

				@Override
				public void finished(final MovieItem movie, final Outcome outcome, final MovieRecord record, final int number,
					final int total)
				{
					order.add(movie.name());
				}
			});
			assertEquals(List.of("cells-2", "cells-3", "cells-4", "cells-1"), order);
			assertEquals(4, report.count(Outcome.DONE));
			assertEquals(List.of("cells-1.tif is in work by another process; it comes last."), remarks);
			assertEquals("cells-1", report.entries().get(0).movie().name());
		}
	}

	@Test
	void whatAnotherHasDoneMeanwhileIsNotDoneAgain() throws Exception {
		final Path others = temporary.resolve("others");
		Batch.run(BatchOptions.of(movies, others), new BrightnessLabeler(), new QuietProgress());
		run(false); // NB: without resume an earlier result counts for nothing, only that of meanwhile
		labeler.labelled = 0;
		try (FolderLocks other = FolderLocks.in(results)) {
			final FolderLocks.Claim claim = other.claim("cells-2").orElseThrow();
			final BatchReport report = Batch.run(BatchOptions.of(movies, results), labeler, new QuietProgress() {

				@Override
				public void report(final String status, final int done, final int total) {
					if (!status.contains("waiting")) return;
					copy(others, "cells-2-vos.json");
					release(claim);
				}
			});
			assertEquals(Set.of("cells-2.tif"), names(report, Outcome.SKIPPED));
			assertEquals(3, labeler.labelled);
			assertTrue(report.isComplete());
		}
	}

	@Test
	void waitingEndsWhenItIsCanceled() throws Exception {
		try (FolderLocks other = FolderLocks.in(results)) {
			other.claim("cells-1").orElseThrow();
			final boolean[] waiting = new boolean[1];
			assertThrows(CancellationException.class, () -> Batch.run(BatchOptions.of(movies, results), labeler,
				new QuietProgress()
				{

					@Override
					public void report(final String status, final int done, final int total) {
						waiting[0] |= status.contains("waiting");
					}

					@Override
					public boolean isCanceled() {
						return waiting[0];
					}
				}));
		}
	}

	// -- Helper methods --

	private BatchReport run(final boolean resume) throws IOException {
		return Batch.run(BatchOptions.of(movies, results).withResume(resume), labeler, new QuietProgress() {

			@Override
			public void remark(final String sentence) {
				remarks.add(sentence);
			}
		});
	}

	private Set<String> files() throws IOException {
		return Manifest.of(BatchOptions.of(movies, results), null).movies().stream().map(MovieItem::file).collect(Collectors
			.toSet());
	}

	private void labels(final String name, final String provenance) throws IOException {
		final MovieInfo info = new MovieInfo("labels", 8, 8, 1, 2, Axis.TIME, FrameCalibration.uncalibrated());
		try (LabelSink sink = LabelMovies.sink(movies.resolve(name), info, provenance)) {
			for (int t = 0; t < 2; t++)
				sink.write(ArrayImgs.ints(new int[64], 8, 8));
			sink.commit();
		}
	}

	private void copy(final Path from, final String name) {
		try {
			Files.copy(from.resolve(name), results.resolve(name), StandardCopyOption.REPLACE_EXISTING);
		}
		catch (final IOException e) {
			throw new IllegalStateException(e);
		}
	}

	private static void release(final FolderLocks.Claim claim) {
		try {
			claim.close();
		}
		catch (final IOException e) {
			throw new IllegalStateException(e);
		}
	}

	private Map<String, byte[]> contents() throws IOException {
		final Map<String, byte[]> contents = new TreeMap<>();
		for (final String name : list(results))
			contents.put(name, Files.readAllBytes(results.resolve(name)));
		return contents;
	}

	private static Set<String> names(final BatchReport report, final Outcome outcome) {
		return report.entries().stream().filter(entry -> entry.outcome() == outcome).map(entry -> entry.movie().file())
			.collect(Collectors.toSet());
	}

	private static Set<String> list(final Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return new TreeSet<>(files.map(file -> file.getFileName().toString()).toList());
		}
	}
}
