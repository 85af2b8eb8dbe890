package org.maskvos.movie.tiff;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

import org.maskvos.files.Leftovers;
import org.maskvos.files.Titles;
import org.maskvos.movie.GuardedMovie;
import org.maskvos.movie.Movie;
import org.maskvos.movie.MovieException;
import org.maskvos.movie.MovieInfo;
import org.maskvos.movie.MovieOptions;

/** A TIFF file in a ZIP archive, as ImageJ saves it: unpacked into a temporary file while it is read. */
public final class ZippedMovie implements Movie {

	private final Path unpacked;
	private final Movie movie;
	private final MovieInfo info;

	/**
	 * @throws MovieException if there is no TIFF file in the archive, the archive is damaged,
	 *           or its content would not fit into the memory that ImageJ needs for it
	 */
	public ZippedMovie(final Path path, final MovieOptions options) throws IOException {
		unpacked = Files.createTempFile("maskvos-", ".tif");
		Leftovers.add(unpacked);
		boolean done = false;
		try {
			final String name = unpack(path);
			movie = GuardedMovie.open(path.toString(), () -> new TiffMovie(unpacked, options));
			final MovieInfo i = movie.info();
			info = new MovieInfo(Titles.withoutSuffix(name), i.width(), i.height(), i.channels(), i.frames(), i.axis(), i
				.calibration());
			done = true;
		}
		catch (final MovieException exc) {
			throw named(path, exc);
		}
		catch (final EOFException | ZipException exc) {
			throw new MovieException(path + " is damaged: its TIFF file cannot be unpacked.", exc);
		}
		finally {
			if (!done) delete();
		}
	}

	// -- Movie methods --

	@Override
	public MovieInfo info() {
		return info;
	}

	@Override
	public ArrayImg<FloatType, FloatArray> frame(final int t) throws IOException {
		return movie.frame(t);
	}

	@Override
	public void close() throws IOException {
		try {
			movie.close();
		}
		finally {
			delete();
		}
	}

	// -- Helper methods --

	/** @return name of what was unpacked, without folders */
	private String unpack(final Path path) throws IOException {
		final long most = Runtime.getRuntime().maxMemory();
		try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(path))) {
			for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
				final String name = entry.getName().replaceFirst("(?s).*[/\\\\]", "");
				if (!name.toLowerCase(Locale.ROOT).matches("(?s)[^.].*\\.tiff?")) continue;
				if (!copy(zip, most)) throw new MovieException(path + " is too large: it holds an image of more than " +
					(most >> 20) + " MB, which is what Java may use; unpack it.");
				return name;
			}
		}
		throw new MovieException(path + " holds no TIFF file.");
	}

	/** @return false if there is more */
	private boolean copy(final InputStream in, final long most) throws IOException {
		final byte[] buffer = new byte[1 << 16];
		long left = most;
		try (OutputStream out = Files.newOutputStream(unpacked)) {
			for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
				if (n > left) return false;
				out.write(buffer, 0, n);
				left -= n;
			}
		}
		return true;
	}

	private void delete() throws IOException {
		Files.deleteIfExists(unpacked);
		Leftovers.forget(unpacked);
	}

	/** NB: nobody knows the temporary file. */
	private MovieException named(final Path path, final MovieException exc) {
		return new MovieException(exc.getMessage().replace(unpacked.toString(), path.toString()), exc);
	}
}
