package org.maskvos.movie.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.CRC32;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;
import org.maskvos.drawing.Pictures;
import org.maskvos.movie.FuzzedMovie;

/** PNG files of any content: where ImageIO reads one too, it reads the same. */
@Tag("unit")
@Timeout(60)
class PngFuzzTest {

	@TempDir
	static Path folder;

	static Stream<byte[]> seeds() throws IOException {
		final byte[] rows = new byte[38 * 25];
		new Random(1).nextBytes(rows);
		for (int y = 0; y < 25; y++)
			rows[38 * y] = (byte) (y % 5);
		final Stream.Builder<byte[]> seeds = Stream.builder();
		seeds.add(PngBytesTest.png(rows));
		for (final int type : new int[] { BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_USHORT_GRAY,
			BufferedImage.TYPE_BYTE_INDEXED, BufferedImage.TYPE_BYTE_BINARY, BufferedImage.TYPE_INT_ARGB })
			seeds.add(Pictures.png(new BufferedImage(9, 7, type)));
		return seeds.build();
	}

	/** NB: hardly anything that a fuzzer makes has the right checksums, so they are put right. */
	@MethodSource("seeds")
	@FuzzTest
	void isReadOrRefused(final byte[] file) {
		withChecksums(file);
		FuzzedMovie.read(FuzzedMovie.write(folder.resolve("a.png"), file));
		final byte[] ours = grey(file), theirs = ours == null ? null : byImageIo(file);
		if (theirs != null) assertArrayEquals(theirs, ours);
	}

	// -- Helper methods --

	private static void withChecksums(final byte[] file) {
		final ByteBuffer bytes = ByteBuffer.wrap(file);
		for (int at = 8; file.length - at >= 12;) {
			final int length = bytes.getInt(at);
			if (length < 0 || length > file.length - at - 12) return;
			final CRC32 crc = new CRC32();
			crc.update(file, at + 4, length + 4);
			bytes.putInt(at + 8 + length, (int) crc.getValue());
			at += 12 + length;
		}
	}

	/** Null if it is refused, or left to ImageIO. */
	private static byte[] grey(final byte[] file) {
		try {
			final int[] size = PngChunks.size(file);
			if (size == null || (long) size[0] * size[1] > 1 << 24) return null;
			final PngChunks chunks = PngChunks.of(file);
			return PngBytes.isOne(chunks) ? PngBytes.pixels(chunks) : null;
		}
		catch (final IOException exc) {
			return null;
		}
	}

	private static byte[] byImageIo(final byte[] file) {
		try {
			final BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
			return image != null && image.getRaster().getDataBuffer() instanceof DataBufferByte buffer && image.getRaster()
				.getNumBands() == 1 ? buffer.getData() : null;
		}
		catch (final IOException | RuntimeException exc) {
			return null;
		}
	}
}
