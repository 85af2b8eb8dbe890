package org.maskvos.movie;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;

import java.io.Closeable;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

/**
 * The first series of a file that Bio-Formats reads, as a virtual stack.
 * Bio-Formats is GPL and not on Maven Central, but in every Fiji: it is reached
 * by reflection.
 */
final class BioFormatsMovie implements Movie {

	private final ImageStack stack;
	private final Movie movie;

	BioFormatsMovie(final Path path, final MovieOptions options) throws IOException {
		final ImagePlus image = open(path);
		stack = image.getStack();
		boolean done = false;
		try {
			movie = ImagePlusMovie.of(image, path.toString(), options);
			done = true;
		}
		finally {
			if (!done) close();
		}
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

	// -- Movie methods --

	@Override
	public MovieInfo info() {
		return movie.info();
	}

	@Override
	public ArrayImg<FloatType, FloatArray> frame(final int t) throws IOException {
		return movie.frame(t);
	}

	@Override
	public void close() throws IOException {
		try {
			((Closeable) stack.getClass().getMethod("getReader").invoke(stack)).close();
		}
		catch (final ReflectiveOperationException | ClassCastException exc) {
			// NB: some other stack, which holds no file open
		}
	}

	// -- Helper methods --

	private static ImagePlus open(final Path path) throws IOException {
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
