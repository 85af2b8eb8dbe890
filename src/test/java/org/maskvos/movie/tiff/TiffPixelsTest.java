package org.maskvos.movie.tiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ij.ImagePlus;
import ij.io.Opener;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.maskvos.io.Movies;
import org.maskvos.movie.Movie;
import org.maskvos.movie.MovieException;
import org.maskvos.movie.MovieOptions;
import org.maskvos.movie.Pixels;
import org.maskvos.movie.Planes;

/** Every kind of pixel and compression: whatever is read is what ImageJ reads, and damage is told. */
@Tag("unit")
class TiffPixelsTest {

	private static final int WIDTH = 53, HEIGHT = 41;

	@TempDir
	private Path folder;

	/** Bits, samples, format, planar. */
	static List<int[]> kinds() {
		return List.of(new int[] { 1, 1, 1, 0 }, new int[] { 8, 1, 1, 0 }, new int[] { 12, 1, 1, 0 }, new int[] { 16, 1, 1,
			0 }, new int[] { 16, 1, 2, 0 }, new int[] { 32, 1, 1, 0 }, new int[] { 32, 1, 2, 0 }, new int[] { 32, 1, 3, 0 },
			new int[] { 64, 1, 3, 0 }, new int[] { 8, 3, 1, 0 }, new int[] { 8, 4, 1, 0 }, new int[] { 8, 3, 1, 1 },
			new int[] { 16, 3, 1, 0 }, new int[] { 16, 3, 1, 1 });
	}

	/** Uncompressed files are read as ImageJ does, compressed ones as uncompressed ones, whatever the strips. */
	@ParameterizedTest
	@MethodSource("kinds")
	void allCompressionsGiveTheSame(final int... kind) throws IOException {
		for (final ByteOrder order : new ByteOrder[] { ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN }) {
			final byte[] pixels = pixels(tiff(kind, order).bytes(), kind);
			final float[] expected = read(tiff(kind, order).encode(pixels), 1);
			if (isReadByImageJ(kind)) assertArrayEquals(byImageJ(tiff(kind, order).encode(pixels)), expected);
			for (final int rows : new int[] { 1, 7, HEIGHT })
				for (final int compression : new int[] { TestTiff.NONE, TestTiff.LZW, TestTiff.DEFLATE, TestTiff.PACK_BITS }) {
					final String what = Arrays.toString(kind) + order + ", " + rows + " rows, " + compression;
					assertArrayEquals(expected, read(tiff(kind, order).rows(rows).compression(compression, false).encode(pixels),
						1), what);
				}
		}
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void differencesAreSummed(final int... kind) throws IOException {
		// NB: our files with differences have no room for a sample format
		if (kind[0] % 8 != 0 || kind[0] == 64 || kind[2] != 1) return;
		for (final ByteOrder order : new ByteOrder[] { ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN }) {
			final byte[] pixels = pixels(tiff(kind, order).bytes(), kind);
			final float[] expected = read(tiff(kind, order).encode(pixels), 1);
			for (final int compression : new int[] { TestTiff.LZW, TestTiff.DEFLATE })
				assertArrayEquals(expected, read(tiff(kind, order).rows(5).compression(compression, true).encode(pixels), 1));
		}
	}

	@Test
	void largeNumbersAreNoNegativeOnes() throws IOException {
		assertArrayEquals(new float[] { 4294967040f, 1 }, read(new TestTiff(2, 1, 32, 1).encode(new byte[] { 0, -1, -1, -1,
			1, 0, 0, 0 }), 1));
	}

	@Test
	void doublesAreRounded() throws IOException {
		final ByteBuffer pixels = ByteBuffer.allocate(16).putDouble(0.1).putDouble(-7e30);
		assertArrayEquals(new float[] { 0.1f, -7e30f }, read(new TestTiff(2, 1, 64, 1).format(3).order(ByteOrder.BIG_ENDIAN)
			.encode(pixels.array()), 1));
	}

	/** What Java's own writer makes, whose strips and LZW codes are not ours. */
	@ParameterizedTest
	@ValueSource(strings = { "LZW", "ZLib", "Deflate", "PackBits" })
	void filesOfJava(final String compression) throws IOException {
		final BufferedImage image = new BufferedImage(301, 203, BufferedImage.TYPE_USHORT_GRAY);
		final Random random = new Random(5);
		for (int y = 0; y < 203; y++)
			for (int x = 0; x < 301; x++)
				image.getRaster().setSample(x, y, 0, x * y / 50 + random.nextInt(3));
		final Path path = folder.resolve(compression + ".tif");
		final ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
		final ImageWriteParam param = writer.getDefaultWriteParam();
		param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
		param.setCompressionType(compression);
		try (var out = ImageIO.createImageOutputStream(path.toFile())) {
			writer.setOutput(out);
			writer.write(null, new IIOImage(image, null, null), param);
		}
		try (Movie movie = Movies.open(path, MovieOptions.defaults())) {
			final float[] read = Pixels.floats(movie.frame(0));
			for (int i = 0; i < read.length; i++)
				assertEquals(image.getRaster().getSample(i % 301, i / 301, 0), read[i]);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { TestTiff.NONE, TestTiff.LZW, TestTiff.DEFLATE, TestTiff.PACK_BITS })
	void stripsThatEndEarlyAreTold(final int compression) throws IOException {
		final TestTiff tiff = tiff(new int[] { 16, 1, 1, 0 }, ByteOrder.BIG_ENDIAN).compression(compression, false).rows(9);
		final byte[] pixels = pixels(tiff.bytes(), new int[] { 16, 1, 1, 0 });
		tiff.damage(strip -> Arrays.copyOf(strip, strip.length / 2));
		assertDamaged("frame 1 cannot be read (its data end early).", tiff.encode(pixels));
	}

	@ParameterizedTest
	@ValueSource(ints = { TestTiff.LZW, TestTiff.DEFLATE, TestTiff.PACK_BITS })
	void stripsWithMoreThanFitsInAreTold(final int compression) throws IOException {
		final int[] kind = { 8, 1, 1, 0 };
		final byte[] pixels = pixels(WIDTH * HEIGHT, kind);
		// a file that says 40 rows of what are 41
		final byte[] file = tiff(kind, ByteOrder.LITTLE_ENDIAN).compression(compression, false).encode(pixels);
		for (int i = file.length - 12 * 12 - 4; i < file.length - 4; i += 12)
			if (file[i] == (byte) (257 & 0xff) && file[i + 1] == 1) file[i + 8] = HEIGHT - 1;
		assertDamaged("frame 1 cannot be read (its data are more than fit in).", file);
	}

	/** The last strip of some programs is as long as the others. */
	@Test
	void theLastStripMayBeFilledUp() throws IOException {
		final int[] kind = { 8, 1, 1, 0 };
		final byte[] pixels = Arrays.copyOf(pixels(WIDTH * 42, kind), WIDTH * 42);
		for (final int compression : new int[] { TestTiff.LZW, TestTiff.DEFLATE, TestTiff.PACK_BITS }) {
			final byte[] file = new TestTiff(WIDTH, 42, 8, 1).rows(7).compression(compression, false).encode(pixels);
			for (int i = file.length - 12 * 12 - 4; i < file.length - 4; i += 12)
				if (file[i] == (byte) (257 & 0xff) && file[i + 1] == 1) file[i + 8] = HEIGHT;
			assertArrayEquals(Arrays.copyOf(read(new TestTiff(WIDTH, 42, 8, 1).encode(pixels), 1), WIDTH * HEIGHT), read(file,
				1));
		}
	}

	@Test
	void wrongChecksumsAreTold() throws IOException {
		final TestTiff tiff = tiff(new int[] { 8, 1, 1, 0 }, ByteOrder.LITTLE_ENDIAN).compression(TestTiff.DEFLATE, false);
		final byte[] pixels = pixels(tiff.bytes(), new int[] { 8, 1, 1, 0 });
		tiff.damage(strip -> {
			strip[strip.length - 1] ^= 1;
			return strip;
		});
		assertDamaged("frame 1 cannot be read (its compressed data are damaged).", tiff.encode(pixels));
	}

	@Test
	void uncompressedStripsThatAreShortAreTold() throws IOException {
		final byte[] file = tiff(new int[] { 8, 1, 1, 0 }, ByteOrder.LITTLE_ENDIAN).encode(new byte[WIDTH * HEIGHT]);
		for (int i = file.length - 12 * 12 - 4; i < file.length - 4; i += 12)
			if (file[i] == (byte) (279 & 0xff) && file[i + 1] == 1) file[i + 8] = file[i + 9] = 1;
		assertDamaged("the strips of image 1 have 257 of 2173 bytes.", file);
	}

	// -- Helper methods --

	private static TestTiff tiff(final int[] kind, final ByteOrder order) {
		final TestTiff tiff = new TestTiff(WIDTH, HEIGHT, kind[0], kind[1]).format(kind[2]).order(order);
		return kind[3] == 1 ? tiff.planar() : tiff;
	}

	/** Smooth in parts, random in others; no number is NaN. */
	private static byte[] pixels(final int length, final int[] kind) {
		final Random random = new Random(length);
		final byte[] pixels = new byte[length];
		for (int i = 0; i < length; i++)
			pixels[i] = (byte) (i / 500 % 2 == 0 ? i / 40 : random.nextInt(kind[2] == 3 ? 60 : 256));
		return pixels;
	}

	private float[] read(final byte[] file, final int channel) throws IOException {
		try (Movie movie = Movies.open(Files.write(folder.resolve("a.tif"), file), MovieOptions.defaults().withChannel(
			channel)))
		{
			return Pixels.floats(movie.frame(0));
		}
	}

	/** Not 64 bits; and 32 bits without a sign get one. */
	private static boolean isReadByImageJ(final int... kind) {
		return kind[0] != 64 && (kind[0] != 32 || kind[2] != TiffPixels.UNSIGNED);
	}

	private float[] byImageJ(final byte[] file) throws IOException {
		final ImagePlus image = new Opener().openImage(Files.write(folder.resolve("b.tif"), file).toString());
		final int offset = image.getCalibration().isSigned16Bit() ? Planes.SIGNED_OFFSET : 0;
		return Pixels.floats(Planes.frame(image.getStack().getPixels(1), WIDTH, HEIGHT, offset));
	}

	private void assertDamaged(final String message, final byte[] file) throws IOException {
		final String told = assertThrows(MovieException.class, () -> read(file, 1)).getMessage();
		assertEquals(folder.resolve("a.tif") + " is damaged: " + message, told);
	}
}
