package org.maskvos.movie.omezarr;

import com.code_intelligence.jazzer.junit.FuzzTest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;
import org.maskvos.movie.FuzzedMovie;
import org.maskvos.zarr.ZarrArray;

/** OME-Zarr images whose metadata and first chunk are of any content. */
@Tag("unit")
@Timeout(60)
class OmeZarrFuzzTest {

	@TempDir
	static Path folder;
	private static Path zarr;

	@BeforeAll
	static void folders() throws IOException {
		zarr = folder.resolve("a.zarr");
		for (final String inside : new String[] { "0/c/0/0", "1" })
			Files.createDirectories(zarr.resolve(inside));
	}

	/** Metadata of the group, that of the array, and a chunk, with a zero after each of the first two. */
	static Stream<byte[]> seeds() throws IOException {
		final Stream.Builder<byte[]> seeds = Stream.builder();
		final String two =
			"{\"multiscales\":[{\"axes\":[{\"name\":\"t\",\"unit\":\"second\"},{\"name\":\"y\"},{\"name\":\"x\"}]," +
				"\"datasets\":[{\"path\":\"0\",\"coordinateTransformations\":[{\"type\":\"scale\",\"scale\":[2,0.5,0.5]}]}]}]}";
		final JsonNode golden = new JsonMapper().readTree(ZarrArray.class.getResourceAsStream("codecs.json"));
		for (final var names = golden.fieldNames(); names.hasNext();) {
			final String name = names.next();
			seeds.add(seed(two,
				"{\"zarr_format\":2,\"shape\":[2,1,5003],\"chunks\":[1,1,5003],\"dtype\":\"<u2\",\"order\":\"C\"," +
					"\"compressor\":{\"id\":\"" + name.split(" ")[0] + "\"},\"fill_value\":0}", Base64.getDecoder().decode(golden
						.path(name).asText())));
		}
		seeds.add(seed(two, "{\"zarr_format\":2,\"shape\":[2,4,4],\"chunks\":[2,3,3],\"dtype\":\">f4\",\"order\":\"F\"," +
			"\"fill_value\":\"NaN\",\"dimension_separator\":\".\"}", new byte[72]));
		seeds.add(seed("{\"zarr_format\":3,\"node_type\":\"group\",\"attributes\":{\"ome\":" + two + "}}",
			"{\"zarr_format\":3,\"node_type\":\"array\",\"shape\":[2,4,4],\"data_type\":\"uint8\",\"fill_value\":7," +
				"\"chunk_grid\":{\"name\":\"regular\",\"configuration\":{\"chunk_shape\":[1,4,4]}}," +
				"\"chunk_key_encoding\":{\"name\":\"default\"},\"codecs\":[{\"name\":\"bytes\"},{\"name\":\"crc32c\"}]}",
			new byte[20]));
		return seeds.build();
	}

	@MethodSource("seeds")
	@FuzzTest
	void isReadOrRefused(final byte[] parts) throws IOException {
		final int first = zero(parts, 0), second = zero(parts, first + 1);
		final byte[] group = part(parts, 0, first), array = part(parts, first + 1, second), chunk = part(parts, second + 1,
			parts.length);
		final boolean three = new String(group, StandardCharsets.ISO_8859_1).contains("\"zarr_format\":3");
		for (final String file : new String[] { ".zattrs", "0/.zarray", "zarr.json", "0/zarr.json" })
			Files.deleteIfExists(zarr.resolve(file));
		FuzzedMovie.write(zarr.resolve(three ? "zarr.json" : ".zattrs"), group);
		FuzzedMovie.write(zarr.resolve(three ? "0/zarr.json" : "0/.zarray"), array);
		FuzzedMovie.write(zarr.resolve(three ? "0/c/0/0/0" : "0/0.0.0"), chunk);
		FuzzedMovie.read(zarr);
	}

	// -- Helper methods --

	private static byte[] seed(final String group, final String array, final byte[] chunk) throws IOException {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		out.write((group + "\0" + array + "\0").getBytes(StandardCharsets.UTF_8));
		out.write(chunk);
		return out.toByteArray();
	}

	private static int zero(final byte[] parts, final int from) {
		int at = from;
		while (at < parts.length && parts[at] != 0)
			at++;
		return at;
	}

	private static byte[] part(final byte[] parts, final int from, final int to) {
		return from >= to ? new byte[0] : Arrays.copyOfRange(parts, from, to);
	}
}
