package org.maskvos.files;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares names as people do: frame2 comes before frame10. */
public final class NaturalOrder implements Comparator<String> {

	private static final Pattern PART = Pattern.compile("\\d+|\\D+");

	@Override
	public int compare(final String a, final String b) {
		final Matcher ma = PART.matcher(a), mb = PART.matcher(b);
		while (true) {
			final boolean more = ma.find(), others = mb.find();
			if (!more || !others) {
				final int byLength = Boolean.compare(more, others);
				// NB: names that differ in case or zeros only still differ.
				return byLength != 0 ? byLength : a.compareTo(b);
			}
			final int c = part(ma.group(), mb.group());
			if (c != 0) return c;
		}
	}

	private static int part(final String a, final String b) {
		if (Character.isDigit(a.charAt(0)) && Character.isDigit(b.charAt(0))) return new BigInteger(a).compareTo(
			new BigInteger(b));
		return a.compareToIgnoreCase(b);
	}
}
