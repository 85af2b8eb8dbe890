package org.maskvos.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.maskvos.settings.SettingItem;
import org.maskvos.settings.Settings;

import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Settings of options records as options of a subcommand: {@code top_k} is {@code --top-k}. */
final class SettingOptions {

	private final Map<SettingItem, OptionSpec> options = new LinkedHashMap<>();

	/** Adds an option for each setting of a record, with its default. */
	void add(final CommandSpec spec, final Record defaults) {
		for (final SettingItem item : Settings.items(defaults.getClass()))
			if (!options.containsKey(item)) spec.addOption(option(item, defaults));
	}

	/** The same, but for settings that are there, under a heading of their own. */
	void add(final CommandSpec spec, final Record defaults, final String heading) {
		final ArgGroupSpec.Builder group = ArgGroupSpec.builder().exclusive(false).heading("%n" + heading + "%n");
		for (final SettingItem item : Settings.items(defaults.getClass()))
			if (!options.containsKey(item)) group.addArg(option(item, defaults));
		spec.addArgGroup(group.build());
	}

	/**
	 * @return a copy with what was given on the command line
	 * @throws IllegalArgumentException if a value is out of range; the message names the setting
	 */
	<R extends Record> R apply(final R defaults) {
		R result = defaults;
		final List<SettingItem> items = Settings.items(defaults.getClass());
		for (final Map.Entry<SettingItem, OptionSpec> entry : options.entrySet()) {
			final Object given = entry.getValue().getValue();
			if (given == null || !items.contains(entry.getKey())) continue;
			final boolean negated = !entry.getKey().setting().flag().isEmpty();
			result = Settings.with(result, entry.getKey().name(), negated ? !(Boolean) given : given);
		}
		return result;
	}

	/** The option of a setting, with its dashes. */
	static String name(final SettingItem item) {
		return "--" + (item.setting().flag().isEmpty() ? item.name().replace('_', '-') : item.setting().flag());
	}

	// -- Helper methods --

	private OptionSpec option(final SettingItem item, final Record defaults) {
		final boolean flag = item.type() == boolean.class;
		final OptionSpec.Builder option = OptionSpec.builder(name(item)).type(boxed(item.type())).description(description(
			item, defaults).replace("%", "%%"));
		if (flag) option.arity("0");
		else option.paramLabel(item.setting().label());
		final OptionSpec built = option.build();
		options.put(item, built);
		return built;
	}

	private static String description(final SettingItem item, final Record defaults) {
		final Object value = Settings.value(defaults, item);
		if (item.type() == boolean.class || item.type() == String.class) return item.setting().meaning();
		final boolean zero = value instanceof Number number && number.doubleValue() == 0 && !item.setting().zero()
			.isEmpty();
		return item.setting().meaning() + " Default: " + item.text(value) + (zero ? ", " + item.setting().zero() : "") +
			".";
	}

	private static Class<?> boxed(final Class<?> type) {
		return type == int.class ? Integer.class : type == long.class ? Long.class : type == double.class ? Double.class
			: type == boolean.class ? Boolean.class : type;
	}
}
