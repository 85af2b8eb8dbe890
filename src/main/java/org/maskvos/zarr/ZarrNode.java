package org.maskvos.zarr;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.maskvos.files.Inputs;

/**
 * A group or an array, of which only the metadata was read.
 *
 * @param folder of it
 * @param version of the format, 2 or 3
 * @param array whether it is an array, not a group
 * @param metadata of an array; missing for a group of version 2
 * @param attributes what its makers say of it; missing if nothing
 */
public record ZarrNode(Path folder, int version, boolean array, JsonNode metadata, JsonNode attributes) {

	private static final JsonMapper JSON = new JsonMapper();
	/** The metadata of a plate of thousands of images has some MB. */
	private static final int MOST = 1 << 26;

	/**
	 * Looks what a folder is.
	 *
	 * @return null if it is no Zarr group or array
	 * @throws ZarrException if its metadata is damaged
	 */
	public static ZarrNode read(final Path folder) throws IOException {
		final Path three = folder.resolve("zarr.json");
		if (Files.isRegularFile(three)) {
			final JsonNode json = parse(three);
			return new ZarrNode(folder, 3, json.path("node_type").asText().equals("array"), json, json.path("attributes"));
		}
		final Path array = folder.resolve(".zarray"), attributes = folder.resolve(".zattrs");
		final boolean isArray = Files.isRegularFile(array);
		if (!isArray && !Files.isRegularFile(attributes) && !Files.isRegularFile(folder.resolve(".zgroup"))) return null;
		return new ZarrNode(folder, 2, isArray, isArray ? parse(array) : MissingNode.getInstance(), Files.isRegularFile(
			attributes) ? parse(attributes) : MissingNode.getInstance());
	}

	/** Whether a folder is a Zarr group or array, without reading it. */
	public static boolean isOne(final Path folder) {
		for (final String file : new String[] { "zarr.json", ".zgroup", ".zattrs", ".zarray" })
			if (Files.isRegularFile(folder.resolve(file))) return true;
		return false;
	}

	private static JsonNode parse(final Path file) throws IOException {
		try {
			final JsonNode json = JSON.readTree(Inputs.read(file, MOST));
			if (json != null && json.isObject()) return json;
			throw new ZarrException("its file " + file.getFileName() + " is damaged");
		}
		catch (final JsonProcessingException | StackOverflowError exc) {
			throw new ZarrException("its file " + file.getFileName() + " is damaged", exc);
		}
	}
}
