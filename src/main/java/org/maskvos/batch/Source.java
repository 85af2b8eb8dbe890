package org.maskvos.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * By what one sees that a file, or a folder of files, is the one that it was.
 *
 * @param bytes of all files
 * @param modified latest time of change, milliseconds since 1970
 */
public record Source(long bytes, long modified) {

	/** Looks at a file, or at all files below a folder. */
	static Source of(final Path path) throws IOException {
		final List<Path> files;
		try (Stream<Path> all = Files.walk(path)) {
			files = all.filter(Files::isRegularFile).toList();
		}
		long bytes = 0, modified = 0;
		for (final Path file : files) {
			bytes += Files.size(file);
			modified = Math.max(modified, Files.getLastModifiedTime(file).toMillis());
		}
		return new Source(bytes, modified);
	}
}
