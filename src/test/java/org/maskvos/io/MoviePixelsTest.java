package org.maskvos.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ij.ImagePlus;
import ij.io.FileSaver;
import ij.io.Opener;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ShortProcessor;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskvos.files.Titles;
import org.maskvos.movie.Axis;
import org.maskvos.movie.FrameCalibration;
import org.maskvos.movie.LabelSink;
import org.maskvos.movie.Movie;
import org.maskvos.movie.MovieOptions;
import org.maskvos.movie.Pixels;
import org.maskvos.movie.TestImages;

/** Intensities and calibration as they are in the image. */
@Tag("unit")
class MoviePixelsTest {

	@TempDir
	Path folder;

	@Test
	void coloursArePlanes() throws IOException {
		final ColorProcessor rgb = new ColorProcessor(2, 1, new int[] { 0x010203, 0xfffefd });
		assertArrayEquals(new float[] { 1, 255, 2, 254, 3, 253 }, frame(new ImagePlus("", rgb)));
	}

	@Test
	void indexedColoursAreTheirIndices() throws IOException {
		final byte[] ramp = { 9, 7, 5, 3 };
		final IndexColorModel colours = new IndexColorModel(8, 4, ramp, ramp, ramp);
		assertArrayEquals(new float[] { 0, 3, 2 }, frame(new ImagePlus("", new ByteProcessor(3, 1, new byte[] { 0, 3, 2 },
			colours))));
	}

	@Test
	void indexedPngsAreTheirIndices() throws IOException {
		// PIL stores palettes of few colours in 1, 2 or 4 bits
		for (final int bits : new int[] { 1, 2, 4, 8 }) {
			final byte[] ramp = { 99, 7 };
			final BufferedImage image = new BufferedImage(9, 1, BufferedImage.TYPE_BYTE_INDEXED, new IndexColorModel(bits, 2,
				ramp, ramp, ramp));
			image.getRaster().setSample(8, 0, 0, 1);
			final Path path = folder.resolve(bits + ".png");
			ImageIO.write(image, "png", path.toFile());
			try (LabelMovie movie = LabelMovies.open(path)) {
				assertArrayEquals(new int[] { 0, 0, 0, 0, 0, 0, 0, 0, 1 }, Pixels.ints(movie.frame(0)));
			}
		}
	}

	@Test
	void bitmapsAreReadAsImageJDoes() throws IOException {
		for (final int bits : new int[] { 8, 24 }) {
			final ImagePlus image = new ImagePlus("a", TestImages.plane(bits, 1));
			final Path path = folder.resolve(bits + ".bmp");
			new FileSaver(image).saveAsBmp(path.toString());
			final ImagePlus back = new Opener().openImage(path.toString());
			try (Movie movie = Movies.open(path, MovieOptions.defaults())) {
				assertArrayEquals(frame(back), Pixels.floats(movie.frame(0)));
			}
		}
	}

	@Test
	void bytesAndShortsAreUnsigned() throws IOException {
		assertArrayEquals(new float[] { 255 }, frame(new ImagePlus("", new ByteProcessor(1, 1, new byte[] { -1 }))));
		assertArrayEquals(new float[] { 65535 }, frame(new ImagePlus("", new ShortProcessor(1, 1, new short[] { -1 },
			null))));
	}

	@Test
	void signedShortsKeepTheirSign() throws IOException {
		final ImagePlus image = new ImagePlus("", new ShortProcessor(2, 1, new short[] { (short) 32767, (short) 32775 },
			null));
		image.getLocalCalibration().setSigned16BitCalibration();
		assertArrayEquals(new float[] { -1, 7 }, frame(image));
	}

	@Test
	void signedTiffsKeepTheirSign() throws IOException {
		// NB: ImageJ does not write such files: change the sample format of ours.
		final Path path = folder.resolve("signed.tif");
		try (LabelSink sink = LabelMovies.tiff(path, TestImages.info(Axis.TIME), "")) {
			for (int t = 0; t < TestImages.FRAMES; t++)
				sink.write(TestImages.labels(t, 65000));
			sink.commit();
		}
		final ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path));
		for (int entry = 10; entry < 10 + 12 * 20; entry += 12)
			if (bytes.getShort(entry) == 339) bytes.putShort(entry + 8, (short) 2);
		Files.write(path, bytes.array());
		try (Movie movie = Movies.open(path, MovieOptions.defaults())) {
			assertEquals(65000 + TestImages.value(1, 0, 0) - 65536, Pixels.floats(movie.frame(0))[1]);
		}
	}

	@Test
	void noNumberBecomesTheSmallestIntensity() throws IOException {
		final float inf = Float.POSITIVE_INFINITY;
		assertArrayEquals(new float[] { -2, 5, -2, -2, -2 }, frame(new ImagePlus("", new FloatProcessor(5, 1, new float[] {
			Float.NaN, 5, inf, -2, -inf }))));
		assertArrayEquals(new float[] { 0, 0 }, frame(new ImagePlus("", new FloatProcessor(2, 1, new float[] { Float.NaN,
			inf }))));
	}

	@Test
	void calibrationIsThatOfTheImage() throws IOException {
		assertEquals(TestImages.calibration(), Movies.of(TestImages.stack(16), MovieOptions.defaults()).info()
			.calibration());
	}

	@Test
	void calibrationIsThatOfTheFile() throws IOException {
		final Path path = folder.resolve("cells.tif");
		TestImages.save(TestImages.stack(16), path);
		try (Movie movie = Movies.open(path, MovieOptions.defaults())) {
			final FrameCalibration c = movie.info().calibration();
			// NB: ImageJ writes seven digits
			assertEquals(0.325, c.pixelWidth(), 1e-6);
			assertEquals(0.65, c.pixelHeight(), 1e-6);
			assertEquals(new FrameCalibration(c.pixelWidth(), c.pixelHeight(), 2, "µm", 2.5, "min"), c);
		}
	}

	@Test
	void aviKeepsItsFrameInterval() throws IOException {
		final ImagePlus image = TestImages.stack(8);
		image.getCalibration().fps = 20;
		final Path path = folder.resolve("cells.avi");
		TestImages.save(image, path);
		try (Movie movie = Movies.open(path, MovieOptions.defaults())) {
			assertEquals(0.05, movie.info().calibration().frameInterval());
			assertEquals(Axis.TIME, movie.info().axis());
		}
	}

	@Test
	void jpegsAreRead() throws IOException {
		final BufferedImage grey = new BufferedImage(16, 8, BufferedImage.TYPE_BYTE_GRAY);
		final byte[] pixels = new byte[16 * 8];
		Arrays.fill(pixels, (byte) 200);
		grey.getRaster().setDataElements(0, 0, 16, 8, pixels);
		ImageIO.write(grey, "jpg", folder.resolve("a.jpg").toFile());
		try (Movie movie = Movies.open(folder, MovieOptions.defaults())) {
			assertEquals(1, movie.info().channels());
			assertEquals(200, Pixels.floats(movie.frame(0))[50], 1);
		}
	}

	@Test
	void titlesLoseTheirSuffix() {
		assertEquals("cells", Titles.withoutSuffix("cells.ome.tif"));
		assertEquals("cells", Titles.withoutSuffix("cells.nd2"));
		assertEquals("cells 1.5", Titles.withoutSuffix("cells 1.5"));
		assertEquals(".tif", Titles.withoutSuffix(".tif"));
	}

	private static float[] frame(final ImagePlus image) throws IOException {
		return Pixels.floats(Movies.of(image, MovieOptions.defaults()).frame(0));
	}
}
