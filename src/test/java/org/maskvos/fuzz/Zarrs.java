package org.maskvos.fuzz;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;

/** The {@link Scene} as an OME-Zarr: 16 bits, a chunk for each frame. */
final class Zarrs {

	static final String ATTRIBUTES = """
			{"multiscales": [{"version": "0.4", "name": "m", "axes": [{"name": "t", "type": "time", "unit": "second"},
			{"name": "y", "type": "space", "unit": "micrometer"}, {"name": "x", "type": "space", "unit": "micrometer"}],
			"datasets": [{"path": "0", "coordinateTransformations": [{"type": "scale", "scale": [5, 0.5, 0.5]}]}]}]}""";
	static final String ARRAY_2 = """
			{"zarr_format": 2, "shape": [3, 24, 32], "chunks": [1, 24, 32], "dtype": "<u2", "compressor": {"id": "zlib",
			"level": 1}, "fill_value": 0, "order": "C", "filters": null, "dimension_separator": "/"}""";
	static final String ARRAY_3 = """
			{"zarr_format": 3, "node_type": "array", "shape": [3, 24, 32], "data_type": "uint16", "chunk_grid": {"name":
			"regular", "configuration": {"chunk_shape": [1, 24, 32]}}, "chunk_key_encoding": {"name": "default",
			"configuration": {"separator": "/"}}, "fill_value": 0, "codecs": [{"name": "bytes", "configuration": {"endian":
			"little"}}, {"name": "gzip", "configuration": {"level": 1}}], "attributes": {}}""";

	private Zarrs() {}

	/** What the group says of itself, version 3. */
	static String group3() {
		return "{\"zarr_format\": 3, \"node_type\": \"group\", \"attributes\": {\"ome\": " + ATTRIBUTES.replace("0.4",
			"0.5") + "}}";
	}

	/** Writes version 2; returns its path. */
	static String two(final Bench bench, final String name) throws IOException {
		bench.write(name + "/.zgroup", "{\"zarr_format\": 2}");
		bench.write(name + "/.zattrs", ATTRIBUTES);
		bench.write(name + "/0/.zarray", ARRAY_2);
		for (int t = 0; t < Scene.FRAMES; t++)
			bench.write(name + "/0/" + t + "/0/0", TiffBytes.deflate(plane(t)));
		return bench.in(name);
	}

	/** Writes version 3; returns its path. */
	static String three(final Bench bench, final String name) throws IOException {
		bench.write(name + "/zarr.json", group3());
		bench.write(name + "/0/zarr.json", ARRAY_3);
		for (int t = 0; t < Scene.FRAMES; t++)
			bench.write(name + "/0/c/" + t + "/0/0", gzip(plane(t)));
		return bench.in(name);
	}

	static byte[] plane(final int t) {
		final ByteBuffer plane = ByteBuffer.allocate(2 * Scene.WIDTH * Scene.HEIGHT).order(ByteOrder.LITTLE_ENDIAN);
		for (final int id : Scene.ids(t))
			plane.putShort((short) id);
		return plane.array();
	}

	static byte[] gzip(final byte[] bytes) throws IOException {
		final var out = new java.io.ByteArrayOutputStream();
		try (var gzip = new java.util.zip.GZIPOutputStream(out)) {
			gzip.write(bytes);
		}
		return out.toByteArray();
	}

	static void remove(final Bench bench, final String name) throws IOException {
		final var path = bench.in().resolve(name);
		if (Files.isDirectory(path)) Snapshot.delete(path);
		else Files.delete(path);
	}
}
