package org.maskvos.movie;

import ij.IJ;
import ij.ImagePlus;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;

/**
 * Bio-Formats, where it is installed (Fiji). It is GPL and not on Maven Central,
 * hence reached by reflection.
 */
final class BioFormats {

	private BioFormats() {
		// NB: static methods only
	}

	static boolean isPresent() {
		try {
			load("loci.plugins.BF");
			return true;
		}
		catch (final ClassNotFoundException | LinkageError exc) {
			return false;
		}
	}

	/** Opens the first series of a file as a virtual stack. */
	static ImagePlus open(final Path path) throws IOException {
		try {
			final Class<?> type = load("loci.plugins.in.ImporterOptions");
			final Object options = type.getConstructor().newInstance();
			type.getMethod("setId", String.class).invoke(options, path.toString());
			for (final String flag : new String[] { "setVirtual", "setQuiet", "setWindowless" })
				type.getMethod(flag, boolean.class).invoke(options, true);
			final ImagePlus[] images = (ImagePlus[]) load("loci.plugins.BF").getMethod("openImagePlus", type).invoke(null,
				options);
			if (images != null && images.length > 0) return images[0];
		}
		catch (final InvocationTargetException exc) {
			throw new MovieException(path + " cannot be read by Bio-Formats: " + exc.getCause().getMessage(), exc
				.getCause());
		}
		catch (final ReflectiveOperationException | LinkageError exc) {
			throw new MovieException(path + " cannot be read: this version of Bio-Formats is not understood.", exc);
		}
		throw new MovieException(path + " holds no image that Bio-Formats reads.");
	}

	private static Class<?> load(final String name) throws ClassNotFoundException {
		return Class.forName(name, false, IJ.getClassLoader());
	}
}
