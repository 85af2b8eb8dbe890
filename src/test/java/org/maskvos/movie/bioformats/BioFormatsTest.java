package org.maskvos.movie.bioformats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskvos.io.MovieOpener;
import org.maskvos.io.Movies;
import org.maskvos.movie.Axis;
import org.maskvos.movie.FrameCalibration;
import org.maskvos.movie.Movie;
import org.maskvos.movie.MovieException;
import org.maskvos.movie.MovieOptions;
import org.maskvos.movie.Pixels;
import org.maskvos.movie.tiff.OmeTiff;
import org.maskvos.movie.tiff.TiffMovie;

/**
 * Reading by the real Bio-Formats. It is GPL and not on Maven Central:
 * {@code mvn -Dbioformats.jar=... test} brings it, as {@code .ci/run} does.
 */
@Tag("unit")
public class BioFormatsTest {

	private static final int WIDTH = 48, HEIGHT = 40, FRAMES = 3, CHANNELS = 2, SERIES = 2;

	@TempDir
	private static Path folder;

	private static Path file;

	@BeforeAll
	static void write() throws Exception {
		// NB: with the jar that it asked for, nobody may skip these tests
		assumeTrue(System.getProperty("bioformats.jar") != null, "no -Dbioformats.jar");
		assertTrue(BioFormatsMovie.isPresent(), "Bio-Formats is in " + System.getProperty("bioformats.jar"));
		file = folder.resolve("plate \u00fc.ome.tif");
		OmeTiff.write(file, WIDTH, HEIGHT, FRAMES, CHANNELS, SERIES);
	}

	@Test
	public void everySeriesAndChannel() throws IOException {
		assertEquals(SERIES, Movies.series(file));
		for (int s = 0; s < SERIES; s++)
			for (int c = 0; c < CHANNELS; c++)
				try (Movie movie = Movies.open(file, MovieOptions.defaults().withSeries(s + 1).withChannel(c + 1))) {
					assertEquals(WIDTH, movie.info().width());
					assertEquals(HEIGHT, movie.info().height());
					assertEquals(FRAMES, movie.info().frames());
					assertEquals(1, movie.info().channels());
					assertEquals(Axis.TIME, movie.info().axis());
					for (int t = FRAMES - 1; t >= 0; t--)
						assertPlane(movie, s, c, t);
				}
	}

	@Test
	public void calibrationIsKept() throws IOException {
		try (Movie movie = Movies.open(file, MovieOptions.defaults().withSeries(2))) {
			final FrameCalibration calibration = movie.info().calibration();
			assertEquals(OmeTiff.PIXEL_SIZE, calibration.pixelWidth(), 1e-9);
			assertEquals(OmeTiff.PIXEL_SIZE, calibration.pixelHeight(), 1e-9);
			assertEquals(OmeTiff.INTERVAL, calibration.frameInterval(), 1e-9);
			assertTrue(calibration.unit().matches("micron|[\u00b5\u03bcu]m"), calibration.unit());
		}
	}

	@Test
	public void whatIsNotThereIsNamed() throws IOException {
		final MovieException series = assertThrows(MovieException.class, () -> Movies.open(file, MovieOptions.defaults()
			.withSeries(3)));
		assertEquals(file + " has 2 series; series 3 does not exist.", series.getMessage());
		final MovieException channel = assertThrows(MovieException.class, () -> Movies.open(file, MovieOptions.defaults()
			.withChannel(3)));
		assertTrue(channel.getMessage().contains("channel 3 does not exist"), channel.getMessage());
		final Path broken = Files.write(folder.resolve("broken.nd2"), new byte[100]);
		final MovieException damaged = assertThrows(MovieException.class, () -> Movies.open(broken, MovieOptions
			.defaults()));
		assertTrue(damaged.getMessage().startsWith(broken + " cannot be read by Bio-Formats: "), damaged.getMessage());
		assertEquals(1, Movies.series(broken));
	}

	@Test
	public void plainTiffIsStillOurs() throws IOException {
		final Path plain = folder.resolve("plain.tif");
		try (Movie movie = Movies.open(file, MovieOptions.defaults())) {
			Movies.save(movie, plain, 16);
		}
		try (Movie movie = MovieOpener.openFile(plain, MovieOptions.defaults())) {
			assertTrue(movie instanceof TiffMovie, movie.getClass().getName());
			assertPlane(movie, 0, 0, 1);
		}
	}

	// -- Helper methods --

	private static void assertPlane(final Movie movie, final int series, final int channel, final int t)
		throws IOException
	{
		final float[] pixels = Pixels.floats(movie.frame(t));
		for (int y = 0, p = 0; y < movie.info().height(); y++)
			for (int x = 0; x < WIDTH; x++, p++)
				assertEquals(OmeTiff.value(series, channel, t, x, y), pixels[p], x + ", " + y);
	}
}
