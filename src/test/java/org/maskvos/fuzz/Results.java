package org.maskvos.fuzz;

import com.fasterxml.jackson.databind.ObjectMapper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

import javax.imageio.ImageIO;

import org.maskvos.io.Movies;
import org.maskvos.movie.Movie;
import org.maskvos.movie.MovieOptions;

/** Reads what a call has written, as its user would. */
final class Results {

	private static final Set<String> OPTIONS = Set.of("-o", "--tracks", "--truth");

	private Results() {}

	/** @return what is missing or not readable; empty if all is well */
	static List<String> problems(final List<String> arguments, final String out) throws Exception {
		final List<String> problems = new ArrayList<>();
		for (int i = 1; i < arguments.size(); i++) {
			final boolean output = OPTIONS.contains(arguments.get(i - 1)) && !(arguments.get(0).equals("export") && arguments
				.get(i - 1).equals("--tracks"));
			if (output) check(Path.of(arguments.get(i)), problems);
		}
		if (arguments.get(0).equals("evaluate") && out.isBlank()) problems.add("no scores");
		return problems;
	}

	// -- Helper methods --

	private static void check(final Path path, final List<String> problems) throws Exception {
		if (path.startsWith("/dev")) return;
		if (!Files.exists(path)) {
			problems.add(path.getFileName() + " is not there");
			return;
		}
		try {
			if (Files.isDirectory(path) && !Movies.isZarr(path)) folder(path);
			else file(path);
		}
		catch (final Exception e) {
			problems.add(path.getFileName() + " cannot be read: " + e);
		}
	}

	private static void folder(final Path folder) throws Exception {
		final List<Path> files;
		try (Stream<Path> all = Files.list(folder)) {
			files = all.filter(file -> !file.getFileName().toString().startsWith(".")).sorted().toList();
		}
		if (files.isEmpty()) throw new java.io.IOException("the folder is empty");
		for (final Path file : files)
			if (Files.isRegularFile(file)) file(file);
	}

	private static void file(final Path file) throws Exception {
		final String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
		switch (name.substring(name.lastIndexOf('.') + 1)) {
			case "tif", "tiff", "avi", "zarr" -> movie(file);
			case "zip" -> {
				try (ZipFile zip = new ZipFile(file.toFile())) {
					if (zip.size() == 0) throw new java.io.IOException("no entries");
				}
			}
			case "png" -> {
				if (ImageIO.read(file.toFile()) == null) throw new java.io.IOException("no image");
			}
			case "json" -> new ObjectMapper().readTree(file.toFile());
			case "csv" -> {
				if (Files.size(file) == 0) throw new java.io.IOException("no rows");
			}
			default -> {
				if (Movies.isZarr(file.getParent().getParent())) movie(file);
			}
		}
	}

	private static void movie(final Path file) throws Exception {
		try (Movie movie = Movies.open(file, MovieOptions.defaults())) {
			for (int t = 0; t < movie.info().frames(); t++)
				movie.frame(t);
		}
	}
}
