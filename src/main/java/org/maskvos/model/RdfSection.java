package org.maskvos.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.maskvos.files.Inputs;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * A mapping of a description, whose values are of the kind that is asked for. What is not there is null, empty, 0 or
 * false. All methods throw a {@link YAMLException} if a value is of another kind or out of range; its message names the
 * key, without a full stop.
 */
public final class RdfSection {

	private final String name;
	private final Map<?, ?> map;

	private RdfSection(final String name, final Map<?, ?> map) {
		this.name = name;
		this.map = map;
	}

	static RdfSection of(final String name, final Object value) {
		if (value != null && !(value instanceof Map)) throw new YAMLException(name + " is not a mapping");
		return new RdfSection(name, value == null ? Map.of() : (Map<?, ?>) value);
	}

	/** Whether nothing is there. */
	public boolean isEmpty() {
		return map.isEmpty();
	}

	/** All keys, which are texts. */
	public List<String> keys() {
		final List<String> keys = new ArrayList<>();
		for (final Object key : map.keySet())
			keys.add(text(key, "a key of " + name));
		return keys;
	}

	/** A section within this one. */
	public RdfSection section(final String key) {
		return of(key, map.get(key));
	}

	/** Sections in a list. */
	public List<RdfSection> sections(final String key) {
		return list(key).stream().map(each -> of("an entry of " + key, each)).toList();
	}

	/** Texts; numbers and dates are texts, too. */
	public List<String> texts(final String key) {
		return list(key).stream().map(each -> text(each, "an entry of " + key)).toList();
	}

	/** A text, or null. */
	public String text(final String key) {
		return map.get(key) == null ? null : text(map.get(key), key);
	}

	/** A finite number: 0, or within a range. */
	public double number(final String key, final double min, final double max) {
		final Object value = map.get(key);
		if (value == null) return 0;
		if (!(value instanceof Number number)) throw new YAMLException(key + " is not a number");
		return within(key, number.doubleValue(), min, max);
	}

	/** A whole number: 0, or within a range. */
	public int whole(final String key, final int min, final int max) {
		final double value = number(key, min, max);
		if (value != Math.rint(value)) throw new YAMLException(key + " is not a whole number");
		return (int) value;
	}

	/** Finite numbers within a range. */
	public float[] numbers(final String key, final double min, final double max) {
		final List<?> values = list(key);
		final float[] numbers = new float[values.size()];
		for (int i = 0; i < numbers.length; i++) {
			if (!(values.get(i) instanceof Number number)) throw new YAMLException("an entry of " + key + " is not a number");
			numbers[i] = (float) number.doubleValue();
			if (!(numbers[i] >= min && numbers[i] <= max)) throw new YAMLException(outside(key, numbers[i], min, max));
		}
		return numbers;
	}

	/** Whole numbers within a range, by name. */
	public Map<String, Integer> wholes(final String key, final int min, final int max) {
		final RdfSection section = section(key);
		final Map<String, Integer> numbers = new LinkedHashMap<>();
		for (final String each : section.keys()) {
			final int number = section.whole(each, min, max);
			if (number == 0) throw new YAMLException(outside(key + ": " + each, 0, min, max));
			numbers.put(each, number);
		}
		return numbers;
	}

	/** True, false, or not there. */
	public boolean flag(final String key) {
		final Object value = map.get(key);
		if (value != null && !(value instanceof Boolean)) throw new YAMLException(key + " is neither true nor false");
		return value != null && (Boolean) value;
	}

	// -- Helper methods --

	private List<?> list(final String key) {
		final Object value = map.get(key);
		if (value != null && !(value instanceof List)) throw new YAMLException(key + " is not a list");
		return value == null ? List.of() : (List<?>) value;
	}

	/** NB: a list may contain itself, so that not even its text may be asked for. */
	private static String text(final Object value, final String what) {
		if (value == null || value instanceof Map || value instanceof Iterable || value instanceof byte[])
			throw new YAMLException(what + " is not a text");
		return value.toString();
	}

	private static double within(final String key, final double value, final double min, final double max) {
		if (value == 0 || value >= min && value <= max) return value;
		throw new YAMLException(outside(key, value, min, max));
	}

	private static String outside(final String key, final double value, final double min, final double max) {
		return Inputs.printable(key) + " is " + value + ", not within " + min + " to " + max;
	}
}
