package org.maskvos.batch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of results: short, and none twice, on systems too that do not tell A from a. */
final class Names {

	/** The suffix of a file's name, or the end of a name that has none. */
	private static final Pattern SUFFIX = Pattern.compile("(?<=.)(?:\\.ome)?\\.[A-Za-z][A-Za-z0-9]{1,4}$|$");

	private Names() {}

	/**
	 * @param files below the folder of the batch, with {@code /}
	 * @return for each file the name without folder separators and suffix; with the
	 *         suffix where another file has the same name without, and with a number
	 *         where that does not help
	 */
	static List<String> of(final List<String> files) {
		final Map<String, Integer> count = new HashMap<>();
		for (final String file : files)
			count.merge(stem(file).toLowerCase(Locale.ROOT), 1, Integer::sum);
		final Set<String> taken = new HashSet<>();
		final List<String> names = new ArrayList<>();
		for (final String file : files) {
			final String stem = stem(file);
			final String wish = count.get(stem.toLowerCase(Locale.ROOT)) == 1 ? stem : flat(file);
			String name = wish;
			for (int n = 2; !taken.add(name.toLowerCase(Locale.ROOT)); n++)
				name = wish + "-" + n;
			names.add(name);
		}
		return names;
	}

	/** A file name that says which of a file's series is meant. */
	static String ofSeries(final String file, final int series) {
		final int folder = file.lastIndexOf('/') + 1;
		return file.substring(0, folder) + SUFFIX.matcher(file.substring(folder)).replaceFirst("-s" + series + "$0");
	}

	// -- Helper methods --

	private static String stem(final String file) {
		return SUFFIX.matcher(flat(file)).replaceFirst("");
	}

	private static String flat(final String file) {
		return file.replace('/', '-');
	}
}
