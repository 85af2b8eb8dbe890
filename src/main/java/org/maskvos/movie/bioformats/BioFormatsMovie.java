package org.maskvos.movie.bioformats;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;

import java.io.Closeable;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;
import org.maskvos.movie.FrameMemory;
import org.maskvos.movie.Movie;
import org.maskvos.movie.MovieException;
import org.maskvos.movie.MovieInfo;
import org.maskvos.movie.MovieOptions;
import org.maskvos.movie.imagej.ImagePlusMovie;

/**
 * A series of a file that Bio-Formats reads, as a virtual stack.
 * Bio-Formats is GPL and not on Maven Central, but in every Fiji: it is reached
 * by reflection.
 */
public final class BioFormatsMovie implements Movie {

	private final ImageStack stack;
	private final Movie movie;

	/** @throws IOException if Bio-Formats cannot read it; the message names the file */
	public BioFormatsMovie(final Path path, final MovieOptions options) throws IOException {
		final ImagePlus image = open(path, options.series());
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

	/** Whether Bio-Formats is installed. */
	public static boolean isPresent() {
		try {
			load("loci.plugins.BF");
			quieten();
			return true;
		}
		catch (final ClassNotFoundException | LinkageError exc) {
			return false;
		}
	}

	/**
	 * @return number of series, without reading their planes
	 * @throws MovieException if Bio-Formats does not read the file
	 */
	public static int series(final Path path) throws MovieException {
		return withReader(path, reader -> count(reader));
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

	private static ImagePlus open(final Path path, final int series) throws MovieException {
		final int count = withReader(path, reader -> {
			final int all = count(reader);
			if (series < 1 || series > all) throw new MovieException(path + " has " + all + " series; series " + series +
				" does not exist.");
			// NB: before the importer reads a plane
			reader.getClass().getMethod("setSeries", int.class).invoke(reader, series - 1);
			FrameMemory.require(path.toString(), number(reader, "getSizeX"), number(reader, "getSizeY"), 1, 4);
			return all;
		});
		final ImagePlus[] images = withBioFormats(path, () -> {
			final Class<?> type = load("loci.plugins.in.ImporterOptions");
			final Object options = type.getConstructor().newInstance();
			type.getMethod("setId", String.class).invoke(options, path.toString());
			for (final String flag : new String[] { "setVirtual", "setQuiet", "setWindowless" })
				type.getMethod(flag, boolean.class).invoke(options, true);
			for (int s = 0; s < count; s++)
				type.getMethod("setSeriesOn", int.class, boolean.class).invoke(options, s, s == series - 1);
			return (ImagePlus[]) load("loci.plugins.BF").getMethod("openImagePlus", type).invoke(null, options);
		});
		if (images == null || images.length == 0) throw new MovieException(path +
			" holds no image that Bio-Formats reads.");
		return images[0];
	}

	/** What is asked of a reader of Bio-Formats that has opened a file. */
	private interface Question<T> {

		T ask(Object reader) throws Exception;
	}

	private static <T> T withReader(final Path path, final Question<T> question) throws MovieException {
		return withBioFormats(path, () -> {
			final Class<?> type = load("loci.formats.ImageReader");
			try (Closeable reader = (Closeable) type.getConstructor().newInstance()) {
				type.getMethod("setId", String.class).invoke(reader, path.toString());
				return question.ask(reader);
			}
		});
	}

	private static int count(final Object reader) throws ReflectiveOperationException {
		return number(reader, "getSeriesCount");
	}

	private static int number(final Object reader, final String method) throws ReflectiveOperationException {
		return (Integer) reader.getClass().getMethod(method).invoke(reader);
	}

	private static <T> T withBioFormats(final Path path, final Callable<T> call) throws MovieException {
		try {
			return call.call();
		}
		catch (final MovieException exc) {
			throw exc;
		}
		catch (final InvocationTargetException exc) {
			throw new MovieException(path + " cannot be read by Bio-Formats: " + exc.getCause().getMessage(), exc.getCause());
		}
		catch (final ReflectiveOperationException | LinkageError exc) {
			throw new MovieException(path + " cannot be read: this version of Bio-Formats is not understood.", exc);
		}
		catch (final Exception exc) {
			throw new MovieException(path + " cannot be read by Bio-Formats: " + exc.getMessage(), exc);
		}
	}

	/** NB: where nobody else has set up its logger, as Fiji does, it prints every step to standard output. */
	private static void quieten() {
		try {
			load("loci.common.DebugTools").getMethod("enableLogging", String.class).invoke(null, "ERROR");
		}
		catch (final ReflectiveOperationException | LinkageError exc) {
			// NB: then it is talkative
		}
	}

	private static Class<?> load(final String name) throws ClassNotFoundException {
		return Class.forName(name, false, IJ.getClassLoader());
	}
}
