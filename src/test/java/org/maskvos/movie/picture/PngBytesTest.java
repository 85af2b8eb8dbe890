package org.maskvos.movie.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.maskvos.io.Movies;
import org.maskvos.movie.MovieException;
import org.maskvos.movie.MovieOptions;

/** Against ImageIO, with every filter. */
@Tag("unit")
public class PngBytesTest {

	private static final int WIDTH = 37, HEIGHT = 25;

	@TempDir
	private Path folder;

	/** Random bytes as filtered rows are some image: ImageIO says which. */
	@Test
	void everyFilter() throws IOException {
		final byte[] rows = new byte[(WIDTH + 1) * HEIGHT];
		for (int seed = 0; seed < 10; seed++) {
			final Random random = new Random(seed);
			random.nextBytes(rows);
			for (int y = 0; y < HEIGHT; y++)
				rows[y * (WIDTH + 1)] = (byte) random.nextInt(5);
			final Path file = folder.resolve(seed + ".png");
			Files.write(file, png(rows));
			final byte[] expected = ((DataBufferByte) ImageIO.read(file.toFile()).getRaster().getDataBuffer()).getData();
			assertArrayEquals(expected, PngBytes.pixels(PngChunks.of(Files.readAllBytes(file))), "seed " + seed);
		}
	}

	@Test
	void othersAreLeftToImageIo() throws IOException {
		for (final int type : new int[] { BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_USHORT_GRAY,
			BufferedImage.TYPE_BYTE_BINARY })
		{
			final ByteArrayOutputStream out = new ByteArrayOutputStream();
			ImageIO.write(new BufferedImage(9, 7, type), "png", out);
			assertFalse(PngBytes.isOne(PngChunks.of(out.toByteArray())));
			assertArrayEquals(new int[] { 9, 7 }, PngChunks.size(out.toByteArray()));
		}
	}

	@Test
	void damageIsTold() throws IOException {
		final byte[] whole = png(new byte[(WIDTH + 1) * HEIGHT]);
		assertTrue(PngBytes.isOne(PngChunks.of(whole)));
		assertDamaged("its data end early", Arrays.copyOf(whole, whole.length - 20));
		assertDamaged("its data end early", Arrays.copyOf(whole, whole.length - 12));
		final byte[] changed = whole.clone();
		changed[whole.length - 20] ^= 4;
		assertDamaged("its chunk IDAT is damaged", changed);
		assertDamaged("its data end early", png(new byte[(WIDTH + 1) * HEIGHT - 1]));
		assertDamaged("its data are more than fit in", png(new byte[(WIDTH + 1) * HEIGHT + 1]));
		assertDamaged("its rows are damaged", png(filled((byte) 5)));
		assertDamaged("its compressed data are damaged", png(WIDTH, HEIGHT, new byte[] { 1, 2, 3, 4, 5, 6, 7, 8 }));
	}

	@Test
	@Timeout(30)
	void aDictionaryIsNotWaitedFor() throws IOException {
		assertDamaged("its compressed data ask for a dictionary", png(WIDTH, HEIGHT, new byte[] { 0x78, 0x20, 0, 0, 0,
			1 }));
	}

	@Test
	@Timeout(30)
	void hugeSizesAreRefusedBeforeAnythingIsMade() throws IOException {
		final Path file = folder.resolve("huge.png");
		Files.write(file, png(65_000, 65_000, new byte[] { 0x78, 0x20, 0, 0, 0, 1 }));
		assertEquals(file +
			" is too large: a frame of 65000 x 65000 pixels has more than 2^31 values; crop or downscale it.", assertThrows(
				MovieException.class, () -> Movies.open(file, MovieOptions.defaults())).getMessage());
	}

	/** A text or a colour profile may be damaged, or grow beyond all bounds: it is none of our business. */
	@Test
	void whatIsNotNeededIsNotRead() throws IOException {
		final byte[] whole = png(filled((byte) 0));
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		out.write(whole, 0, 33);
		chunk(out, "zTXt", new byte[] { 'a', 0, 0, 1, 2, 3 });
		out.write(new byte[] { 0, 0, 0, 1, 't', 'E', 'X', 't', 0, 1, 2, 3, 4 });
		out.write(whole, 33, whole.length - 33);
		assertArrayEquals(PngBytes.pixels(PngChunks.of(whole)), PngBytes.pixels(PngChunks.of(out.toByteArray())));
	}

	// -- Helper methods --

	private static byte[] filled(final byte value) {
		final byte[] rows = new byte[(WIDTH + 1) * HEIGHT];
		Arrays.fill(rows, value);
		return rows;
	}

	private void assertDamaged(final String why, final byte[] png) throws IOException {
		final Path file = Files.write(folder.resolve("a.png"), png);
		final MovieException told = assertThrows(MovieException.class, () -> new PictureMovie(file, MovieOptions
			.defaults()));
		assertEquals(file + " cannot be read as an image; it is damaged or of an unknown kind.", told.getMessage());
		assertEquals(why, told.getCause().getMessage());
	}

	/** A grey PNG whose data is split over two chunks. */
	public static byte[] png(final byte[] rows) throws IOException {
		final ByteArrayOutputStream deflated = new ByteArrayOutputStream();
		try (DeflaterOutputStream out = new DeflaterOutputStream(deflated)) {
			out.write(rows);
		}
		return png(WIDTH, HEIGHT, deflated.toByteArray());
	}

	private static byte[] png(final int width, final int height, final byte[] data) throws IOException {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		out.write(new byte[] { (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' });
		chunk(out, "IHDR", ByteBuffer.allocate(13).putInt(width).putInt(height).put((byte) 8).array());
		chunk(out, "IDAT", Arrays.copyOf(data, data.length / 2));
		chunk(out, "IDAT", Arrays.copyOfRange(data, data.length / 2, data.length));
		chunk(out, "IEND", new byte[0]);
		return out.toByteArray();
	}

	private static void chunk(final ByteArrayOutputStream out, final String type, final byte[] data) throws IOException {
		final CRC32 crc = new CRC32();
		crc.update(type.getBytes());
		crc.update(data);
		out.write(ByteBuffer.allocate(4).putInt(data.length).array());
		out.write(type.getBytes());
		out.write(data);
		out.write(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
	}
}
