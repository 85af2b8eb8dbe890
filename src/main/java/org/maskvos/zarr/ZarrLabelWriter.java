package org.maskvos.zarr;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;

/**
 * Writes a new array of unsigned 32-bit integers, version 2, plane by plane; the last
 * two axes are those of a plane. A plane is one chunk, or tiles of 1024 x 1024.
 * Chunks of background are left out: they read as 0.
 */
public final class ZarrLabelWriter {

	private static final int TILE = 1024;
	private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).enable(
		SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

	/** The file {@code .zgroup}. */
	public static final Map<String, Integer> GROUP = Map.of("zarr_format", 2);

	private final Path folder;
	private final int width, height, tileWidth, tileHeight;

	/**
	 * @param folder is made
	 * @param shape number of elements along each axis; the last two are height and
	 *          width
	 */
	public ZarrLabelWriter(final Path folder, final long... shape) throws IOException {
		this.folder = Files.createDirectories(folder);
		height = (int) shape[shape.length - 2];
		width = (int) shape[shape.length - 1];
		tileHeight = Math.min(TILE, height);
		tileWidth = Math.min(TILE, width);
		final List<Object> chunks = new ArrayList<>();
		for (int d = 0; d < shape.length - 2; d++)
			chunks.add(1);
		chunks.addAll(List.of(tileHeight, tileWidth));
		final Map<String, Object> layout = new LinkedHashMap<>();
		layout.put("zarr_format", 2);
		layout.put("shape", shape);
		layout.put("chunks", chunks);
		layout.put("dtype", "<u4");
		layout.put("compressor", Map.of("id", "zlib", "level", 1));
		layout.put("fill_value", 0);
		layout.put("order", "C");
		layout.put("filters", null);
		layout.put("dimension_separator", "/");
		writeJson(folder.resolve(".zarray"), layout);
	}

	/** Makes a group of a folder. */
	public static void writeGroup(final Path folder, final Map<String, ?> attributes) throws IOException {
		Files.createDirectories(folder);
		writeJson(folder.resolve(".zgroup"), GROUP);
		writeJson(folder.resolve(".zattrs"), attributes);
	}

	/** @param file nothing may be there */
	public static void writeJson(final Path file, final Object value) throws IOException {
		Files.writeString(file, json(value), StandardOpenOption.CREATE_NEW);
	}

	/** Metadata as the text of a file, with keys in alphabetical order. */
	public static String json(final Object value) throws IOException {
		return JSON.writeValueAsString(value) + "\n";
	}

	/**
	 * Writes a plane.
	 *
	 * @param ids row after row
	 * @param index along all axes but the last two
	 */
	public void write(final int[] ids, final long... index) throws IOException {
		Path place = folder;
		for (final long i : index)
			place = place.resolve(Long.toString(i));
		final ByteBuffer tile = ByteBuffer.allocate(4 * tileWidth * tileHeight).order(ByteOrder.LITTLE_ENDIAN);
		for (int y = 0; y < height; y += tileHeight)
			for (int x = 0; x < width; x += tileWidth) {
				if (!fill(tile, ids, x, y)) continue;
				final Path row = Files.createDirectories(place.resolve(Integer.toString(y / tileHeight)));
				Files.write(row.resolve(Integer.toString(x / tileWidth)), deflate(tile.array()));
			}
	}

	// -- Helper methods --

	/** @return false if there is only background */
	private boolean fill(final ByteBuffer tile, final int[] ids, final int left, final int top) {
		boolean any = false;
		tile.clear();
		for (int y = top; y < top + tileHeight; y++)
			for (int x = left; x < left + tileWidth; x++) {
				final int id = y < height && x < width ? ids[y * width + x] : 0;
				any |= id != 0;
				tile.putInt(id);
			}
		return any;
	}

	private static byte[] deflate(final byte[] bytes) {
		final Deflater deflater = new Deflater(1);
		try {
			deflater.setInput(bytes);
			deflater.finish();
			// NB: more than zlib needs for bytes that do not get shorter
			final byte[] out = new byte[bytes.length + bytes.length / 1000 + 64];
			return Arrays.copyOf(out, deflater.deflate(out));
		}
		finally {
			deflater.end();
		}
	}
}
