package org.maskvos.movie.omezarr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.maskvos.io.Movies;
import org.maskvos.movie.Movie;
import org.maskvos.movie.MovieException;
import org.maskvos.movie.MovieOptions;
import org.maskvos.movie.Pixels;

/** An OME-Zarr image whose metadata or chunks are of no sense: a sentence, soon, and without reading elsewhere. */
@Tag("unit")
@Timeout(30)
class OmeZarrDamageTest {

	private static final int SIDE = 4;

	@TempDir
	private Path folder;
	private Path zarr;
	private final Map<String, Object> layout = new TreeMap<>(Map.of("zarr_format", 2, "shape", List.of(2, SIDE, SIDE),
		"chunks", List.of(1, SIDE, SIDE), "dtype", "|u1", "order", "C", "fill_value", 7));

	@BeforeEach
	void make() throws IOException {
		zarr = folder.resolve("a.zarr");
		Files.createDirectories(zarr.resolve("0"));
		group("0");
		array();
	}

	@Test
	void missingChunksHaveTheFillValue() throws IOException {
		try (Movie movie = Movies.open(zarr, MovieOptions.defaults())) {
			assertEquals(7, Pixels.floats(movie.frame(1))[3]);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "../b.zarr/0", "/etc", "0/../../b.zarr/0" })
	void arraysLieInTheFolder(final String path) throws IOException {
		group(path);
		refused("%s is damaged: its metadata names the array '" + path + "', which is not in its folder.");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "[1e30, 4, 4] | has the size 1.0E30 along an axis, which is none", //
		"[2, 4, 99999999999] | has the size 99999999999 along an axis, which is none", //
		"[2, -4, 4] | has no size", "[2, 0, 4] | has no size", "[] | has no size",
		"[2, 4, \"4\"] | has the size \"4\" along an axis, which is none",
		"[2, 4, 1.5] | has the size 1.5 along an axis, which is none" })
	void sizesOfNoSense(final String shape, final String why) throws IOException {
		layout.put("shape", new JsonMapper().readTree(shape));
		array();
		refused("%s cannot be read: its array " + why + ".");
	}

	@Test
	void sizesThatAreTooLarge() throws IOException {
		layout.put("shape", List.of(2_000_000_000, SIDE, SIDE));
		array();
		refused("%s has 2000000000 frames, more than any movie has.");
		layout.put("shape", List.of(2, 2_000_000_000, 2_000_000_000));
		array();
		refused(
			"%s is too large: a frame of 2000000000 x 2000000000 pixels has more than 2^31 values; crop or downscale it.");
		layout.put("shape", List.of(2, SIDE, SIDE));
		layout.put("chunks", List.of(65536, 65536, 65536));
		array();
		refused("%s cannot be read: its chunks are larger than 2 GB.");
		layout.put("shape", List.of(2, 1500, 1500));
		layout.put("chunks", List.of(1, 1, 1));
		array();
		damaged("its planes are in more than 1048576 chunks");
	}

	@Test
	void chunksThatAreNoFilesOrTooLong() throws IOException {
		Files.createDirectory(zarr.resolve("0/0.0.0"));
		final String told = assertThrows(MovieException.class, this::read).getMessage();
		assertEquals(zarr.resolve("0/0.0.0") + " is a folder, not a file.", told);
		Files.delete(zarr.resolve("0/0.0.0"));
		chunk(new byte[SIDE * SIDE + 1]);
		damaged("its chunk 0.0.0 is damaged");
		chunk(new byte[100_000]);
		assertEquals(zarr.resolve("0/0.0.0") + " is too large: it has 100000 bytes, and at most 4112 are read.",
			assertThrows(MovieException.class, this::read).getMessage());
	}

	@ParameterizedTest
	@ValueSource(strings = { "zlib", "gzip" })
	void compressedChunksAreCheckedToTheirEnd(final String codec) throws IOException {
		layout.put("compressor", Map.of("id", codec));
		array();
		final byte[] pixels = new byte[SIDE * SIDE];
		for (int i = 0; i < pixels.length; i++)
			pixels[i] = (byte) (i * i);
		final byte[] sound = compress(codec, pixels);
		chunk(sound);
		assertEquals(25, read()[5]);
		chunk(Arrays.copyOf(sound, sound.length - 2));
		damaged("its chunk 0.0.0 is damaged");
		sound[sound.length - 5] ^= 1;
		chunk(sound);
		damaged("its chunk 0.0.0 is damaged");
		chunk(compress(codec, new byte[SIDE * SIDE - 1]));
		damaged("its chunk 0.0.0 is damaged");
		chunk(compress(codec, new byte[1 << 20]));
		damaged("its chunk 0.0.0 is damaged");
	}

	@Test
	void checksumsOfVersion3AreLookedAt() throws IOException {
		Files.delete(zarr.resolve("0/.zarray"));
		json("0/zarr.json", Map.of("zarr_format", 3, "node_type", "array", "shape", List.of(2, SIDE, SIDE), "data_type",
			"uint8", "fill_value", 7, "chunk_grid", Map.of("name", "regular", "configuration", Map.of("chunk_shape", List.of(
				1, SIDE, SIDE))), "chunk_key_encoding", Map.of("name", "default"), "codecs", List.of(Map.of("name", "bytes"),
					Map.of("name", "gzip"), Map.of("name", "crc32c"))));
		final byte[] packed = compress("gzip", new byte[SIDE * SIDE]);
		final CRC32C crc = new CRC32C();
		crc.update(packed);
		final ByteBuffer chunk = ByteBuffer.allocate(packed.length + 4).order(ByteOrder.LITTLE_ENDIAN).put(packed).putInt(
			(int) crc.getValue());
		Files.createDirectories(zarr.resolve("0/c/0/0"));
		Files.write(zarr.resolve("0/c/0/0/0"), chunk.array());
		assertArrayEquals(new float[SIDE * SIDE], read());
		chunk.array()[3] ^= 1;
		Files.write(zarr.resolve("0/c/0/0/0"), chunk.array());
		damaged("its chunk c/0/0/0 is damaged");
	}

	@Test
	void metadataWithoutEnd() throws IOException {
		try (OutputStream out = Files.newOutputStream(zarr.resolve(".zattrs"))) {
			out.write("{\"multiscales\":".getBytes());
			out.write("[".repeat(200_000).getBytes());
		}
		refused("%s cannot be read: its file .zattrs is damaged.");
		try (RandomAccessFile file = new RandomAccessFile(zarr.resolve(".zattrs").toFile(), "rw")) {
			file.setLength(1L << 32);
		}
		assertEquals(zarr.resolve(".zattrs") + " is too large: it has 4294967296 bytes, and at most 67108864 are read.",
			assertThrows(MovieException.class, this::read).getMessage());
	}

	@Test
	void axesWithTheSameName() throws IOException {
		json(".zattrs", Map.of("multiscales", List.of(Map.of("axes", List.of("y", "y", "x"), "datasets", List.of(Map.of(
			"path", "0"))))));
		refused("%s is damaged: two of its axes have the same name.");
	}

	// -- Helper methods --

	private void group(final String path) throws IOException {
		json(".zattrs", Map.of("multiscales", List.of(Map.of("axes", List.of("t", "y", "x"), "datasets", List.of(Map.of(
			"path", path))))));
	}

	private void array() throws IOException {
		json("0/.zarray", layout);
	}

	private void json(final String file, final Object content) throws IOException {
		Files.write(zarr.resolve(file), new JsonMapper().writeValueAsBytes(content));
	}

	private void chunk(final byte[] bytes) throws IOException {
		Files.write(zarr.resolve("0/0.0.0"), bytes);
	}

	private static byte[] compress(final String codec, final byte[] bytes) throws IOException {
		final ByteArrayOutputStream packed = new ByteArrayOutputStream();
		try (OutputStream out = codec.equals("gzip") ? new GZIPOutputStream(packed) : new DeflaterOutputStream(packed)) {
			out.write(bytes);
		}
		return packed.toByteArray();
	}

	/** Frame 1. */
	private float[] read() throws IOException {
		try (Movie movie = Movies.open(zarr, MovieOptions.defaults())) {
			return Pixels.floats(movie.frame(0));
		}
	}

	private void refused(final String message) {
		assertEquals(String.format(message, zarr), assertThrows(MovieException.class, this::read).getMessage());
	}

	private void damaged(final String why) {
		refused("%s: frame 1 cannot be read: " + why + ".");
	}
}
