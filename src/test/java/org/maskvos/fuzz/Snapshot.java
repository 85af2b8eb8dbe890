package org.maskvos.fuzz;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is in a folder: links are not followed, pipes not opened.
 *
 * @param entries path within the folder to what is there
 */
record Snapshot(Map<String, String> entries) {

	/** Larger files are compared by size. */
	private static final long LARGE = 16 << 20;

	static Snapshot of(final Path folder) throws IOException {
		final Map<String, String> entries = new TreeMap<>();
		if (Files.isDirectory(folder)) Files.walkFileTree(folder, new SimpleFileVisitor<>() {

			@Override
			public FileVisitResult preVisitDirectory(final Path path, final BasicFileAttributes attributes) {
				if (!path.equals(folder)) entries.put(folder.relativize(path).toString(), "folder");
				return FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult visitFile(final Path path, final BasicFileAttributes attributes) throws IOException {
				entries.put(folder.relativize(path).toString(), describe(path, attributes));
				return FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult visitFileFailed(final Path path, final IOException e) {
				entries.put(folder.relativize(path).toString(), "unreadable");
				return FileVisitResult.CONTINUE;
			}
		});
		return new Snapshot(entries);
	}

	/** Names of what is new, gone or another. */
	TreeSet<String> difference(final Snapshot later) {
		final TreeSet<String> names = new TreeSet<>();
		entries.forEach((name, what) -> {
			if (!what.equals(later.entries.get(name))) names.add(name);
		});
		later.entries.keySet().stream().filter(name -> !entries.containsKey(name)).forEach(names::add);
		return names;
	}

	/** Removes a folder whatever is in it. */
	static void delete(final Path folder) throws IOException {
		if (Files.isDirectory(folder)) Files.walkFileTree(folder, new SimpleFileVisitor<>() {

			@Override
			public FileVisitResult preVisitDirectory(final Path path, final BasicFileAttributes attributes)
				throws IOException
			{
				Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
				return FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult visitFile(final Path path, final BasicFileAttributes attributes) throws IOException {
				Files.delete(path);
				return FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult postVisitDirectory(final Path path, final IOException e) throws IOException {
				Files.delete(path);
				return FileVisitResult.CONTINUE;
			}
		});
	}

	private static String describe(final Path path, final BasicFileAttributes attributes) throws IOException {
		if (attributes.isSymbolicLink()) return "link to " + Files.readSymbolicLink(path);
		if (!attributes.isRegularFile()) return "special";
		if (attributes.size() > LARGE || !Files.isReadable(path)) return attributes.size() + " bytes";
		return attributes.size() + " bytes, " + Arrays.hashCode(Files.readAllBytes(path));
	}
}
