package org.maskvos.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.maskvos.movie.TestImages.FRAMES;

import ij.IJ;
import ij.ImagePlus;
import ij.process.ImageProcessor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.maskvos.movie.Axis;
import org.maskvos.movie.FrameCalibration;
import org.maskvos.movie.LabelSink;
import org.maskvos.movie.MovieException;
import org.maskvos.movie.MovieInfo;
import org.maskvos.movie.Pixels;
import org.maskvos.movie.TestImages;
import org.maskvos.movie.imagej.Calibrations;
import org.maskvos.movie.imagej.GlasbeyLut;
import org.maskvos.movie.imagej.ImagePlusLabelSink;
import org.maskvos.movie.tiff.TiffDirectories;
import org.maskvos.movie.tiff.TiffLabelSink;
import org.maskvos.movie.tiff.TiffStackWriter;

/** Label movies: what is written is what ImageJ, and we, read. */
@Tag("unit")
class LabelMoviesTest {

	private static final String PROVENANCE = "model: cells-1 (ä, µ, 細胞)\nchecksum: 12ab";

	@TempDir
	Path folder;

	@ParameterizedTest
	@CsvSource({ "Z, 0, 16", "TIME, 0, 16", "TIME, 65300, 16", "TIME, 65500, 32", "Z, 16777000, 32" })
	void imageJReadsWhatIsWritten(final Axis axis, final int base, final int bits) throws IOException {
		final Path path = write(axis, base, TiffStackWriter.CLASSIC_LIMIT);
		check(IJ.openImage(path.toString()), axis, base, bits);
	}

	@ParameterizedTest
	@CsvSource({ "Z, 0, 16", "TIME, 65500, 32" })
	void imageJReadsTheLayoutOfHugeStacks(final Axis axis, final int base, final int bits) throws IOException {
		final Path path = write(axis, base, 2000);
		assertEquals(1, directories(path));
		assertEquals(FRAMES, directories(write(axis, base, 1 << 20)));
		check(IJ.openImage(write(axis, base, 2000).toString()), axis, base, bits);
	}

	@ParameterizedTest
	@CsvSource({ "Z, 0, 16", "TIME, 0, 16", "TIME, 65500, 32" })
	void collectsAnImage(final Axis axis, final int base, final int bits) throws IOException {
		try (ImagePlusLabelSink sink = LabelMovies.imagePlus(TestImages.info(axis), PROVENANCE)) {
			assertThrows(IllegalStateException.class, sink::image);
			fill(sink, base);
			check(sink.image(), axis, base, bits);
			assertEquals("cells-vos", sink.image().getTitle());
		}
	}

	@ParameterizedTest
	@CsvSource({ "0", "65500" })
	void readsWhatItWrote(final int base) throws IOException {
		try (LabelMovie movie = LabelMovies.open(write(Axis.TIME, base, TiffStackWriter.CLASSIC_LIMIT))) {
			final MovieInfo info = movie.info();
			assertEquals(FRAMES, info.frames());
			assertEquals(Axis.TIME, info.axis());
			assertEquals(0.325, info.calibration().pixelWidth(), 1e-8);
			assertEquals(0.65, info.calibration().pixelHeight(), 1e-8);
			for (int t = 0; t < FRAMES; t++)
				assertArrayEquals(Pixels.ints(TestImages.labels(t, base)), Pixels.ints(movie.frame(t)));
		}
	}

	@Test
	void oneFrameIsAnImage() throws IOException {
		final Path path = folder.resolve("one.tif");
		final MovieInfo info = new MovieInfo("one", TestImages.WIDTH, TestImages.HEIGHT, 1, 1, Axis.Z, FrameCalibration
			.uncalibrated());
		try (LabelSink sink = LabelMovies.tiff(path, info, "")) {
			sink.write(TestImages.labels(0, 0));
			sink.commit();
		}
		final ImagePlus image = IJ.openImage(path.toString());
		assertEquals(1, image.getStackSize());
		assertEquals("pixel", image.getCalibration().getUnit());
		assertFalse(image.getCalibration().scaled());
	}

	@Test
	void valuesThatAreNoLabelsAreNamed() throws IOException {
		final ImagePlus image = TestImages.stack(32);
		image.getStack().getProcessor(2).setf(3, 2.5f);
		final MovieException exc = assertThrows(MovieException.class, () -> LabelMovies.of(image).frame(1));
		assertEquals("Image 'cells.tif' is not a label image: frame 2 holds the value 2.5.", exc.getMessage());
		assertEquals("Image 'cells.tif' is an RGB image, not a label image.", assertThrows(MovieException.class,
			() -> LabelMovies.of(TestImages.stack(24))).getMessage());
	}

	@Test
	void coloursAreStableAndApart() {
		assertEquals(0, GlasbeyLut.rgb(0));
		assertEquals(GlasbeyLut.rgb(1), GlasbeyLut.rgb(256));
		assertEquals(256, Stream.iterate(0, i -> i + 1).limit(256).map(GlasbeyLut::rgb).distinct().count());
		assertEquals(GlasbeyLut.rgb(17), GlasbeyLut.create().getRGB(17) & 0xffffff);
	}

	@Test
	void nothingIsLeftOfWhatWasNotCommitted() throws IOException {
		for (final int base : new int[] { 0, 65500 }) {
			try (LabelSink sink = LabelMovies.tiff(folder.resolve("labels.tif"), TestImages.info(Axis.Z), "")) {
				for (int t = 0; t < FRAMES; t++)
					sink.write(TestImages.labels(t, base));
			}
			assertEquals(List.of(), files());
		}
	}

	@Test
	void theFileIsHiddenUntilItIsComplete() throws IOException {
		try (LabelSink sink = LabelMovies.tiff(folder.resolve("labels.tif"), TestImages.info(Axis.Z), "")) {
			sink.write(TestImages.labels(0, 0));
			assertTrue(files().stream().allMatch(name -> name.startsWith(".labels.tif.")), () -> "only hidden files");
			assertThrows(IllegalStateException.class, sink::commit);
		}
		assertEquals(List.of(), files());
		write(Axis.Z, 65500, TiffStackWriter.CLASSIC_LIMIT);
		assertEquals(List.of("labels.tif"), files());
	}

	@Test
	void wrongLabelsAreRefused() throws IOException {
		try (LabelSink sink = LabelMovies.tiff(folder.resolve("labels.tif"), TestImages.info(Axis.Z), "")) {
			assertThrows(IllegalArgumentException.class, () -> sink.write(TestImages.labels(0, -9)));
			assertThrows(IllegalArgumentException.class, () -> sink.write(TestImages.labels(0, 1 << 24)));
		}
	}

	// -- Helper methods --

	private static int directories(final Path path) throws IOException {
		try (TiffDirectories tiff = new TiffDirectories(path)) {
			while (tiff.next());
			return tiff.count();
		}
	}

	private Path write(final Axis axis, final int base, final long limit) throws IOException {
		final Path path = folder.resolve("labels.tif");
		try (LabelSink sink = new TiffLabelSink(path, TestImages.info(axis), "not yet known", limit)) {
			fill(sink, base);
		}
		return path;
	}

	private static void fill(final LabelSink sink, final int base) throws IOException {
		for (int t = 0; t < FRAMES; t++)
			sink.write(TestImages.labels(t, base));
		sink.setProvenance(PROVENANCE);
		sink.commit();
	}

	private List<String> files() throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.map(f -> f.getFileName().toString()).collect(Collectors.toList());
		}
	}

	private static void check(final ImagePlus image, final Axis axis, final int base, final int bits) {
		assertEquals(bits, image.getBitDepth());
		assertEquals(1, image.getNChannels());
		assertEquals(axis == Axis.Z ? FRAMES : 1, image.getNSlices());
		assertEquals(axis == Axis.TIME ? FRAMES : 1, image.getNFrames());
		int max = 255;
		for (int t = 0; t < FRAMES; t++) {
			final int[] expected = Pixels.ints(TestImages.labels(t, base));
			final ImageProcessor plane = image.getStack().getProcessor(t + 1);
			for (int i = 0; i < expected.length; i++) {
				assertEquals(expected[i], plane.getf(i));
				max = Math.max(max, expected[i]);
			}
		}
		assertEquals(0, image.getDisplayRangeMin());
		assertEquals(max, image.getDisplayRangeMax());
		final FrameCalibration c = Calibrations.of(image.getCalibration());
		assertEquals(0.325, c.pixelWidth(), 1e-8);
		assertEquals(0.65, c.pixelHeight(), 1e-8);
		assertEquals(new FrameCalibration(c.pixelWidth(), c.pixelHeight(), 2, "µm", 2.5, "min"), c);
		assertEquals(PROVENANCE, image.getInfoProperty());
		final int[] lut = new int[256];
		for (int i = 0; i < lut.length; i++)
			lut[i] = image.getProcessor().getColorModel().getRGB(i) & 0xffffff;
		for (int i = 0; i < lut.length; i++)
			assertEquals(GlasbeyLut.rgb(i), lut[i]);
	}
}
