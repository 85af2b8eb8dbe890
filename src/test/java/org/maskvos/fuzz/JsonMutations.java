package org.maskvos.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON text in which one value, at any depth, is another, or missing. */
final class JsonMutations {

	private static final ObjectMapper JSON = new ObjectMapper();

	/** What is put in the place of any value. */
	private static final String[] VALUES = { "null", "true", "-1", "0", "1", "2.5", "1e308", "2147483647", "4294967296",
		"9223372036854775807", "123456789012345678901234567890", "\"x\"", "\"\"", "[]", "{}", "[1]", "[[[[]]]]",
		"{\"a\":{\"b\":1}}" };
	/** And in the place of texts. */
	private static final String[] TEXTS = { "\"..\"", "\"../other\"", "\"/etc\"", "\"a/../../b\"", "\"\\u0000\"",
		"\"\\n\"", "\"NaN\"", "\"Infinity\"", "\"-1\"", "\".\"", "\"~\"", "\"C:\\\\x\"", "\"\u7d30\u80de\"" };

	private JsonMutations() {}

	/**
	 * @param every so manyth of all
	 * @return name to text
	 */
	static Map<String, String> of(final String text, final int every) throws IOException {
		final JsonNode root = JSON.readTree(text);
		final List<String> places = new ArrayList<>();
		collect(root, "", places);
		final Map<String, String> all = new LinkedHashMap<>();
		int n = 0;
		for (final String place : places) {
			for (int i = -1; i < VALUES.length; i++)
				if (n++ % every == 0) all.put(place + (i < 0 ? "-gone" : "=" + i), changed(root, place, i < 0 ? null
					: VALUES[i]));
			if (root.at(place).isTextual()) for (int i = 0; i < TEXTS.length; i++)
				if (n++ % every == 0) all.put(place + "=text" + i, changed(root, place, TEXTS[i]));
		}
		return all;
	}

	/** Texts that are no JSON of the expected kind at all. */
	static Map<String, String> broken(final String text) {
		final Map<String, String> all = new LinkedHashMap<>();
		all.put("empty", "");
		all.put("blank", " \n ");
		all.put("null", "null");
		all.put("number", "17");
		all.put("list", "[]");
		all.put("object", "{}");
		all.put("text", "\"x\"");
		all.put("half", text.substring(0, text.length() / 2));
		all.put("twice", text + text);
		all.put("comma", text.replaceFirst("\\{", "{,"));
		all.put("mark", "\ufeff" + text);
		all.put("zeros", "\0\0\0\0\0\0\0\0");
		all.put("noise", "\u0001\u0002{\u00ff");
		all.put("deep", "[".repeat(100_000));
		all.put("deep-object", "{\"a\":".repeat(50_000));
		all.put("long-number", "{\"zarr_format\":" + "9".repeat(100_000) + "}");
		all.put("exponent", "{\"shape\":[1e1000000000]}");
		all.put("long-key", "{\"" + "k".repeat(1_000_000) + "\":1}");
		all.put("same-key", "{" + "\"zarr_format\":2,".repeat(1000) + "\"a\":1}");
		return all;
	}

	// -- Helper methods --

	private static void collect(final JsonNode node, final String place, final List<String> places) {
		if (!place.isEmpty()) places.add(place);
		if (node.isObject()) node.fieldNames().forEachRemaining(key -> collect(node.get(key), place + "/" + key.replace("~",
			"~0").replace("/", "~1"), places));
		for (int i = 0; node.isArray() && i < node.size(); i++)
			collect(node.get(i), place + "/" + i, places);
	}

	private static String changed(final JsonNode root, final String place, final String value) throws IOException {
		final JsonNode copy = root.deepCopy();
		final JsonNode parent = copy.at(place.substring(0, place.lastIndexOf('/')));
		final String key = place.substring(place.lastIndexOf('/') + 1).replace("~1", "/").replace("~0", "~");
		final JsonNode other = value == null ? null : JSON.readTree(value);
		if (parent instanceof ObjectNode object) {
			if (other == null) object.remove(key);
			else object.set(key, other);
		}
		else if (other == null) ((ArrayNode) parent).remove(Integer.parseInt(key));
		else((ArrayNode) parent).set(Integer.parseInt(key), other);
		return JSON.writeValueAsString(copy);
	}
}
