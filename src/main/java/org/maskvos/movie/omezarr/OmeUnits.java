package org.maskvos.movie.omezarr;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Units of length and time: the words of OME-Zarr, and what ImageJ writes. */
final class OmeUnits {

	private static final Map<String, String> LENGTHS = Map.of("micrometer", "\u00b5m", "nanometer", "nm", "millimeter",
		"mm", "centimeter", "cm", "meter", "m", "angstrom", "A");
	private static final Map<String, String> TIMES = Map.of("second", "sec", "millisecond", "ms", "minute", "min", "hour",
		"hour", "day", "day");
	/** Further ways in which people write them in ImageJ. */
	private static final Map<String, String> OTHERS = Map.ofEntries(Map.entry("um", "micrometer"), Map.entry("\u03bcm",
		"micrometer"), Map.entry("micron", "micrometer"), Map.entry("microns", "micrometer"), Map.entry("s", "second"), Map
			.entry("seconds", "second"), Map.entry("msec", "millisecond"), Map.entry("minutes", "minute"), Map.entry("h",
				"hour"), Map.entry("hours", "hour"), Map.entry("hr", "hour"), Map.entry("d", "day"), Map.entry("days", "day"));

	private OmeUnits() {
		// NB: static methods only
	}

	/** ImageJ's unit of length; others stay as they are. */
	static String length(final String word) {
		return LENGTHS.getOrDefault(word, word);
	}

	/** ImageJ's unit of time; others stay as they are, none is seconds. */
	static String time(final String word) {
		return word.isEmpty() ? "sec" : TIMES.getOrDefault(word, word);
	}

	/** @return OME's word for a unit of ImageJ; null if it has none */
	static String word(final String unit) {
		final String lower = unit == null ? "" : unit.trim().toLowerCase(Locale.ROOT);
		if (LENGTHS.containsKey(lower) || TIMES.containsKey(lower)) return lower;
		for (final Map<String, String> units : List.of(LENGTHS, TIMES))
			for (final Map.Entry<String, String> entry : units.entrySet())
				if (entry.getValue().equalsIgnoreCase(lower)) return entry.getKey();
		return OTHERS.get(lower);
	}
}
