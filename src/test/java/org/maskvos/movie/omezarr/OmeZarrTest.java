package org.maskvos.movie.omezarr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.maskvos.movie.TestImages.FRAMES;
import static org.maskvos.movie.TestImages.HEIGHT;
import static org.maskvos.movie.TestImages.WIDTH;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import net.imglib2.img.array.ArrayImgs;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskvos.annotation.AnnotationFiles;
import org.maskvos.annotation.Annotations;
import org.maskvos.io.LabelMovie;
import org.maskvos.io.LabelMovies;
import org.maskvos.io.Movies;
import org.maskvos.movie.Axis;
import org.maskvos.movie.FrameCalibration;
import org.maskvos.movie.LabelSink;
import org.maskvos.movie.Movie;
import org.maskvos.movie.MovieException;
import org.maskvos.movie.MovieInfo;
import org.maskvos.movie.MovieOptions;
import org.maskvos.movie.Pixels;
import org.maskvos.movie.TestImages;
import org.maskvos.zarr.ZarrLabelWriter;
import org.maskvos.zarr.ZarrNode;

/** Movies and labels as OME-Zarr. What Python makes of them: {@code .ci/zarr}. */
@Tag("unit")
class OmeZarrTest {

	@TempDir
	private Path folder;

	@Test
	void labelsComeBackWithTheirCalibration() throws IOException {
		for (final Axis axis : new Axis[] { Axis.TIME, Axis.Z }) {
			final Path target = folder.resolve(axis + ".zarr");
			write(target, TestImages.info(axis), 100_000);
			try (LabelMovie labels = LabelMovies.open(target)) {
				final FrameCalibration c = TestImages.calibration();
				assertEquals(new MovieInfo(axis.toString(), WIDTH, HEIGHT, 1, FRAMES, axis, axis == Axis.TIME
					? new FrameCalibration(c.pixelWidth(), c.pixelHeight(), 1, c.unit(), c.frameInterval(), c.timeUnit())
					: new FrameCalibration(c.pixelWidth(), c.pixelHeight(), c.pixelDepth(), c.unit(), 0, "sec")), labels.info());
				for (int t = FRAMES - 1; t >= 0; t--)
					assertArrayEquals(Pixels.ints(TestImages.labels(t, 100_000)), Pixels.ints(labels.frame(t)));
			}
		}
	}

	@Test
	void labelsOfAnImageLieInIt() throws IOException {
		final Path movie = movie(folder.resolve("movie.zarr"), "t", "c", "z", "y", "x");
		final Path cells = movie.resolve("labels/cells");
		write(cells, TestImages.info(Axis.TIME), 1);
		write(movie.resolve("labels/nuclei"), TestImages.info(Axis.TIME), 1);
		write(cells, TestImages.info(Axis.TIME), 7);
		assertEquals("[\"cells\",\"nuclei\"]", ZarrNode.read(movie.resolve("labels")).attributes().path("labels")
			.toString());
		try (Movie labels = Movies.open(cells, MovieOptions.defaults())) {
			assertEquals(TestImages.calibration(), labels.info().calibration());
			assertEquals("cells", labels.info().title());
			assertEquals(8, Pixels.floats(labels.frame(0))[1]);
		}
		assertNothingLeft(movie.resolve("labels"));
	}

	@Test
	void anyOrderOfAxesAndChunks() throws IOException {
		for (final String[] axes : new String[][] { { "t", "c", "z", "y", "x" }, { "x", "y", "t" }, { "c", "x", "t", "y" },
			{ "t", "y", "x" } })
		{
			final boolean channels = List.of(axes).contains("c");
			final Path path = movie(folder.resolve(String.join("", axes) + ".ome.zarr"), axes);
			try (Movie movie = Movies.open(path, MovieOptions.defaults().withChannel(channels ? 2 : 1))) {
				assertEquals(String.join("", axes), movie.info().title());
				assertEquals(FRAMES, movie.info().frames());
				for (int t = 0; t < FRAMES; t++)
					for (int i = 0; i < WIDTH * HEIGHT; i++)
						assertEquals(TestImages.value(i % WIDTH, i / WIDTH, t), Pixels.floats(movie.frame(t))[i], path + " " + t);
			}
		}
	}

	@Test
	void severalImages() throws IOException {
		final Path all = Files.createDirectory(folder.resolve("all.zarr"));
		ZarrLabelWriter.writeGroup(all, Map.of("bioformats2raw.layout", 3));
		movie(all.resolve("0"), "t", "y", "x");
		movie(all.resolve("1"), "y", "t", "x");
		assertEquals(2, Movies.series(all));
		try (Movie second = Movies.open(all, MovieOptions.defaults().withSeries(2))) {
			assertEquals(TestImages.value(3, 2, 5), Pixels.floats(second.frame(5))[2 * WIDTH + 3]);
		}
		assertRefused(all + " has 2 series; series 3 does not exist.", all, MovieOptions.defaults().withSeries(3));
	}

	@Test
	void whatIsNoImageIsRefused() throws IOException {
		final Path empty = Files.createDirectory(folder.resolve("empty.zarr"));
		assertRefused(empty + " is not an OME-Zarr image: it holds no .zattrs and no zarr.json.", empty, MovieOptions
			.defaults());
		final Path plate = folder.resolve("plate");
		ZarrLabelWriter.writeGroup(plate, Map.of("plate", Map.of()));
		assertRefused(plate + " is a plate of many images; name one of them, such as " + plate.resolve("A/1/0") + ".",
			plate, MovieOptions.defaults());
		final Path movie = movie(folder.resolve("movie.zarr"), "t", "y", "x");
		assertRefused(movie.resolve("0") + " is a Zarr array, not an OME-Zarr image, which is the folder above the arrays.",
			movie.resolve("0"), MovieOptions.defaults());
		Files.write(movie.resolve("0/1.0.0"), new byte[5]);
		try (Movie damaged = Movies.open(movie, MovieOptions.defaults())) {
			damaged.frame(0);
			assertEquals(movie + ": frame 6 cannot be read: its chunk 1.0.0 is damaged.", assertThrows(MovieException.class,
				() -> damaged.frame(5)).getMessage());
		}
		Files.writeString(movie.resolve("0/.zarray"), "{");
		assertRefused(movie + " cannot be read: its file .zarray is damaged.", movie, MovieOptions.defaults());
	}

	@Test
	void onlyLabelsAreReplaced() throws IOException {
		final Path movie = movie(folder.resolve("movie.zarr"), "t", "y", "x");
		assertTrue(assertThrows(MovieException.class, () -> LabelMovies.sink(movie, TestImages.info(Axis.TIME), ""))
			.getMessage().endsWith("movie.zarr exists and is no OME-Zarr label image; choose another name."));
		final Path labels = folder.resolve("labels.zarr");
		try (LabelSink sink = LabelMovies.sink(labels, TestImages.info(Axis.TIME), "")) {
			sink.write(TestImages.labels(0, 1));
			assertThrows(IllegalStateException.class, sink::commit);
		}
		assertFalse(Files.exists(labels));
		assertNothingLeft(folder);
	}

	@Test
	void annotationsMayBeZarr() throws IOException {
		final Path labels = folder.resolve("labels.zarr");
		final int[] ids = new int[WIDTH * HEIGHT];
		for (int i = 0; i < ids.length; i++)
			ids[i] = i % WIDTH < 4 ? 3 : 0;
		final MovieInfo info = TestImages.info(Axis.TIME);
		try (LabelSink sink = LabelMovies.sink(labels, info, "")) {
			for (int t = 0; t < FRAMES; t++)
				sink.write(ArrayImgs.ints(t == 4 ? ids : new int[ids.length], WIDTH, HEIGHT));
			sink.commit();
		}
		final Annotations annotations = AnnotationFiles.open(labels, null, info, 1);
		assertEquals(List.of(4), List.copyOf(annotations.frames()));
		assertArrayEquals(ids, annotations.frame(4));
	}

	// -- Helper methods --

	private static void write(final Path target, final MovieInfo info, final int base) throws IOException {
		try (LabelSink sink = LabelMovies.sink(target, info, "made by a test")) {
			for (int t = 0; t < FRAMES; t++)
				sink.write(TestImages.labels(t, base));
			sink.commit();
		}
	}

	/** The movie of {@link TestImages}, the second channel if there are any, in one chunk for five frames; the rest is odd too. */
	private static Path movie(final Path path, final String... axes) throws IOException {
		final Map<String, Integer> lengths = Map.of("t", FRAMES, "c", 2, "z", 1, "y", HEIGHT, "x", WIDTH);
		final Map<String, Integer> chunks = Map.of("t", 5, "c", 2, "z", 1, "y", 3, "x", WIDTH);
		final Map<String, Object> types = Map.of("t", Map.of("name", "t", "type", "time", "unit", "minute"), "c", Map.of(
			"name", "c", "type", "channel"), "z", Map.of("name", "z", "unit", "micrometer"), "y", Map.of("name", "y", "unit",
				"micrometer"), "x", Map.of("name", "x", "unit", "micrometer"));
		final Map<String, Double> scale = Map.of("t", 2.5, "c", 1.0, "z", 2.0, "y", 0.65, "x", 0.325);
		ZarrLabelWriter.writeGroup(path, Map.of("multiscales", List.of(Map.of("axes", Stream.of(axes).map(types::get)
			.toList(), "datasets", List.of(Map.of("path", "0", "coordinateTransformations", List.of(Map.of("type", "scale",
				"scale", Stream.of(axes).map(scale::get).toList()))))))));
		Files.createDirectory(path.resolve("0"));
		ZarrLabelWriter.writeJson(path.resolve("0/.zarray"), Map.of("zarr_format", 2, "shape", Stream.of(axes).map(
			lengths::get).toList(), "chunks", Stream.of(axes).map(chunks::get).toList(), "dtype", ">u2", "order",
			axes.length % 2 == 0 ? "F" : "C", "fill_value", 0));
		final int n = axes.length;
		final int[] index = new int[n];
		for (boolean more = true; more; more = next(index, axes, lengths, chunks))
			Files.write(path.resolve("0").resolve(String.join(".", Arrays.stream(index).mapToObj(Integer::toString)
				.toList())), chunk(index, axes, chunks));
		return path;
	}

	private static boolean next(final int[] index, final String[] axes, final Map<String, Integer> lengths,
		final Map<String, Integer> chunks)
	{
		for (int d = index.length - 1; d >= 0; d--) {
			if (++index[d] * chunks.get(axes[d]) < lengths.get(axes[d])) return true;
			index[d] = 0;
		}
		return false;
	}

	private static byte[] chunk(final int[] index, final String[] axes, final Map<String, Integer> chunks) {
		int size = 1;
		for (final String axis : axes)
			size *= chunks.get(axis);
		final ByteBuffer bytes = ByteBuffer.allocate(2 * size);
		for (int i = 0; i < size; i++) {
			int rest = i, t = 0, c = 1, x = 0, y = 0;
			for (int k = axes.length - 1; k >= 0; k--) {
				final int d = axes.length % 2 == 0 ? axes.length - 1 - k : k, length = chunks.get(axes[d]);
				final int at = index[d] * length + rest % length;
				rest /= length;
				switch (axes[d]) {
					case "t" -> t = at;
					case "c" -> c = at;
					case "y" -> y = at;
					case "x" -> x = at;
					default -> {}
				}
			}
			bytes.putShort((short) (c == 1 ? TestImages.value(x, y, t) : 9999));
		}
		return bytes.array();
	}

	private static void assertRefused(final String message, final Path path, final MovieOptions options) {
		assertEquals(message, assertThrows(MovieException.class, () -> Movies.open(path, options)).getMessage());
	}

	private static void assertNothingLeft(final Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			assertEquals(List.of(), files.filter(file -> file.toString().matches(".*\\.(part|old)")).toList());
		}
	}
}
