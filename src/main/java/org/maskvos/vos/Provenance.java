package org.maskvos.vos;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.maskvos.movie.MovieInfo;
import org.maskvos.settings.Settings;

/**
 * What one needs to make the same labels again, as text: a title, then lines of
 * {@code key: value}. It goes into the label movie, where <em>Image &gt; Show
 * Info...</em> shows it.
 */
public final class Provenance {

	/** How every title ends. */
	private static final String BY = " by MaskVOS for Fiji";

	private Provenance() {
		// NB: static methods only
	}

	/** Whether a text is one that {@code of} returned, so that what bears it is a result. */
	public static boolean isOne(final String text) {
		return text.lines().findFirst().orElse("").endsWith(BY);
	}

	/**
	 * @param work what was done, e.g. "Segmented"
	 * @param movie that was labelled
	 * @param model id of the package
	 * @param modelChecksum SHA-256 over the package's graphs, hexadecimal
	 * @param facts what else labels depend on, by name; see {@link Settings#deciding}
	 */
	public static String of(final String work, final MovieInfo movie, final String model, final String modelChecksum,
		final Map<String, Object> facts)
	{
		final Map<String, Object> lines = new LinkedHashMap<>();
		lines.put("version", version());
		lines.put("movie", movie.title());
		lines.put("axis", movie.axis().name().toLowerCase(Locale.ROOT));
		lines.put("model", model);
		lines.put("model_checksum", modelChecksum);
		lines.putAll(facts);
		return lines.entrySet().stream().map(line -> line.getKey() + ": " + line.getValue() + '\n').collect(Collectors
			.joining("", work + BY + '\n', ""));
	}

	/** The version of the plugin. */
	public static String version() {
		final String version = Provenance.class.getPackage().getImplementationVersion();
		return version == null ? "(development)" : version;
	}
}
