package org.maskvos.movie.avi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ij.ImageStack;
import ij.plugin.AVI_Reader;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.maskvos.io.Movies;
import org.maskvos.movie.Movie;
import org.maskvos.movie.MovieException;
import org.maskvos.movie.MovieOptions;
import org.maskvos.movie.Pixels;
import org.maskvos.movie.Planes;

/** Every kind of AVI is read as ImageJ reads it; damaged ones are told, in one sentence, and nowhere else. */
@Tag("unit")
@Timeout(60)
class AviMovieTest {

	private static final int WIDTH = 22, HEIGHT = 14;

	@TempDir
	private Path folder;

	@ParameterizedTest
	@CsvSource({ "8,", "24,", "32,", "8,Y800", "8,GREY", "16,Y16 ", "32,AYUV", "16,UYVY", "16,cyuv", "16,YUY2", "16,YVYU",
		"12,I420", "12,YV12", "12,NV12", "12,NV21" })
	void asImageJ(final int bits, final String compression) throws IOException {
		final int code = compression == null ? 0 : AviFile.fourCc((compression + " ").substring(0, 4));
		for (final int height : compression == null && bits > 8 ? new int[] { HEIGHT, -HEIGHT } : new int[] { HEIGHT }) {
			final byte[][] frames = new byte[3][bits == 12 ? WIDTH * HEIGHT * 3 / 2 : (WIDTH * bits + 31) / 32 * 4 * HEIGHT];
			for (int i = 0; i < 3; i++)
				new Random(i).nextBytes(frames[i]);
			assertAsImageJ(write(TestAvi.encode(WIDTH, height, bits, code, frames)), bits == 8 || bits == 16 && compression
				.startsWith("Y16") ? 1 : 3);
		}
	}

	@ParameterizedTest
	@CsvSource({ "MJPG,jpg,10", "MJPG,jpg,5", "'png ',png,10", "'png ',png,5", "'png ',png,13" })
	void picturesAsImageJ(final String compression, final String format, final int type) throws IOException {
		final byte[][] frames = { picture(format, type, 1), picture(format, type, 2) };
		assertAsImageJ(write(TestAvi.encode(WIDTH, HEIGHT, 24, AviFile.fourCc(compression), frames)), type == 5 ? 3 : 1);
	}

	@Test
	void motionJpegWithoutTablesAndEnd() throws IOException {
		final byte[] frame = picture("jpg", BufferedImage.TYPE_3BYTE_BGR, 1);
		final ByteArrayOutputStream stripped = new ByteArrayOutputStream();
		stripped.write(frame, 0, 2);
		int at = 2;
		while ((frame[at + 1] & 0xff) != 0xda) {
			final int length = 2 + ((frame[at + 2] & 0xff) << 8 | frame[at + 3] & 0xff);
			if ((frame[at + 1] & 0xff) != 0xc4) stripped.write(frame, at, length);
			at += length;
		}
		stripped.write(frame, at, frame.length - at - 2);
		final Path whole = write(TestAvi.encode(WIDTH, HEIGHT, 24, AviFile.fourCc("MJPG"), frame));
		final float[] expected = read(whole)[0];
		assertArrayEquals(expected, read(write(TestAvi.encode(WIDTH, HEIGHT, 24, AviFile.fourCc("MJPG"), stripped
			.toByteArray())))[0]);
	}

	@Test
	void damageIsToldAndNothingIsPrinted() throws IOException {
		final byte[] jpeg = picture("jpg", BufferedImage.TYPE_3BYTE_BGR, 1), png = picture("png", 5, 1);
		final byte[] whole = TestAvi.encode(WIDTH, HEIGHT, 24, 0, new byte[WIDTH * HEIGHT * 3 + 2 * HEIGHT],
			new byte[WIDTH * HEIGHT * 3 + 2 * HEIGHT]);
		final PrintStream out = System.out;
		final ByteArrayOutputStream printed = new ByteArrayOutputStream();
		System.setOut(new PrintStream(printed, true));
		try {
			refused("%s is truncated: it ends within frame 2.", Arrays.copyOf(whole, whole.length - 300));
			refused("%s cannot be read as an AVI: its compression H264 (24 bits per pixel) is not supported.", TestAvi.encode(
				WIDTH, HEIGHT, 24, AviFile.fourCc("H264"), new byte[100]));
			refused("%s cannot be read as an AVI: it holds no frames.", TestAvi.encode(WIDTH, HEIGHT, 24, 0));
			refused("%s is damaged: frame 1 cannot be read (it has 100 of 952 bytes).", TestAvi.encode(WIDTH, HEIGHT, 24, 0,
				new byte[100]));
			refused("%s is too large: a frame of 2000000000 x 2 pixels has more than 2^31 values; crop or downscale it.",
				TestAvi.encode(2_000_000_000, 2, 24, 0, new byte[100]));
			refused("%s has no pixels (0 x 14).", TestAvi.encode(0, HEIGHT, 24, 0, new byte[100]));
			refused("%s is damaged: frame 1 cannot be read (it is no PNG).", TestAvi.encode(WIDTH, HEIGHT, 24, AviFile.fourCc(
				"png "), jpeg));
			refused("%s is damaged: frame 1 cannot be read (it has 22 x 14 pixels, the movie 22 x 15).", TestAvi.encode(WIDTH,
				HEIGHT + 1, 24, AviFile.fourCc("png "), png));
			refused("%s is damaged: frame 1 cannot be read (corrupt jpeg data: premature end of data segment).", TestAvi
				.encode(WIDTH, HEIGHT, 24, AviFile.fourCc("MJPG"), Arrays.copyOf(jpeg, jpeg.length - 90)));
			refused("%s cannot be read as an AVI: its lists lie in each other without end.", nested());
		}
		finally {
			System.setOut(out);
		}
		assertEquals("", printed.toString());
	}

	// -- Helper methods --

	/** A list of frames that holds itself, by its lengths. */
	private static byte[] nested() {
		final byte[] whole = TestAvi.encode(WIDTH, HEIGHT, 24, 0, new byte[800]);
		final ByteBuffer bytes = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN);
		int at = 0;
		while (bytes.getInt(at) != AviFile.fourCc("movi"))
			at++;
		for (int depth = 0, i = at + 4; depth < 20; depth++, i += 12)
			bytes.putInt(i, AviFile.fourCc("LIST")).putInt(i + 4, 700 - 12 * depth).putInt(i + 8, AviFile.fourCc("rec "));
		return whole;
	}

	private byte[] picture(final String format, final int type, final int seed) throws IOException {
		final BufferedImage image = new BufferedImage(WIDTH, HEIGHT, type);
		for (int y = 0; y < HEIGHT; y++)
			for (int x = 0; x < WIDTH; x++)
				image.setRGB(x, y, new Random(seed * x * y).nextInt());
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		ImageIO.write(image, format, out);
		return out.toByteArray();
	}

	private Path write(final byte[] file) throws IOException {
		return Files.write(folder.resolve("a.avi"), file);
	}

	private static float[][] read(final Path path) throws IOException {
		try (Movie movie = Movies.open(path, MovieOptions.defaults())) {
			final float[][] frames = new float[movie.info().frames()][];
			for (int t = 0; t < frames.length; t++)
				frames[t] = Pixels.floats(movie.frame(t));
			return frames;
		}
	}

	private static void assertAsImageJ(final Path path, final int channels) throws IOException {
		final ImageStack stack = new AVI_Reader().makeStack(path.toString(), 1, 0, true, false, false);
		try (Movie movie = Movies.open(path, MovieOptions.defaults())) {
			assertEquals(stack.size(), movie.info().frames());
			assertEquals(channels, movie.info().channels());
			assertEquals(0.05, movie.info().calibration().frameInterval());
		}
		final float[][] frames = read(path);
		for (int t = 0; t < frames.length; t++)
			assertArrayEquals(Pixels.floats(Planes.frame(stack.getProcessor(t + 1).getPixels(), WIDTH, HEIGHT, 0)),
				frames[t]);
	}

	private void refused(final String message, final byte[] file) throws IOException {
		final Path path = write(file);
		assertEquals(String.format(message, path), assertThrows(MovieException.class, () -> read(path)).getMessage());
	}
}
