package org.maskvos.movie;

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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against ImageIO, with every filter. */
class PngBytesTest {

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
			assertArrayEquals(expected, PngBytes.pixels(Files.readAllBytes(file)), "seed " + seed);
		}
	}

	@Test
	void othersAreLeftToImageIo() throws IOException {
		for (final int type : new int[] { BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_USHORT_GRAY,
			BufferedImage.TYPE_BYTE_BINARY })
		{
			final ByteArrayOutputStream out = new ByteArrayOutputStream();
			ImageIO.write(new BufferedImage(9, 7, type), "png", out);
			assertFalse(PngBytes.isOne(out.toByteArray()));
			assertArrayEquals(new int[] { 9, 7 }, PngBytes.size(out.toByteArray()));
		}
	}

	@Test
	void damageIsTold() throws IOException {
		final byte[] whole = png(new byte[(WIDTH + 1) * HEIGHT]);
		assertTrue(PngBytes.isOne(whole));
		final Path file = folder.resolve("cut.png");
		Files.write(file, Arrays.copyOf(whole, whole.length - 20));
		assertEquals(file + " cannot be read as an image; it is damaged or of an unknown kind.", assertThrows(
			MovieException.class, () -> new PictureMovie(file, MovieOptions.defaults())).getMessage());
	}

	// -- Helper methods --

	/** A grey PNG whose data is split over two chunks. */
	private static byte[] png(final byte[] rows) throws IOException {
		final ByteArrayOutputStream deflated = new ByteArrayOutputStream();
		try (DeflaterOutputStream out = new DeflaterOutputStream(deflated)) {
			out.write(rows);
		}
		final byte[] data = deflated.toByteArray();
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		out.write(new byte[] { (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' });
		chunk(out, "IHDR", ByteBuffer.allocate(13).putInt(WIDTH).putInt(HEIGHT).put((byte) 8).array());
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
