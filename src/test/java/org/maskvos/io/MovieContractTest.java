package org.maskvos.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.maskvos.movie.TestImages.FRAMES;
import static org.maskvos.movie.TestImages.HEIGHT;
import static org.maskvos.movie.TestImages.WIDTH;

import ij.ImagePlus;
import ij.plugin.FileInfoVirtualStack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.maskvos.movie.Movie;
import org.maskvos.movie.MovieOptions;
import org.maskvos.movie.Pixels;
import org.maskvos.movie.TestImages;

/** What every kind of movie must do. */
@Tag("unit")
class MovieContractTest {

	@TempDir
	Path folder;

	/** Makes one and the same movie. */
	interface Source {

		Movie open(Path folder) throws IOException;
	}

	private record Named(String name, Source source) {

		@Override
		public String toString() {
			return name;
		}
	}

	static Stream<Named> sources() {
		final MovieOptions auto = MovieOptions.defaults();
		return Stream.of(//
			new Named("8-bit image", f -> Movies.of(TestImages.stack(8), auto)), //
			new Named("16-bit image", f -> Movies.of(TestImages.stack(16), auto)), //
			new Named("32-bit image", f -> Movies.of(TestImages.stack(32), auto)), //
			new Named("RGB image", f -> Movies.of(TestImages.stack(24), auto)), //
			new Named("virtual stack", f -> Movies.of(FileInfoVirtualStack.openVirtual(tiff(f, 16).toString()), auto)), //
			new Named("8-bit TIFF", f -> Movies.open(tiff(f, 8), auto)), //
			new Named("16-bit TIFF", f -> Movies.open(tiff(f, 16), auto)), //
			new Named("32-bit TIFF", f -> Movies.open(tiff(f, 32), auto)), //
			new Named("RGB TIFF", f -> Movies.open(tiff(f, 24), auto)), //
			new Named("own 8-bit TIFF", f -> Movies.open(own(f, 8), auto)), //
			new Named("own 16-bit TIFF", f -> Movies.open(own(f, 16), auto)), //
			new Named("folder of TIFFs", f -> Movies.open(frames(f, "tif", 16), auto)), //
			new Named("folder of PNGs", f -> Movies.open(frames(f, "png", 8), auto)), //
			new Named("folder of 16-bit PNGs", f -> Movies.open(frames(f, "png", 16), auto)), //
			new Named("folder of RGB PNGs", f -> Movies.open(frames(f, "png", 24), auto)), //
			new Named("AVI", f -> Movies.open(save(f, "cells.avi", TestImages.stack(8)), auto)), //
			new Named("GIF", f -> Movies.open(save(f, "cells.gif", TestImages.stack(8)), auto)), //
			new Named("zipped TIFF", f -> Movies.open(save(f, "cells.zip", TestImages.stack(8)), auto)), //
			new Named("prefetched", f -> Movies.prefetched(Movies.of(TestImages.stack(16), auto), 3)), //
			new Named("prefetched TIFF", f -> Movies.prefetched(Movies.open(tiff(f, 16), auto), 1)));
	}

	@ParameterizedTest
	@MethodSource("sources")
	void tellsSizeLengthAndTitle(final Named named) throws IOException {
		try (Movie movie = named.source.open(folder)) {
			assertEquals(WIDTH, movie.info().width());
			assertEquals(HEIGHT, movie.info().height());
			assertEquals(FRAMES, movie.info().frames());
			assertEquals(named.name.contains("RGB") ? 3 : 1, movie.info().channels());
			assertEquals("cells", movie.info().title());
		}
	}

	@ParameterizedTest
	@MethodSource("sources")
	void readsRawIntensitiesInOrder(final Named named) throws IOException {
		try (Movie movie = named.source.open(folder)) {
			for (int t = 0; t < FRAMES; t++)
				check(movie, t);
		}
	}

	@ParameterizedTest
	@MethodSource("sources")
	void jumpsAndReadsAgain(final Named named) throws IOException {
		try (Movie movie = named.source.open(folder)) {
			for (final int t : new int[] { 5, 0, FRAMES - 1, FRAMES - 1, 3, 4 })
				check(movie, t);
		}
	}

	@ParameterizedTest
	@MethodSource("sources")
	void callerMayWriteIntoFrames(final Named named) throws IOException {
		try (Movie movie = named.source.open(folder)) {
			Pixels.floats(movie.frame(2))[0] = -1;
			check(movie, 2);
		}
	}

	@ParameterizedTest
	@MethodSource("sources")
	void refusesFramesThatDoNotExist(final Named named) throws IOException {
		try (Movie movie = named.source.open(folder)) {
			assertThrows(IndexOutOfBoundsException.class, () -> movie.frame(-1));
			assertThrows(IndexOutOfBoundsException.class, () -> movie.frame(FRAMES));
			check(movie, 0);
		}
	}

	// -- Helper methods --

	private static void check(final Movie movie, final int t) throws IOException {
		final float[] pixels = Pixels.floats(movie.frame(t));
		assertEquals(WIDTH * HEIGHT * movie.info().channels(), pixels.length);
		for (int i = 0; i < pixels.length; i++) {
			final int p = i % (WIDTH * HEIGHT);
			assertEquals(TestImages.value(p % WIDTH, p / WIDTH, t), pixels[i], "frame " + t + ", index " + i);
		}
	}

	private static Path tiff(final Path folder, final int bits) throws IOException {
		return save(folder, "cells.tif", TestImages.stack(bits));
	}

	private static Path save(final Path folder, final String name, final ImagePlus image) throws IOException {
		final Path path = folder.resolve(name);
		TestImages.save(image, path);
		return path;
	}

	private static Path own(final Path folder, final int bits) throws IOException {
		final Path path = folder.resolve("cells.tif");
		try (Movie movie = Movies.of(TestImages.stack(bits), MovieOptions.defaults())) {
			Movies.save(movie, path, bits);
		}
		return path;
	}

	private static Path frames(final Path folder, final String suffix, final int bits) throws IOException {
		final Path frames = Files.createDirectory(folder.resolve("cells"));
		for (int t = 0; t < FRAMES; t++)
			TestImages.save(new ImagePlus("frame", TestImages.plane(bits, t)), frames.resolve("frame" + t + "." + suffix));
		Files.writeString(frames.resolve("notes.txt"), "no frame");
		Files.writeString(frames.resolve("._frame3." + suffix), "left by a Mac");
		return frames;
	}
}
