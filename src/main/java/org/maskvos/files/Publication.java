package org.maskvos.files;

import java.io.IOException;
import java.util.List;

/**
 * Puts results that belong together into their places: all of them, or none, and what they replace goes only when
 * all are there.
 * <p>
 * A single file replaces an older one in one step. Several cannot; so the older ones are all put aside before the
 * first new one appears. A process that is killed in between leaves files of one run, never a mixture, and the next run
 * with these targets tidies up.
 * </p>
 */
public final class Publication {

	private Publication() {
		// NB: static methods only
	}

	/** @see #of(List) */
	public static void of(final Part part) throws IOException {
		of(List.of(part));
	}

	/**
	 * Publishes complete parts, which stay open.
	 *
	 * @throws InputException if one of them cannot be put into its place; the message names it. Then all is as before.
	 */
	public static void of(final List<? extends Part> parts) throws IOException {
		int begun = 0;
		Part current = null;
		try {
			for (final Part part : parts) {
				current = part;
				part.seal();
				part.requirePlace();
			}
			for (final Part part : parts) {
				current = part;
				begun++;
				if (parts.size() > 1 || !part.isAtomic()) part.makeRoom();
			}
			for (final Part part : parts) {
				current = part;
				part.appear();
			}
		}
		catch (final IOException exc) {
			final InputException failure = exc instanceof InputException known ? known : current.failed(exc);
			for (int i = begun - 1; i >= 0; i--)
				withdraw(parts.get(i), failure);
			throw failure;
		}
		for (final Part part : parts)
			part.settle();
	}

	private static void withdraw(final Part part, final IOException failure) {
		try {
			part.withdraw();
		}
		catch (final IOException exc) {
			failure.addSuppressed(exc);
		}
	}
}
