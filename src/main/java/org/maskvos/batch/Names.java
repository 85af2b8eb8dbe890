package org.maskvos.batch;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.maskvos.movie.MovieException;

/** Names of results: short, and none twice, on systems too that do not tell A from a. */
final class Names {

	/** The suffix of a file's name, or the end of a name that has none. */
	private static final Pattern SUFFIX = Pattern.compile("(?<=.)(?:\\.ome)?\\.[A-Za-z][A-Za-z0-9]{1,4}$|$");

	/** What Java puts where it cannot read a name. */
	private static final char UNREADABLE = '\uFFFD';

	private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

	private Names() {}

	/**
	 * @param folder of the batch
	 * @param file below it
	 * @throws MovieException if a file of this name cannot be opened or told of; the message says what to do
	 */
	static void requireUsable(final Path folder, final String file) throws MovieException {
		if (isReadable(file) && !CONTROL.matcher(file).find()) return;
		throw new MovieException(folder + File.separator + shown(file) + " cannot be read: " + (isReadable(file)
			? "its name holds a line break or another control character; rename it."
			: "its name has characters that are not in this system's character set, " + System.getProperty(
				"sun.jnu.encoding") + "; rename it, or set LC_ALL=C.UTF-8."));
	}

	/** Whether Java could read a name, so that it finds the file by it. */
	static boolean isReadable(final String file) {
		return file.indexOf(UNREADABLE) < 0;
	}

	/** A name as people see it, on one line. */
	static String shown(final String name) {
		return CONTROL.matcher(name.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")).replaceAll("?");
	}

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

	/** NB: results have names that every system can write. */
	private static String flat(final String file) {
		return CONTROL.matcher(file.replace('/', '-').replace(UNREADABLE, '_')).replaceAll("_");
	}
}
