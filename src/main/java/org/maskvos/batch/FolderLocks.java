package org.maskvos.batch;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32;

import org.maskvos.files.LockFile;
import org.maskvos.movie.MovieException;

/**
 * Keeps processes that write to the same folder apart. Each name is a byte of a
 * hidden file, which the operating system locks, and unlocks when the process
 * ends, by whatever end. Where the file system knows no locks, there are none.
 */
final class FolderLocks implements Closeable {

	private static final String FILE = ".maskvos.lock";
	private static final long PATIENCE = 20;

	/** Ends a claim. */
	interface Claim extends Closeable {}

	private final FileChannel channel;

	private FolderLocks(final FileChannel channel) {
		this.channel = channel;
	}

	/**
	 * @param folder made if need be
	 * @throws MovieException if it cannot be written to
	 */
	static FolderLocks in(final Path folder) throws MovieException {
		try {
			Files.createDirectories(folder);
			return new FolderLocks(LockFile.open(folder.resolve(FILE)));
		}
		catch (final IOException e) {
			throw new MovieException("The results cannot be written to " + folder + ": " + (Files.isRegularFile(folder)
				? "it is a file" : Files.exists(folder.resolve(FILE), LinkOption.NOFOLLOW_LINKS) ? FILE +
					" there cannot be opened" : "no permission, or no such place") + ".", e);
		}
	}

	/** @return empty if another process has it */
	Optional<Claim> claim(final String name) {
		try {
			final FileLock lock = channel.tryLock(position(name), 1, false);
			return lock == null ? Optional.empty() : Optional.of(lock::release);
		}
		catch (final OverlappingFileLockException e) {
			return Optional.empty(); // another thread of this process
		}
		catch (final IOException e) {
			return Optional.of(() -> {});
		}
	}

	/** Waits until no other process has it. */
	Claim await(final String name) throws IOException {
		for (;;) {
			final Optional<Claim> claim = claim(name);
			if (claim.isPresent()) return claim.get();
			try {
				Thread.sleep(PATIENCE);
			}
			catch (final InterruptedException e) {
				Thread.currentThread().interrupt();
				throw new java.io.InterruptedIOException("Interrupted while another process writes " + name + ".");
			}
		}
	}

	@Override
	public void close() throws IOException {
		channel.close();
	}

	// -- Helper methods --

	/** NB: names that share a byte, one pair in four thousand millions, would only wait for each other. */
	private static long position(final String name) {
		final CRC32 crc = new CRC32();
		crc.update(name.getBytes(StandardCharsets.UTF_8));
		return crc.getValue();
	}
}
