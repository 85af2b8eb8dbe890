package org.maskvos.model;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The part of a bioimage.io model description 0.5 ({@code rdf.yaml}) that the
 * plugin reads; the rest is for people and for the model zoo. Texts that are not
 * there are null, lists empty, numbers 0, flags false.
 *
 * @param maskvos the section {@code config: maskvos}
 */
record Rdf(String formatVersion, String type, String name, String description, List<String> authors,
	String license, Section maskvos)
{

	/**
	 * @param objectDiameter canonical diameter in network px
	 * @param stcn null if the package does not propagate
	 * @param graphs name to file; empty if none is declared
	 */
	record Section(List<String> kind, double objectDiameter, StcnSettings stcn, Map<String, GraphFile> graphs) {}

	/** An ONNX file beside rdf.yaml, and the SHA-256 of its bytes. */
	record GraphFile(String source, String sha256) {}

	/**
	 * @param yaml text in UTF-8
	 * @throws YAMLException if it is not YAML, or a value is of another kind than
	 *           expected; the message says what, without a full stop
	 */
	static Rdf parse(final byte[] yaml) {
		try {
			final Entries file = Entries.of("the file", new Yaml(new SafeConstructor(new LoaderOptions())).load(
				new String(yaml, StandardCharsets.UTF_8)));
			return new Rdf(file.text("format_version"), file.text("type"), file.text("name"), file.text(
				"description"), authors(file), file.text("license"), section(file.entries("config").entries(
					"maskvos")));
		}
		catch (final MarkedYAMLException e) {
			throw new YAMLException(e.getProblem().replaceAll("\\s+", " ") + " in line " + (e.getProblemMark().getLine() + 1), e);
		}
	}

	// -- Helper methods --

	private static List<String> authors(final Entries file) {
		return file.list("authors").stream().map(author -> Entries.of("author", author).text("name")).toList();
	}

	private static Section section(final Entries section) {
		final Map<String, GraphFile> graphs = new LinkedHashMap<>();
		final Entries declared = section.entries("graphs");
		for (final Object name : declared.map.keySet()) {
			final Entries graph = declared.entries(name);
			graphs.put(String.valueOf(name), new GraphFile(graph.text("source"), graph.text("sha256")));
		}
		return new Section(section.list("kind").stream().map(String::valueOf).toList(), section.number(
			"object_diameter"), stcn(section), graphs);
	}

	/** Null if there is no such section. */
	private static StcnSettings stcn(final Entries section) {
		final Entries stcn = section.entries("stcn");
		if (stcn.map.isEmpty()) return null;
		final int stride = (int) stcn.number("stride");
		try {
			return new StcnSettings(stride, Math.max(stride, (int) stcn.number("multiple")), (int) stcn.number("resolution"),
				stcn.number("pace"), stcn.flag("carried_masks"), floats(stcn.list("mean")), floats(stcn.list("std")), strides(stcn.entries("value_features")), strides(stcn
					.entries("decode_features")));
		}
		catch (final IllegalArgumentException e) {
			throw new YAMLException("in section stcn, " + e.getMessage(), e);
		}
	}

	private static Map<String, Integer> strides(final Entries features) {
		final Map<String, Integer> strides = new LinkedHashMap<>();
		for (final Object name : features.map.keySet())
			strides.put(String.valueOf(name), (int) features.number(String.valueOf(name)));
		return strides;
	}

	private static float[] floats(final List<?> numbers) {
		final float[] floats = new float[numbers.size()];
		for (int i = 0; i < floats.length; i++) {
			if (!(numbers.get(i) instanceof Number number)) throw new YAMLException(numbers.get(i) + " is not a number");
			floats[i] = number.floatValue();
		}
		return floats;
	}

	/** A mapping whose values are of the kind that is asked for. */
	private record Entries(Map<?, ?> map) {

		static Entries of(final Object name, final Object value) {
			if (value != null && !(value instanceof Map)) throw new YAMLException(name + " is not a mapping");
			return new Entries(value == null ? Map.of() : (Map<?, ?>) value);
		}

		Entries entries(final Object key) {
			return of(key, map.get(key));
		}

		List<?> list(final String key) {
			final Object value = map.get(key);
			if (value != null && !(value instanceof List)) throw new YAMLException(key + " is not a list");
			return value == null ? List.of() : (List<?>) value;
		}

		double number(final String key) {
			final Object value = map.get(key);
			if (value != null && !(value instanceof Number)) throw new YAMLException(key + " is not a number");
			return value == null ? 0 : ((Number) value).doubleValue();
		}

		boolean flag(final String key) {
			final Object value = map.get(key);
			if (value != null && !(value instanceof Boolean)) throw new YAMLException(key + " is neither true nor false");
			return value != null && (Boolean) value;
		}

		/** Numbers and dates are texts too. */
		String text(final String key) {
			final Object value = map.get(key);
			if (value instanceof Map || value instanceof List) throw new YAMLException(key + " is not a text");
			return value == null ? null : value.toString();
		}
	}
}
