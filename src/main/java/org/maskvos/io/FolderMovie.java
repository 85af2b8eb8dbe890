package org.maskvos.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

import org.maskvos.files.Inputs;
import org.maskvos.files.NaturalOrder;
import org.maskvos.files.Titles;
import org.maskvos.movie.Axis;
import org.maskvos.movie.Movie;
import org.maskvos.movie.MovieException;
import org.maskvos.movie.MovieInfo;
import org.maskvos.movie.MovieOptions;

/** A folder with one image file per frame, in natural order of their names. */
public final class FolderMovie implements Movie {

	private static final Map<String, String> KINDS = Map.of("tif", "TIFF", "tiff", "TIFF", "png", "PNG", "jpg", "JPEG",
		"jpeg", "JPEG");

	private final List<Path> files;
	private final MovieOptions options;
	private final MovieInfo info;

	/**
	 * @throws MovieException if the folder holds no images, several kinds of them,
	 *           or images of different size
	 */
	FolderMovie(final Path folder, final MovieOptions options) throws IOException {
		this.options = options.withAxis(Axis.AUTO);
		files = images(folder);
		try (Movie first = openFrame(0)) {
			final MovieInfo f = first.info();
			info = new MovieInfo(Titles.of(folder), f.width(), f.height(), f.channels(), files.size(), options
				.axis() == Axis.Z ? Axis.Z : Axis.TIME, f.calibration());
		}
		// NB: better to hear of a wrong frame now than after an hour.
		for (int t = 1; t < files.size(); t++) {
			final long[] size = MovieOpener.size(files.get(t));
			if (size != null) requireSize(t, size[0], size[1]);
		}
	}

	/** The image files of a folder, in natural order. */
	public static List<Path> images(final Path folder) throws IOException {
		final Map<String, List<Path>> byKind;
		try (Stream<Path> all = Files.list(folder)) {
			byKind = all.filter(file -> kind(file) != null && !Files.isDirectory(file)) //
				.collect(Collectors.groupingBy(FolderMovie::kind, TreeMap::new, Collectors.toList()));
		}
		if (byKind.isEmpty()) throw new MovieException(folder + " holds no TIFF, PNG or JPEG images.");
		if (byKind.size() > 1) throw new MovieException(folder + " holds images of several kinds (" + byKind.entrySet()
			.stream().map(e -> e.getValue().size() + " " + e.getKey()).collect(Collectors.joining(", ")) +
			"); keep the frames of one movie in a folder of their own.");
		final List<Path> images = byKind.values().iterator().next();
		for (final Path image : images)
			Inputs.requireFile(image);
		final NaturalOrder order = new NaturalOrder();
		images.sort((a, b) -> order.compare(Titles.of(a), Titles.of(b)));
		return images;
	}

	/** Null for what is no frame, hidden files included. */
	private static String kind(final Path file) {
		final String name = Titles.of(file);
		if (name.startsWith(".")) return null;
		return KINDS.get(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
	}

	// -- Movie methods --

	@Override
	public MovieInfo info() {
		return info;
	}

	@Override
	public ArrayImg<FloatType, FloatArray> frame(final int t) throws IOException {
		try (Movie movie = openFrame(t)) {
			requireSize(t, movie.info().width(), movie.info().height());
			if (movie.info().channels() != info.channels()) throw new MovieException(files.get(t) + " and " + files.get(0) +
				" are not both grey or both RGB.");
			return movie.frame(0);
		}
	}

	// -- Helper methods --

	private Movie openFrame(final int t) throws IOException {
		final Path file = files.get(t);
		final Movie movie = MovieOpener.openFile(file, options);
		if (movie.info().frames() == 1) return movie;
		movie.close();
		throw new MovieException(file + " holds " + movie.info().frames() +
			" images; the files of a folder must be single frames.");
	}

	private void requireSize(final int t, final long width, final long height) throws MovieException {
		if (width != info.width() || height != info.height()) throw new MovieException("Frames differ in size: " + files
			.get(0) + " has " + info.width() + " x " + info.height() + " pixels and " + files.get(t) + " has " + width +
			" x " + height + ".");
	}
}
