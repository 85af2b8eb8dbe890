package org.maskvos.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.maskvos.movie.MovieInfo;
import org.maskvos.vos.LabelOutputs;

/**
 * The files that a movie of a batch leaves.
 *
 * @param record {@code <name>-vos.json}, a {@link MovieRecord}
 * @param labels {@code <name>-vos.tif}
 * @param table {@code <name>-vos.csv}
 */
record MovieOutputs(Path record, Path labels, Path table) {

	/** Where they are among the results. */
	static MovieOutputs of(final Path results, final MovieItem item) {
		return new MovieOutputs(MovieRecord.file(results, item.name()), results.resolve(item.name() + "-vos.tif"), results
			.resolve(item.name() + "-vos.csv"));
	}

	/**
	 * Removes what an earlier run left, so that it is not taken for the result of this one; the record first: from then
	 * on nothing is known of the movie. Folders of these names are not ours.
	 */
	void delete() throws IOException {
		for (final Path file : List.of(record, labels, table))
			if (!Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) Files.deleteIfExists(file);
	}

	/** Begins labels and table. */
	LabelOutputs open(final MovieInfo info) throws IOException {
		return LabelOutputs.open(labels, table, info);
	}

	/** Names and sizes in bytes of labels and table. */
	Map<String, Long> sizes() throws IOException {
		final Map<String, Long> sizes = new TreeMap<>();
		for (final Path file : List.of(labels, table))
			sizes.put(file.getFileName().toString(), Files.size(file));
		return sizes;
	}
}
