package org.maskvos.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ij.ImagePlus;
import ij.process.ShortProcessor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maskvos.Npz;
import org.maskvos.movie.Labels;
import org.maskvos.movie.Movie;
import org.maskvos.movie.MovieException;
import org.maskvos.movie.MovieOptions;
import org.maskvos.movie.Pixels;

/** Labels are labels, whatever they look like, and pictures are not. */
@Tag("unit")
class LabelComponentsTest {

	private static final int SIZE = 256;

	private final Random random = new Random(1);

	@Test
	void counts() {
		final int[] ids = { //
			1, 1, 0, 2, //
			0, 0, 1, 2, //
			3, 3, 2, 0, //
			3, 0, 0, 2 };
		// 1: one, by a corner; 2: the upper two with the one below them, and the last by a corner; 3: one
		assertEquals(new LabelComponents(3, 3, 10, 3), LabelComponents.of(ids, 4));
	}

	/** The limits have a distance to all that was measured; see {@link LabelComponents}. */
	@ParameterizedTest
	@ValueSource(strings = { "dsb2018", "usiigaci_static", "bacteria_omnipose", "scratch_wound", "seq_c2c12",
		"seq_epidermis_nuclei", "seq_mitocheck_unlabelled" })
	void realImages(final String name) throws IOException {
		final Path folder = Npz.shared().resolve("data").resolve(name);
		assumeTrue(Files.isDirectory(folder), "no images at " + folder);
		try (Stream<Path> paths = Files.walk(folder)) {
			for (final Path path : paths.filter(p -> p.toString().matches(".*\\.(tif|png)")).toList()) {
				final boolean labels = folder.relativize(path).toString().startsWith("labels");
				try (Movie movie = Movies.open(path, MovieOptions.defaults())) {
					for (int t = 0; t < movie.info().frames(); t++)
						for (final int[] plane : planes(movie, t))
							judge(path + " frame " + t, labels, LabelComponents.of(plane, movie.info().width()));
				}
			}
		}
	}

	@Test
	void objectsOfOnePixel() {
		for (final double density : new double[] { 0.001, 0.03, 0.3 }) {
			final int[] next = { 0 };
			accepted(plane(i -> random.nextDouble() < density ? ++next[0] : 0));
		}
		accepted(plane(i -> i % 11 == 0 && i / SIZE % 11 == 0 ? 1 + i % 255 : 0));
	}

	@Test
	void thousandsOfConfluentCells() {
		for (final int side : new int[] { 3, 4, 8, 16 })
			accepted(plane(i -> 1 + i % SIZE / side + i / SIZE / side * (SIZE / side + 1)));
	}

	@Test
	void objectsOfManyParts() {
		for (final int parts : new int[] { 3, 30 })
			for (final int side : new int[] { 1, 2, 5 }) {
				final int[] ids = new int[SIZE * SIZE];
				for (int id = 1; id <= 40; id++)
					for (int n = 0; n < parts; n++)
						square(ids, id, side);
				accepted(ids);
			}
	}

	@Test
	void maps() {
		accepted(plane(i -> random.nextInt(5) == 0 ? 1 : 0));
		accepted(plane(i -> random.nextInt(8)));
		final int[] classes = new int[SIZE * SIZE];
		for (int n = 0; n < 4000; n++)
			square(classes, 1 + random.nextInt(30), 12);
		accepted(classes);
		accepted(new int[SIZE * SIZE]);
	}

	@Test
	void pictures() {
		refused(plane(i -> (int) Math.abs(40 + 6 * random.nextGaussian())));
		refused(plane(i -> random.nextInt(60_000)));
		refused(plane(i -> (int) (20 + i % SIZE + 3 * random.nextGaussian())));
		refused(plane(i -> Math.max(0, (int) (9 + 4 * random.nextGaussian()))));
	}

	/** A movie may begin with frames that show nothing. */
	@Test
	void movieOfPictures() throws IOException {
		final int[] dark = new int[SIZE * SIZE], noise = plane(i -> 100 + random.nextInt(50));
		try (LabelMovie labels = LabelMovies.of(image("cells.tif", dark, noise, dark))) {
			labels.frame(0);
			final String message = assertThrows(MovieException.class, () -> labels.frame(1)).getMessage();
			assertTrue(message.startsWith("Image 'cells.tif' is not a label image: the 50 values of frame 2") && message
				.endsWith("."), message);
		}
	}

	// -- Helper methods --

	private static void judge(final String name, final boolean labels, final LabelComponents found) {
		final double perValue = found.components() / (double) found.values();
		final double area = found.pixels() / (double) found.components(), contacts = found.contacts() / (double) found
			.pixels();
		assertEquals(!labels, found.isPicture(), name + ": " + found);
		assertTrue(labels ? perValue < 1.35 && area > 55 && contacts < 0.16 : perValue > 4.5 && area < 15 &&
			contacts > 0.49 && found.values() >= 19, name + ": " + found);
	}

	private static List<int[]> planes(final Movie movie, final int t) throws IOException {
		final float[] values = Pixels.floats(movie.frame(t));
		final int n = movie.info().width() * movie.info().height();
		return Stream.iterate(0, c -> c + 1).limit(movie.info().channels()).map(c -> {
			final int[] plane = new int[n];
			for (int i = 0; i < n; i++)
				plane[i] = (int) values[c * n + i];
			return plane;
		}).toList();
	}

	private static int[] plane(final IntUnaryOperator value) {
		final int[] ids = new int[SIZE * SIZE];
		Arrays.setAll(ids, value);
		return ids;
	}

	private void square(final int[] ids, final int id, final int side) {
		final int x = random.nextInt(SIZE - side), y = random.nextInt(SIZE - side);
		for (int v = 0; v < side; v++)
			Arrays.fill(ids, (y + v) * SIZE + x, (y + v) * SIZE + x + side, id);
	}

	private static ImagePlus image(final String title, final int[]... planes) {
		final ij.ImageStack stack = new ij.ImageStack(SIZE, SIZE);
		for (final int[] plane : planes) {
			final ShortProcessor ip = new ShortProcessor(SIZE, SIZE);
			for (int i = 0; i < plane.length; i++)
				ip.set(i, plane[i]);
			stack.addSlice(ip);
		}
		return new ImagePlus(title, stack);
	}

	private static void accepted(final int[] ids) {
		assertFalse(LabelComponents.of(ids, SIZE).isPicture(), () -> LabelComponents.of(ids, SIZE).toString());
	}

	private static void refused(final int[] values) {
		assertTrue(LabelComponents.canTell(values) && LabelComponents.of(values, SIZE).isPicture(), () -> LabelComponents
			.of(values, SIZE).toString());
	}
}
