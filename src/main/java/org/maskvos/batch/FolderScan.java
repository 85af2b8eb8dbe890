package org.maskvos.batch;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

import org.maskvos.io.LabelMovies;
import org.maskvos.io.Movies;
import org.maskvos.movie.MovieException;
import org.maskvos.vos.Provenance;

/**
 * Finds the movies in a folder: files, folders of frames, OME-Zarr. Hidden ones are passed over, and so are label movies
 * that MaskVOS made.
 */
final class FolderScan extends SimpleFileVisitor<Path> {

	private static final String FRAME = "(?s).+\\.(tiff?|png|jpe?g)";

	/** What is a movie where no pattern says so: what ImageJ reads, and formats of microscopes. */
	private static final String MOVIE =
		"(?s).+\\.(tiff?|avi|nd2|czi|lif|lsm|stk|oib|oif|oir|vsi|ims|dv|r3d|zvi|sld|flex|ipl|mov|mp4)";

	private static final Pattern RESULT = Pattern.compile("(.+)-vos\\.tif", Pattern.DOTALL);

	private final BatchOptions options;
	private final PathMatcher matcher;
	private final int depth;
	private final List<Path> found = new ArrayList<>();

	private FolderScan(final BatchOptions options) {
		this.options = options;
		final String glob = options.pattern();
		try {
			matcher = FileSystems.getDefault().getPathMatcher("glob:" + (glob.isEmpty() ? "*" : glob));
		}
		catch (final PatternSyntaxException e) {
			throw new IllegalArgumentException("pattern \"" + glob + "\" is not understood; *.tif is an example.", e);
		}
		depth = glob.contains("**") ? Integer.MAX_VALUE : 1 + (int) glob.chars().filter(c -> c == '/').count();
	}

	/**
	 * @return complete paths, in alphabetical order
	 * @throws MovieException if there is no such folder
	 */
	static List<Path> movies(final BatchOptions options) throws IOException {
		final Path folder = options.folder();
		if (!Files.exists(folder)) throw new MovieException(folder + " does not exist.");
		if (!Files.isDirectory(folder)) throw new MovieException(folder + " is not a folder.");
		final FolderScan scan = new FolderScan(options);
		Files.walkFileTree(folder, scan);
		Collections.sort(scan.found);
		return scan.found;
	}

	/** Whether a folder holds single images. */
	static boolean holdsFrames(final Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.anyMatch(file -> lower(file).matches(FRAME) && !lower(file).startsWith(".") && Files.isRegularFile(
				file));
		}
	}

	// -- FileVisitor methods --

	@Override
	public FileVisitResult preVisitDirectory(final Path folder, final BasicFileAttributes attributes) throws IOException {
		if (folder.equals(options.folder())) return FileVisitResult.CONTINUE;
		if (folder.equals(options.results()) || lower(folder).startsWith(".")) return FileVisitResult.SKIP_SUBTREE;
		final boolean zarr = Movies.isZarr(folder);
		if (matches(folder) && (zarr ? !isResult(folder) : holdsFrames(folder))) found.add(folder);
		else if (!zarr) return options.folder().relativize(folder).getNameCount() < depth ? FileVisitResult.CONTINUE
			: FileVisitResult.SKIP_SUBTREE;
		return FileVisitResult.SKIP_SUBTREE;
	}

	@Override
	public FileVisitResult visitFile(final Path file, final BasicFileAttributes attributes) {
		final boolean usual = !options.pattern().isEmpty() || lower(file).matches(MOVIE);
		if (usual && matches(file) && !lower(file).startsWith(".") && !isResult(file)) found.add(file);
		return FileVisitResult.CONTINUE;
	}

	/** What cannot be looked into may be a movie: opening it will say what is wrong. */
	@Override
	public FileVisitResult visitFileFailed(final Path file, final IOException exc) throws IOException {
		if (file.equals(options.folder())) throw exc;
		if (matches(file) && !lower(file).startsWith(".")) found.add(file);
		return FileVisitResult.CONTINUE;
	}

	// -- Helper methods --

	/** Whether a label movie says itself that we made it, or a record beside it does. */
	private static boolean isResult(final Path path) {
		if (Provenance.isOne(LabelMovies.provenance(path))) return true;
		final Matcher name = RESULT.matcher(path.getFileName().toString());
		try {
			final MovieRecord record = name.matches() ? MovieRecord.read(path.getParent(), name.group(1)) : null;
			return record != null && record.tellsOf(path);
		}
		catch (final MovieException e) {
			return false;
		}
	}

	private boolean matches(final Path path) {
		return matcher.matches(options.folder().relativize(path));
	}

	private static String lower(final Path path) {
		return path.getFileName().toString().toLowerCase(Locale.ROOT);
	}
}
