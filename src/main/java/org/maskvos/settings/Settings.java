package org.maskvos.settings;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reads what options records say of their components ({@link Setting}). A component that is a record itself counts with
 * its own components.
 *
 * <pre>
 * record Options(@Setting(min = 1, max = 20, meaning = "Passes over the movie.") int passes) {
 *
 * 	Options {
 * 		Settings.check(Options.class, passes);
 * 	}
 * }
 * Options two = Settings.with(new Options(1), "passes", 2);
 * </pre>
 */
public final class Settings {

	private Settings() {
		// NB: static methods only
	}

	/**
	 * Checks numbers against their ranges, in a record's constructor.
	 *
	 * @param values of all components
	 * @throws IllegalArgumentException if one is out of range; the message names the setting
	 */
	public static void check(final Class<? extends Record> type, final Object... values) {
		final RecordComponent[] components = type.getRecordComponents();
		for (int i = 0; i < components.length; i++)
			if (components[i].isAnnotationPresent(Setting.class)) SettingItem.of(components[i]).check(values[i]);
	}

	/** All settings of a record, in order. */
	public static List<SettingItem> items(final Class<?> type) {
		final List<SettingItem> items = new ArrayList<>();
		for (final RecordComponent component : type.getRecordComponents())
			if (component.isAnnotationPresent(Setting.class)) items.add(SettingItem.of(component));
			else if (component.getType().isRecord()) items.addAll(items(component.getType()));
		return items;
	}

	/** The value of a setting. */
	public static Object value(final Record options, final SettingItem item) {
		if (item.component().getDeclaringRecord() == options.getClass()) return item.value(options);
		for (final RecordComponent component : options.getClass().getRecordComponents())
			if (component.getType().isRecord() && items(component.getType()).contains(item)) return value((Record) SettingItem
				.read(component, options), item);
		throw new IllegalArgumentException("There is no setting " + item.name() + " in " + options.getClass()
			.getSimpleName() + ".");
	}

	/** Name to value of all that labels depend on: numbers, truth values, and words in lower case. */
	public static Map<String, Object> deciding(final Record options) {
		final Map<String, Object> values = new LinkedHashMap<>();
		for (final SettingItem item : items(options.getClass()))
			if (item.setting().decides()) {
				final Object value = value(options, item);
				values.put(item.name(), value instanceof Enum<?> ? item.text(value) : value);
			}
		return values;
	}

	/**
	 * A changed copy.
	 *
	 * @param name of the setting
	 * @param value number, word, text or truth value
	 * @throws IllegalArgumentException if there is no such setting, or the value is out of range; the message names it
	 */
	public static <R extends Record> R with(final R options, final String name, final Object value) {
		final RecordComponent[] components = options.getClass().getRecordComponents();
		final Object[] values = Stream.of(components).map(component -> SettingItem.read(component, options)).toArray();
		for (int i = 0; i < components.length; i++) {
			if (components[i].isAnnotationPresent(Setting.class)) {
				final SettingItem item = SettingItem.of(components[i]);
				if (!item.name().equals(name)) continue;
				values[i] = item.converted(value);
			}
			else if (components[i].getType().isRecord() && items(components[i].getType()).stream().anyMatch(item -> item
				.name().equals(name))) values[i] = with((Record) values[i], name, value);
			else continue;
			return made(options, values);
		}
		throw new IllegalArgumentException("There is no setting " + name + " in " + options.getClass().getSimpleName() +
			".");
	}

	// -- Helper methods --

	@SuppressWarnings("unchecked")
	private static <R extends Record> R made(final R options, final Object[] values) {
		try {
			final Constructor<?> constructor = options.getClass().getDeclaredConstructor(Stream.of(options.getClass()
				.getRecordComponents()).map(RecordComponent::getType).toArray(Class<?>[]::new));
			constructor.setAccessible(true);
			return (R) constructor.newInstance(values);
		}
		catch (final InvocationTargetException exc) {
			if (exc.getCause() instanceof RuntimeException cause) throw cause;
			throw new IllegalStateException(exc.getCause());
		}
		catch (final ReflectiveOperationException exc) {
			throw new IllegalStateException(options.getClass() + " cannot be made", exc);
		}
	}
}
