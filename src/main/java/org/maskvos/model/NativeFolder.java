package org.maskvos.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

import ai.onnxruntime.OrtEnvironment;

/**
 * A temporary folder with native libraries of ONNX Runtime, of this process alone. It is removed when Java ends. What a
 * process that was killed has left is removed when the next one unpacks.
 * <p>
 * A process holds the lock of a file in its folder as long as it lives: the operating system drops it, whatever the end.
 * </p>
 */
final class NativeFolder {

	private static final String PREFIX = "maskvos-natives-", LOCK = "lock";

	/** ONNX Runtime makes such a folder, too, which stays empty, and is left when the process is killed. */
	private static final String EMPTY_PREFIX = "onnxruntime-java";

	/** A folder without a lock is being made, or was left: nobody needs that long to make one. */
	private static final Duration UNLOCKED = Duration.ofMinutes(1);

	private final Path path;
	/** Holds the lock until Java ends, so it must stay reachable. */
	@SuppressWarnings("unused")
	private final FileChannel lock;

	private NativeFolder(final Path path, final FileChannel lock) {
		this.path = path;
		this.lock = lock;
	}

	/**
	 * Makes an empty folder in the system's temporary folder ({@code java.io.tmpdir}), and removes folders of processes that
	 * are no more.
	 */
	static NativeFolder create() throws IOException {
		while (true) {
			final Path path = Files.createTempDirectory(PREFIX);
			final Path lock = path.resolve(LOCK);
			// removed in the reverse order, what is in the folder first
			path.toFile().deleteOnExit();
			lock.toFile().deleteOnExit();
			final FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
			lock(channel);
			removeOthers(path);
			// another process may have taken the folder for a leftover before it was locked
			if (Files.exists(lock)) return new NativeFolder(path, channel);
			channel.close();
		}
	}

	Path path() {
		return path;
	}

	/**
	 * Unpacks a library from the jar of ONNX Runtime.
	 *
	 * @param library name without what the system puts around it
	 * @return whether there is one for this system; it is unpacked only once
	 */
	boolean unpack(final String library) throws IOException {
		final String name = System.mapLibraryName(library);
		final Path file = path.resolve(name);
		if (Files.exists(file)) return true;
		try (InputStream in = OrtEnvironment.class.getResourceAsStream("native/" + platform() + '/' + name)) {
			if (in == null) return false;
			file.toFile().deleteOnExit();
			Files.copy(in, file);
			return true;
		}
	}

	// -- Helper methods --

	private static void lock(final FileChannel channel) {
		try {
			channel.lock();
		}
		catch (final IOException e) {
			// a file system without locks: nobody else gets them either, and removes the folder
		}
	}

	/** As the folders of the jar are called. */
	private static String platform() {
		final String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
		return (os.startsWith("mac") ? "osx" : os.startsWith("win") ? "win" : "linux") + '-' + (System.getProperty(
			"os.arch").equals("aarch64") ? "aarch64" : "x64");
	}

	private static void removeOthers(final Path own) throws IOException {
		final UserPrincipal user = Files.getOwner(own);
		try (DirectoryStream<Path> folders = Files.newDirectoryStream(own.getParent(), '{' + PREFIX + ',' + EMPTY_PREFIX +
			"}*"))
		{
			for (final Path folder : folders)
				// NB: a process that closes a file loses its locks on it, so it must not open its own
				if (!folder.equals(own)) removeIfLeft(folder, user);
		}
	}

	/** Best effort: what cannot be removed now may be removed by the next process. */
	private static void removeIfLeft(final Path folder, final UserPrincipal user) {
		try {
			if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) || !Files.getOwner(folder).equals(user)) return;
			final Path lock = folder.resolve(LOCK);
			if (!Files.isRegularFile(lock, LinkOption.NOFOLLOW_LINKS)) {
				if (Files.getLastModifiedTime(folder).toInstant().isAfter(Instant.now().minus(UNLOCKED))) return;
			}
			else try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
				if (channel.tryLock() == null) return;
				empty(folder);
			}
			Files.delete(folder); // which does nothing to a folder with files
		}
		catch (final IOException | OverlappingFileLockException e) {
			// it stays
		}
	}

	private static void empty(final Path folder) throws IOException {
		try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
			for (final Path file : files)
				Files.delete(file);
		}
	}
}
