package org.maskvos.cli;

import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Results for other programs. */
final class Json {

	private Json() {}

	/**
	 * One object as text; what is not a number (NaN, infinite) becomes null.
	 *
	 * @param values in the order in which they shall appear
	 */
	static String object(final Map<String, ?> values) {
		try {
			return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(clean(values));
		}
		catch (final JsonProcessingException e) {
			throw new IllegalStateException("Not representable: " + values, e);
		}
	}

	// -- Helper methods --

	/** JSON has no NaN. */
	private static Object clean(final Object value) {
		if (value instanceof Double number && !Double.isFinite(number)) return null;
		if (!(value instanceof Map<?, ?> map)) return value;
		final Map<Object, Object> result = new java.util.LinkedHashMap<>();
		map.forEach((key, inner) -> result.put(key, clean(inner)));
		return result;
	}
}
