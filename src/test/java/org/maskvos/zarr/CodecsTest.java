package org.maskvos.zarr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Python's numcodecs compressed is decoded. */
@Tag("unit")
class CodecsTest {

	private static final int COUNT = 5003;

	static List<String> names() throws IOException {
		final List<String> names = new ArrayList<>();
		golden().fieldNames().forEachRemaining(name -> {
			if (!name.contains("blosclz")) names.add(name);
		});
		return names;
	}

	@ParameterizedTest
	@MethodSource("names")
	void decodes(final String name) throws IOException {
		final byte[] out = Codecs.of(name.split(" ")[0]).decode(data(name), 2 * COUNT);
		assertEquals(2 * COUNT, out.length);
		final ByteBuffer buffer = ByteBuffer.wrap(out).order(ByteOrder.LITTLE_ENDIAN);
		for (long i = 0; i < COUNT; i++)
			assertEquals((i * i / 4096 + i / 256 * 7) % 65521, buffer.getShort() & 0xffff, name + " " + i);
	}

	@ParameterizedTest
	@MethodSource("names")
	void refusesWhatIsCut(final String name) throws IOException {
		final byte[] data = data(name);
		final byte[] half = Arrays.copyOf(data, data.length / 2);
		assertThrows(Exception.class, () -> Codecs.of(name.split(" ")[0]).decode(half, 2 * COUNT));
	}

	@Test
	void namesWhatIsNotSupported() throws IOException {
		assertEquals("its chunks are compressed by Blosc's own method 'blosclz', which is not supported", assertThrows(
			ZarrException.class, () -> Codecs.of("blosc").decode(data("blosc blosclz 1 0"), 2 * COUNT)).getMessage());
		assertEquals("its chunks are compressed by 'jpegxl', which is not supported", assertThrows(ZarrException.class,
			() -> Codecs.of("jpegxl")).getMessage());
		assertEquals("its chunks lie in shards, which are not supported", assertThrows(ZarrException.class, () -> Codecs.of(
			"sharding_indexed")).getMessage());
	}

	// -- Helper methods --

	private static JsonNode golden() throws IOException {
		return new JsonMapper().readTree(CodecsTest.class.getResourceAsStream("codecs.json"));
	}

	private static byte[] data(final String name) throws IOException {
		return Base64.getDecoder().decode(golden().path(name).asText());
	}
}
