package org.maskvos.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Files and folders in the making, which must be gone when the process ends, even if it
 * is ended while it is stuck. Who makes one removes it, too; this is for the case that
 * he has no chance to.
 *
 * <pre>
 * Leftovers.add(part);
 * try {
 * 	write(part);
 * 	Files.move(part, target);
 * }
 * finally {
 * 	Files.deleteIfExists(part);
 * 	Leftovers.forget(part);
 * }
 * </pre>
 * <p>
 * NB: one list for the process, as {@link java.io.File#deleteOnExit} has: a process ends
 * once. That one never forgets a name, and does nothing when Java is halted.
 * </p>
 */
public final class Leftovers {

	private static final int TRIES = 5;

	private static final Set<Path> PATHS = ConcurrentHashMap.newKeySet();

	private Leftovers() {
		// NB: static methods only
	}

	/**
	 * From now on a path is unfinished.
	 *
	 * @param path of a file or folder, which need not exist yet
	 */
	public static void add(final Path path) {
		PATHS.add(path.toAbsolutePath());
	}

	/** Whether somebody in this process has it in work. */
	public static boolean contains(final Path path) {
		return PATHS.contains(path.toAbsolutePath());
	}

	/** It is finished, or was removed. */
	public static void forget(final Path path) {
		PATHS.remove(path.toAbsolutePath());
	}

	/** Removes all that is unfinished, as far as that is possible. For the end of the process. */
	public static void delete() {
		PATHS.forEach(path -> {
			// NB: somebody may still write into a folder while it is emptied
			for (int tries = 0; tries < TRIES; tries++) {
				try {
					delete(path);
					return;
				}
				catch (final IOException | RuntimeException e) {
					// NB: nobody is left whom to tell
				}
			}
		});
	}

	/** Removes a file, or a folder with all that is in it. Links are removed, not followed. */
	public static void delete(final Path path) throws IOException {
		if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) return;
		final List<Path> all;
		try (Stream<Path> files = Files.walk(path)) {
			all = files.sorted(Comparator.reverseOrder()).toList();
		}
		for (final Path file : all)
			Files.deleteIfExists(file);
	}
}
