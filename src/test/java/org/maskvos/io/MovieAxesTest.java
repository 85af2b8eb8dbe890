package org.maskvos.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.process.ImageProcessor;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maskvos.movie.Axis;
import org.maskvos.movie.Movie;
import org.maskvos.movie.MovieException;
import org.maskvos.movie.MovieOptions;
import org.maskvos.movie.Pixels;
import org.maskvos.movie.TestImages;

/** Channels, slices and time points, from images and from files. */
@Tag("unit")
class MovieAxesTest {

	private static final MovieOptions AUTO = MovieOptions.defaults();

	@TempDir
	Path folder;

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void aPlainStackIsASequenceOfSlices(final boolean file) throws IOException {
		try (Movie movie = open(hyperstack(1, 4, 1), file, AUTO)) {
			assertEquals(Axis.Z, movie.info().axis());
			assertEquals(4, movie.info().frames());
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void takesTheChosenChannelThroughTime(final boolean file) throws IOException {
		try (Movie movie = open(hyperstack(2, 1, 3), file, AUTO.withChannel(2))) {
			assertEquals(Axis.TIME, movie.info().axis());
			assertEquals(3, movie.info().frames());
			assertEquals(1, movie.info().channels());
			for (int t = 0; t < 3; t++)
				assertEquals(100 * 2 + t + 1, Pixels.floats(movie.frame(t))[0]);
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void takesTheChosenChannelThroughSlices(final boolean file) throws IOException {
		try (Movie movie = open(hyperstack(3, 2, 1), file, AUTO.withChannel(3))) {
			assertEquals(Axis.Z, movie.info().axis());
			for (int z = 0; z < 2; z++)
				assertEquals(100 * 3 + 10 * (z + 1) - 9, Pixels.floats(movie.frame(z))[0]);
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void oneImageIsAMovieOfOneFrame(final boolean file) throws IOException {
		try (Movie movie = open(hyperstack(1, 1, 1), file, AUTO.withAxis(Axis.TIME))) {
			assertEquals(1, movie.info().frames());
			assertEquals(Axis.TIME, movie.info().axis());
		}
	}

	@Test
	void refusesSlicesAndTimePoints() {
		refused(2, 3, AUTO,
			"Image 'h.tif' has 2 slices and 3 time points; project it along Z or duplicate one slice first.");
	}

	@Test
	void refusesAnAxisThatTheMovieLacks() {
		refused(5, 1, AUTO.withAxis(Axis.TIME),
			"Image 'h.tif' has one time point and 5 slices; choose axis z or auto to take the slices for time.");
		refused(1, 5, AUTO.withAxis(Axis.Z), "Image 'h.tif' has one slice and 5 time points; choose axis time or auto.");
	}

	@Test
	void refusesAMissingChannel() {
		refused(1, 5, AUTO.withChannel(3), "Image 'h.tif' has 2 channels; channel 3 does not exist.");
		refused(1, 5, AUTO.withChannel(0), "Image 'h.tif' has 2 channels; channel 0 does not exist.");
	}

	@Test
	void refusesAChannelOfAnRgbImage() {
		final MovieException exc = assertThrows(MovieException.class, () -> Movies.of(TestImages.stack(24), AUTO
			.withChannel(2)));
		assertEquals("Image 'cells.tif' is an RGB image, whose colours are read together; channel 2 does not exist.", exc
			.getMessage());
	}

	@Test
	void leavesTheImageAsItIs() throws IOException {
		final ImagePlus image = hyperstack(2, 1, 3);
		image.setPosition(2, 1, 2);
		final ImageProcessor shown = image.getProcessor();
		try (Movie movie = Movies.of(image, AUTO)) {
			for (int t = 0; t < 3; t++)
				Pixels.floats(movie.frame(t))[0] = -1;
		}
		assertEquals(2, image.getC());
		assertEquals(2, image.getT());
		assertEquals(shown, image.getProcessor());
		assertEquals(202, image.getProcessor().getf(0));
	}

	// -- Helper methods --

	/** Intensities 100 c + 10 (z - 1) + t. */
	private static ImagePlus hyperstack(final int channels, final int slices, final int frames) {
		final ImagePlus image = IJ.createHyperStack("h.tif", 4, 3, channels, slices, frames, 16);
		for (int n = 1; n <= image.getStackSize(); n++) {
			final int[] p = image.convertIndexToPosition(n);
			image.getStack().getProcessor(n).set(100 * p[0] + 10 * (p[1] - 1) + p[2]);
		}
		return channels == 1 ? image : new CompositeImage(image, IJ.GRAYSCALE);
	}

	private Movie open(final ImagePlus image, final boolean file, final MovieOptions options) throws IOException {
		if (!file) return Movies.of(image, options);
		final Path path = folder.resolve("h.tif");
		TestImages.save(image, path);
		return Movies.open(path, options);
	}

	private static void refused(final int slices, final int frames, final MovieOptions options, final String message) {
		final MovieException exc = assertThrows(MovieException.class, () -> Movies.of(hyperstack(2, slices, frames),
			options));
		assertEquals(message, exc.getMessage());
	}
}
