package org.maskvos.movie.avi;

import com.code_intelligence.jazzer.junit.FuzzTest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;
import org.maskvos.movie.FuzzedMovie;
import org.maskvos.movie.picture.PngBytesTest;

/** AVI files of any content. */
@Timeout(60)
@Tag("unit")
class AviFuzzTest {

	@TempDir
	static Path folder;

	static Stream<byte[]> seeds() throws IOException {
		final Stream.Builder<byte[]> seeds = Stream.builder();
		for (final String code : new String[] { "Y800", "Y16 ", "AYUV", "UYVY", "YUY2", "NV12", "I420" }) {
			final int bits = switch (code) {
				case "Y800" -> 8;
				case "AYUV" -> 32;
				case "NV12", "I420" -> 12;
				default -> 16;
			};
			seeds.add(TestAvi.encode(6, 4, bits, AviFile.fourCc(code), new byte[96], new byte[96]));
		}
		seeds.add(TestAvi.encode(5, -4, 24, 0, new byte[64], new byte[64]));
		seeds.add(TestAvi.encode(37, 25, 24, AviFile.fourCc("png "), PngBytesTest.png(new byte[38 * 25])));
		return seeds.build();
	}

	@MethodSource("seeds")
	@FuzzTest
	void isReadOrRefused(final byte[] file) {
		FuzzedMovie.read(FuzzedMovie.write(folder.resolve("a.avi"), file));
	}
}
