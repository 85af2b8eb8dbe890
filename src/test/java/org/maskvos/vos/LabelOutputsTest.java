package org.maskvos.vos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

import net.imglib2.img.array.ArrayImgs;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maskvos.files.InputException;
import org.maskvos.io.LabelMovie;
import org.maskvos.io.LabelMovies;
import org.maskvos.labels.Lineage;
import org.maskvos.movie.Axis;
import org.maskvos.movie.FrameCalibration;
import org.maskvos.movie.MovieInfo;
import org.maskvos.movie.Pixels;
import org.maskvos.movie.imagej.ImagePlusLabelSink;

/** Labels and their table appear together, or not at all. */
@Tag("unit")
class LabelOutputsTest {

	private static final MovieInfo INFO = new MovieInfo("cells", 4, 3, 1, 2, Axis.TIME, FrameCalibration.uncalibrated());

	@TempDir
	private Path folder;

	private final Lineage lineage = new Lineage();

	@ParameterizedTest
	@ValueSource(strings = { "labels.tif", "labels.zarr" })
	void bothAppear(final String name) throws IOException {
		for (int round = 0; round < 2; round++) {
			try (LabelOutputs outputs = open(name)) {
				fill(outputs, 5 + round);
				assertEquals(round == 0 ? List.of() : List.of(name, "table.csv"), visible());
				outputs.commit(lineage, "by hand\n");
			}
			assertEquals(List.of(name, "table.csv"), all());
			try (LabelMovie labels = LabelMovies.open(folder.resolve(name))) {
				assertEquals(5 + round, Pixels.ints(labels.frame(1))[2]);
			}
			assertTrue(Files.readAllLines(folder.resolve("table.csv")).get(1).startsWith("1," + (5 + round) + ","));
		}
	}

	@Test
	void labelsMayComeWithoutTable() throws IOException {
		try (LabelOutputs outputs = LabelOutputs.open(folder.resolve("labels.tif"), null, INFO)) {
			fill(outputs, 1);
			outputs.commit(lineage, "");
		}
		assertEquals(List.of("labels.tif"), all());
	}

	@Test
	void whatIsNotCommittedLeavesNothing() throws IOException {
		try (LabelOutputs outputs = open("labels.tif")) {
			fill(outputs, 1);
		}
		assertEquals(List.of(), all());
		assertThrows(InputException.class, () -> LabelOutputs.open(folder.resolve("labels.tif"), folder.resolve(
			"table.xls"), INFO));
		assertEquals(List.of(), all());
	}

	@ParameterizedTest
	@ValueSource(strings = { "labels.tif", "labels.zarr" })
	void whereTheTableCannotAppearTheOldLabelsStay(final String name) throws IOException {
		try (LabelOutputs outputs = open(name)) {
			fill(outputs, 1);
			outputs.commit(lineage, "");
		}
		try (LabelOutputs outputs = open(name)) {
			fill(outputs, 2);
			Files.delete(folder.resolve("table.csv"));
			Files.createDirectory(folder.resolve("table.csv"));
			final InputException failure = assertThrows(InputException.class, () -> outputs.commit(lineage, ""));
			assertEquals(folder.resolve("table.csv").toAbsolutePath() + " is a folder; name a file to write.", failure
				.getMessage());
		}
		try (LabelMovie labels = LabelMovies.open(folder.resolve(name))) {
			assertEquals(1, Pixels.ints(labels.frame(1))[2]);
		}
		assertEquals(List.of(name, "table.csv"), all());
	}

	@Test
	void unfinishedLabelsAreNotPublished() throws IOException {
		try (LabelOutputs outputs = open("labels.tif")) {
			outputs.accept(frame(0, 1));
			assertThrows(IllegalStateException.class, () -> outputs.commit(lineage, ""));
		}
		assertEquals(List.of(), all());
	}

	@Test
	void imagesAreAResultToo() throws IOException {
		final ImagePlusLabelSink sink = LabelMovies.imagePlus(INFO, "");
		try (LabelOutputs outputs = LabelOutputs.of(sink, folder.resolve("table.txt"), INFO)) {
			fill(outputs, 7);
			outputs.commit(lineage, "by hand\n");
		}
		assertEquals(7, sink.image().getStack().getProcessor(2).get(2, 0));
		assertEquals("by hand\n", sink.image().getInfoProperty());
		assertEquals("7 0 1 0\n", Files.readString(folder.resolve("table.txt")));
		assertFalse(Files.exists(folder.resolve("labels.tif")));
	}

	// -- Helper methods --

	private LabelOutputs open(final String name) throws IOException {
		return LabelOutputs.open(folder.resolve(name), folder.resolve("table.csv"), INFO);
	}

	private void fill(final LabelOutputs outputs, final int id) throws IOException {
		for (int t = 0; t < INFO.frames(); t++)
			outputs.accept(frame(t, id));
	}

	private FrameResult frame(final int t, final int id) {
		lineage.seen(id, t);
		final int[] labels = new int[INFO.width() * INFO.height()];
		labels[2] = id;
		return new FrameResult(t, ArrayImgs.ints(labels, INFO.width(), INFO.height()), ArrayImgs.floats(INFO.width(), INFO
			.height(), 1), lineage);
	}

	private List<String> visible() throws IOException {
		return all().stream().filter(name -> !name.startsWith(".")).toList();
	}

	private List<String> all() throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return List.copyOf(new TreeSet<>(files.map(file -> file.getFileName().toString()).toList()));
		}
	}
}
