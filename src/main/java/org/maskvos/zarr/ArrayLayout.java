package org.maskvos.zarr;

import com.fasterxml.jackson.databind.JsonNode;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * How an array lies in its chunks.
 *
 * @param shape number of elements along each axis
 * @param chunks those of a chunk
 * @param type of the elements
 * @param order of their bytes
 * @param lastFastest whether neighbours along the last axis are neighbours in a
 *          chunk; else those along the first
 * @param codecs that decode a chunk, in this order
 * @param fill value of chunks that are not there
 * @param prefix of the names of chunks
 * @param separator between the indices of a chunk in its name
 */
record ArrayLayout(long[] shape, int[] chunks, ElementType type, ByteOrder order, boolean lastFastest,
		List<Codec> codecs, float fill, String prefix, String separator) {

	private static final int MEGABYTE = 1 << 20;
	/** Images have five. */
	private static final int MOST_AXES = 32;

	/** @throws ZarrException if the metadata is damaged, or asks for what is not supported */
	static ArrayLayout of(final ZarrNode node) throws ZarrException {
		final ArrayLayout layout = node.version() == 2 ? two(node.metadata()) : three(node.metadata());
		if (layout.shape.length == 0 || layout.chunks.length != layout.shape.length) throw new ZarrException(
			"its array has no size");
		double bytes = layout.type.bytes();
		for (int d = 0; d < layout.shape.length; d++) {
			if (layout.shape[d] < 1 || layout.chunks[d] < 1) throw new ZarrException("its array has no size");
			bytes *= layout.chunks[d];
		}
		if (bytes > Integer.MAX_VALUE - 8) throw new ZarrException("its chunks are larger than 2 GB");
		// NB: one as it is in the file, and one as it was
		if (2 * bytes > Runtime.getRuntime().maxMemory()) throw new ZarrException("its chunks of " + (long) bytes /
			MEGABYTE + " MB need more memory than Java may use");
		return layout;
	}

	/** Bytes of a chunk. */
	int chunkBytes() {
		int bytes = type.bytes();
		for (final int length : chunks)
			bytes *= length;
		return bytes;
	}

	/** From an element of a chunk to the next one along each axis, in bytes. */
	int[] strides() {
		final int n = chunks.length;
		final int[] strides = new int[n];
		int stride = type.bytes();
		for (int i = 0; i < n; i++) {
			final int axis = lastFastest ? n - 1 - i : i;
			strides[axis] = stride;
			stride *= chunks[axis];
		}
		return strides;
	}

	// -- Helper methods --

	private static ArrayLayout two(final JsonNode json) throws ZarrException {
		final String code = json.path("dtype").asText("");
		if (code.length() < 3) throw new ZarrException("its elements are of the type '" + code +
			"', which is not supported");
		final List<Codec> codecs = new ArrayList<>();
		final JsonNode compressor = json.path("compressor");
		if (compressor.isObject()) codecs.add(Codecs.of(compressor.path("id").asText("")));
		for (final JsonNode filter : json.path("filters"))
			throw new ZarrException("its chunks went through the filter " + filter.path("id").asText("") +
				", which is not supported");
		return new ArrayLayout(shape(list(json.path("shape"))), chunks(list(json.path("chunks"))), ElementType.ofCode(code
			.substring(1)), code.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN, !json.path("order")
				.asText().equals("F"), codecs, fill(json), "", json.path("dimension_separator").asText("."));
	}

	private static ArrayLayout three(final JsonNode json) throws ZarrException {
		ByteOrder order = ByteOrder.LITTLE_ENDIAN;
		final List<Codec> codecs = new ArrayList<>();
		for (final JsonNode codec : json.path("codecs")) {
			final String name = codec.path("name").asText("");
			if (!name.equals("bytes")) codecs.add(0, Codecs.of(name));
			else if (codec.path("configuration").path("endian").asText().equals("big")) order = ByteOrder.BIG_ENDIAN;
		}
		final JsonNode keys = json.path("chunk_key_encoding"), separator = keys.path("configuration").path("separator");
		final boolean plain = keys.path("name").asText().equals("v2");
		return new ArrayLayout(shape(list(json.path("shape"))), chunks(list(json.path("chunk_grid").path("configuration")
			.path("chunk_shape"))), ElementType.ofName(json.path("data_type").asText("")), order, true, codecs, fill(json),
			plain ? "" : "c", separator.asText(plain ? "." : "/"));
	}

	private static float fill(final JsonNode json) {
		return (float) json.path("fill_value").asDouble();
	}

	private static long[] shape(final JsonNode list) throws ZarrException {
		final long[] shape = new long[list.size()];
		for (int i = 0; i < shape.length; i++)
			shape[i] = length(list.get(i));
		return shape;
	}

	private static int[] chunks(final JsonNode list) throws ZarrException {
		final int[] chunks = new int[list.size()];
		for (int i = 0; i < chunks.length; i++)
			chunks[i] = (int) length(list.get(i));
		return chunks;
	}

	/** NB: no axis of an image is longer than an array of Java. */
	private static long length(final JsonNode value) throws ZarrException {
		if (value.isIntegralNumber() && value.canConvertToInt()) return value.asInt();
		if (value.isNull()) throw new ZarrException("its array has no size");
		throw new ZarrException("its array has the size " + value + " along an axis, which is none");
	}

	private static JsonNode list(final JsonNode list) throws ZarrException {
		if (list.size() > MOST_AXES) throw new ZarrException("its array has " + list.size() + " axes");
		return list;
	}
}
