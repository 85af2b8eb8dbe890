package org.maskvos.command;

import ij.ImagePlus;
import ij.Macro;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import org.scijava.ItemVisibility;
import org.scijava.module.ModuleInfo;
import org.scijava.module.ModuleItem;

/**
 * Checks the keys of a macro's {@code run("Label...", "key=value ...")}. SciJava
 * ignores a key that it does not know and a title that no image has: a macro
 * with a typing error would run with the default, or on another movie, and
 * nobody would notice.
 */
final class MacroKeys {

	private MacroKeys() {}

	/**
	 * Checks the keys that the calling macro wrote.
	 *
	 * @param info of the command
	 * @throws IllegalArgumentException if a key is unknown or names no open image, or several,
	 *           or a switch has no value; the message says which, and what would be right
	 */
	static void check(final ModuleInfo info) {
		final String options = Macro.getOptions();
		if (options != null) check(info, options);
	}

	static void check(final ModuleInfo info, final String options) {
		final Map<String, ModuleItem<?>> known = StreamSupport.stream(info.inputs().spliterator(), false).filter(
			MacroKeys::isRecorded).collect(Collectors.toMap(ModuleItem::getName, i -> i, (a, b) -> a, LinkedHashMap::new));
		parse(options).forEach((key, value) -> {
			final ModuleItem<?> item = known.get(key);
			if (item == null) throw new IllegalArgumentException("\"" + key + "\" is not a parameter of " + info.getTitle() +
				"; did you mean " + nearest(key, known.keySet()) + "? The parameters are: " + String.join(", ", known
					.keySet()) + ".");
			// NB: Commands of ImageJ 1 are told "key"; SciJava would pass over it.
			if (item.getType() == Boolean.class && !value.matches("true|false")) throw new IllegalArgumentException(key +
				" must be true or false: write " + key + "=true.");
			if (item.getType() == ImagePlus.class && OpenImages.find(key, value) == null) throw new IllegalArgumentException(
				key + ": no open image has the title \"" + value + "\".");
		});
	}

	/** Splits {@code a=1 b=[two words] c='x y' d} as {@link Macro} does. */
	static Map<String, String> parse(final String options) {
		final Map<String, String> result = new LinkedHashMap<>();
		int i = 0;
		while (i < options.length()) {
			if (options.charAt(i) == ' ') {
				i++;
				continue;
			}
			final int begin = i;
			while (i < options.length() && options.charAt(i) != '=' && options.charAt(i) != ' ')
				i++;
			final String key = options.substring(begin, i);
			if (i == options.length() || options.charAt(i) == ' ') {
				result.put(key, "");
				continue;
			}
			final int end = end(options, i + 1);
			final String value = options.substring(i + 1, end);
			final boolean quoted = value.length() > 1 && "['".indexOf(value.charAt(0)) >= 0;
			result.putIfAbsent(key, quoted ? value.substring(1, value.length() - 1) : value);
			i = end;
		}
		return result;
	}

	// -- Helper methods --

	private static boolean isRecorded(final ModuleItem<?> item) {
		final Class<?> type = item.getType();
		return item.getVisibility() == ItemVisibility.NORMAL && (type == ImagePlus.class || type.getName().startsWith(
			"java.lang."));
	}

	/** Index after a value that begins at {@code i}. */
	private static int end(final String options, final int i) {
		final char first = i < options.length() ? options.charAt(i) : ' ';
		if (first == '\'') {
			final int quote = options.indexOf('\'', i + 1);
			return quote < 0 ? options.length() : quote + 1;
		}
		int depth = 0;
		for (int k = i; k < options.length(); k++) {
			final char c = options.charAt(k);
			if (first == '[' && c == '[') depth++;
			if (first == '[' && c == ']' && --depth == 0) return k + 1;
			if (first != '[' && c == ' ') return k;
		}
		return options.length();
	}

	private static String nearest(final String key, final Iterable<String> names) {
		final TreeMap<Integer, String> byDistance = new TreeMap<>();
		names.forEach(n -> byDistance.putIfAbsent(distance(key.toLowerCase(), n), n));
		return byDistance.firstEntry().getValue();
	}

	/** Levenshtein distance. */
	private static int distance(final String a, final String b) {
		int[] row = new int[b.length() + 1];
		for (int j = 0; j <= b.length(); j++)
			row[j] = j;
		for (int i = 1; i <= a.length(); i++) {
			final int[] next = new int[b.length() + 1];
			next[0] = i;
			for (int j = 1; j <= b.length(); j++)
				next[j] = Math.min(Math.min(row[j], next[j - 1]) + 1, row[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0
					: 1));
			row = next;
		}
		return row[b.length()];
	}
}
