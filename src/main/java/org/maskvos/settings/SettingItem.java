package org.maskvos.settings;

import java.lang.reflect.RecordComponent;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A described component of an options record.
 *
 * @param name key in macros
 * @param component of the record
 * @param setting its description
 */
public record SettingItem(String name, RecordComponent component, Setting setting) {

	static SettingItem of(final RecordComponent component) {
		final Setting setting = component.getAnnotation(Setting.class);
		return new SettingItem(setting.name().isEmpty() ? component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(
			Locale.ROOT) : setting.name(), component, setting);
	}

	/** A number, a word ({@code enum}), a text, or true or false. */
	public Class<?> type() {
		return component.getType();
	}

	/** The value in some options. */
	public Object value(final Record options) {
		return read(component, options);
	}

	static Object read(final RecordComponent component, final Record options) {
		try {
			component.getAccessor().setAccessible(true);
			return component.getAccessor().invoke(options);
		}
		catch (final ReflectiveOperationException exc) {
			throw new IllegalStateException(component + " cannot be read", exc);
		}
	}

	/**
	 * @param value number, word, text or truth value, as it comes from a dialog or a macro
	 * @return the same as the component has it
	 * @throws IllegalArgumentException if it is out of range; the message names the setting
	 */
	Object converted(final Object value) {
		if (type().isEnum()) return word(value);
		if (type() == boolean.class) return Boolean.TRUE.equals(value);
		if (type() == String.class) return value == null ? "" : value.toString().trim();
		if (!type().isPrimitive()) return value;
		if (!(value instanceof Number number)) throw new IllegalArgumentException(name + " must be a number " + range() +
			".");
		check(value);
		if (type() == int.class) return (int) number.doubleValue();
		return type() == long.class ? (Object) number.longValue() : (Object) number.doubleValue();
	}

	/** @throws IllegalArgumentException if a number is out of range; the message names the setting */
	void check(final Object value) {
		if (!(value instanceof Number number)) return;
		final double v = number.doubleValue();
		final boolean whole = type() == double.class || v == Math.rint(v);
		if (whole && (v == 0 && !setting.zero().isEmpty() || v >= setting.min() && v <= setting.max())) return;
		throw new IllegalArgumentException(name + " must be " + range() + ", not " + value + ".");
	}

	/** "0 (estimate) or 3 to 5000", "1 to 20", "a whole number". */
	public String range() {
		final String zero = setting.zero().isEmpty() ? "" : "0 (" + setting.zero() + ") or ";
		return setting.min() == Double.NEGATIVE_INFINITY ? "a whole number" : zero + text(setting.min()) + " to " + text(
			setting.max());
	}

	/** A value as people write it. */
	public String text(final Object value) {
		if (value instanceof Enum<?> constant) return constant.name().toLowerCase(Locale.ROOT);
		return value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15 ? String.valueOf(
			number.longValue()) : String.valueOf(value);
	}

	// -- Object methods: reflection makes a new component each time it is asked --

	@Override
	public boolean equals(final Object other) {
		return other instanceof SettingItem item && item.component.getDeclaringRecord() == component.getDeclaringRecord() &&
			item.component.getName().equals(component.getName());
	}

	@Override
	public int hashCode() {
		return component.getName().hashCode();
	}

	// -- Helper methods --

	private Object word(final Object value) {
		final String word = value == null ? "" : value instanceof Enum<?> constant ? constant.name() : value.toString()
			.trim();
		return Stream.of(type().getEnumConstants()).filter(c -> ((Enum<?>) c).name().equalsIgnoreCase(word)).findFirst()
			.orElseThrow(() -> new IllegalArgumentException(name + " must be " + Stream.of(type().getEnumConstants()).map(
				this::text).collect(Collectors.joining(", ")) + ", not \"" + word + "\"."));
	}
}
