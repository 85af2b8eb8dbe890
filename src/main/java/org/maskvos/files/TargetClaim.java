package org.maskvos.files;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/**
 * The right to write to a target, which one process has at a time: a lock of the operating system on a hidden file
 * beside it. The system drops it when the process ends, by whatever end. The file goes with the claim; one that is
 * found unlocked was left by a killed process, and then all that it left of this target is removed.
 * <p>
 * Where the file system knows no locks, there are none, and nothing is removed.
 * </p>
 */
final class TargetClaim {

	private static final long PAUSE_MILLIS = 20;

	/** How often the file may change hands while it is opened. */
	private static final int ATTEMPTS = 100;

	private enum Lock {
			OURS, ANOTHERS, CHANGED
	}

	private final HiddenNames names;
	private final Path file;
	private final boolean found;
	private final Object key;
	private final FileChannel channel;

	private TargetClaim(final HiddenNames names) throws IOException {
		this.names = names;
		file = names.lock();
		found = !create(file);
		key = key(file);
		try {
			channel = LockFile.open(file);
		}
		catch (final AccessDeniedException exc) {
			throw new IOException("the file " + file + " of another user is in the way", exc);
		}
	}

	/**
	 * Claims a target.
	 *
	 * @param target absolute; its folder exists
	 * @param patienceMillis how long to wait for another process
	 * @throws OutputException if another process has it, or nothing can be written there
	 */
	static TargetClaim of(final Path target, final long patienceMillis) throws OutputException {
		final HiddenNames names = new HiddenNames(target);
		final long end = System.nanoTime() + patienceMillis * 1_000_000;
		try {
			for (int changed = 0; changed < ATTEMPTS;) {
				// NB: on Unix, closing a second channel would end the lock of the first
				Lock lock = Lock.ANOTHERS;
				if (!Leftovers.contains(names.lock())) {
					final TargetClaim claim = new TargetClaim(names);
					lock = claim.lock();
					if (lock == Lock.OURS) {
						Leftovers.add(claim.file);
						return claim;
					}
					claim.channel.close();
				}
				if (lock == Lock.CHANGED) changed++;
				else if (System.nanoTime() < end) Thread.sleep(PAUSE_MILLIS);
				else break;
			}
		}
		catch (final IOException exc) {
			throw Part.failed(target, exc);
		}
		catch (final InterruptedException exc) {
			Thread.currentThread().interrupt();
			throw Part.failed(target, new InterruptedIOException("interrupted while another process writes it"));
		}
		throw new OutputException(target +
			" is being written by another run of MaskVOS; wait until it is done, or choose another name.");
	}

	/** Should the process be ended now, the next run must look what it left. */
	void keep() {
		Leftovers.forget(file);
	}

	/** @param tidy whether nothing of this claim is left beside the target; else the next one looks */
	void end(final boolean tidy) throws IOException {
		if (!channel.isOpen()) return;
		try {
			// NB: while it is locked: afterwards it may be another's
			if (tidy) Files.deleteIfExists(file);
		}
		finally {
			Leftovers.forget(file);
			channel.close();
		}
	}

	// -- Helper methods --

	private Lock lock() throws IOException {
		try {
			if (channel.tryLock() == null) return Lock.ANOTHERS;
		}
		catch (final OverlappingFileLockException exc) {
			return Lock.ANOTHERS; // another thread of this process
		}
		catch (final IOException exc) {
			if (channel.isOpen()) return Lock.OURS; // NB: no locks here
			throw exc;
		}
		// NB: who ended a claim has deleted the file that was opened here
		if (!Objects.equals(key, key(file))) return Lock.CHANGED;
		if (found) names.clean();
		return Lock.OURS;
	}

	/** @return whether it was not there; a link in its place is removed */
	private static boolean create(final Path file) throws IOException {
		if (Files.isSymbolicLink(file)) Files.delete(file);
		try {
			Files.createFile(file);
			return true;
		}
		catch (final FileAlreadyExistsException exc) {
			return false;
		}
	}

	/** What tells files apart; null if it is gone, or where the system does not say and keeps open files in place. */
	private static Object key(final Path file) throws IOException {
		try {
			return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).fileKey();
		}
		catch (final NoSuchFileException exc) {
			return null;
		}
	}
}
