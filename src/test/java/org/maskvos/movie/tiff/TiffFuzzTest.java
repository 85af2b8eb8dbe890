package org.maskvos.movie.tiff;

import com.code_intelligence.jazzer.junit.FuzzTest;

import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;
import org.maskvos.movie.FuzzedMovie;
import org.maskvos.movie.Pixels;

/** TIFF and BigTIFF files of any content. */
@Tag("unit")
@Timeout(60)
class TiffFuzzTest {

	@TempDir
	static Path folder;

	static Stream<byte[]> seeds() {
		final Random random = new Random(1);
		final byte[] pixels = new byte[5000];
		random.nextBytes(pixels);
		Arrays.fill(pixels, 300, 900, (byte) 7);
		final Stream.Builder<byte[]> seeds = Stream.builder();
		for (final int[] kind : TiffPixelsTest.kinds())
			for (final int compression : new int[] { TestTiff.NONE, TestTiff.LZW, TestTiff.DEFLATE, TestTiff.PACK_BITS }) {
				final TestTiff tiff = new TestTiff(9, 7, kind[0], kind[1]).format(kind[2]).rows(3).compression(compression,
					kind[0] == 16).order(compression == TestTiff.LZW ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN).images(2);
				seeds.add((kind[3] == 1 ? tiff.planar() : tiff).encode(pixels));
			}
		seeds.add(new TestTiff(5, 4, 8, 1).images(1).description("ImageJ=1.54p\nimages=3\nframes=3\nfinterval=2.5\n")
			.encode(pixels));
		seeds.add(new TestTiff(5, 4, 8, 1).images(6).description(
			"<OME><Image><Pixels DimensionOrder=\"XYZCT\" SizeC=\"2\" SizeZ=\"1\" SizeT=\"3\" PhysicalSizeX=\"0.3\"/></Image></OME>")
			.encode(pixels));
		return seeds.build();
	}

	@MethodSource("seeds")
	@FuzzTest
	void isReadOrRefused(final byte[] file) {
		FuzzedMovie.read(FuzzedMovie.write(folder.resolve("a.tif"), file));
	}
}
