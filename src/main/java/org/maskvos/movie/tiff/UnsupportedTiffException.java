package org.maskvos.movie.tiff;

import java.nio.file.Path;
import org.maskvos.movie.MovieException;

/** A sound TIFF file of a kind that ImageJ cannot read, but Bio-Formats may. */
public final class UnsupportedTiffException extends MovieException {

	private static final long serialVersionUID = 1L;

	/** @param what is the matter; follows the name of the file */
	UnsupportedTiffException(final Path path, final String what) {
		super(path + " " + what + ", which ImageJ cannot read without Bio-Formats; save it as a plain TIFF stack of 8, " +
			"16 or 32 bits.");
	}
}
