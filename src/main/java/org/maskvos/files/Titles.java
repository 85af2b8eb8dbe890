package org.maskvos.files;

import java.nio.file.Path;

/** Names of movies. */
public final class Titles {

	private Titles() {
		// NB: static methods only
	}

	/** "cells" for "cells.tif", "cells.ome.tiff" and "cells.nd2". */
	public static String withoutSuffix(final String name) {
		return name.replaceFirst("(?<=.)(\\.ome)?\\.[A-Za-z][A-Za-z0-9]{1,4}$", "");
	}

	/** The last part of a path; the path itself where it has none. */
	public static String of(final Path path) {
		final Path last = path.getFileName();
		return last == null ? path.toString() : last.toString();
	}
}
