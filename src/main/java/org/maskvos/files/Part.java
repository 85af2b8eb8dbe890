package org.maskvos.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/**
 * A file or folder in the making: hidden beside its target under a name that nobody can foresee, until a
 * {@link Publication} puts it into its place. While it is open no other process can have the same target.
 * <p>
 * Links are never followed, neither at the hidden name nor at the target: a target that is a link is replaced, and
 * what it points to is not touched.
 * </p>
 */
public abstract sealed

class Part implements Closeable

permits PartFile, PartFolder
{

	private final Path target;
	private final HiddenNames names;
	private final TargetClaim claim;
	private Path path, old;
	private boolean published;

	/** @param target absolute, in a folder that exists */
	Part(final Path target, final long patienceMillis) throws InputException {
		this.target = target;
		requireName(target);
		names = new HiddenNames(target);
		claim = TargetClaim.of(target, patienceMillis);
		renew();
	}

	/** Where it is to be written. */
	public final Path path() {
		return path;
	}

	/** Its final place. */
	public final Path target() {
		return target;
	}

	/** One sentence about a write that failed. */
	public final OutputException failed(final IOException exc) {
		return failed(target, exc);
	}

	/** The same, when not even a begin was possible: closes it. */
	public final OutputException abandoned(final IOException exc) throws IOException {
		close();
		return failed(exc);
	}

	/** The same about any target; a sentence that is one already stays. */
	public static OutputException failed(final Path target, final IOException exc) {
		return exc instanceof OutputException known ? known : new OutputException(target + " cannot be written: " + reason(
			exc) + ".", exc);
	}

	/** Releases the target, and removes what was not published. */
	@Override
	public final void close() throws IOException {
		try {
			if (!published) Leftovers.delete(path);
		}
		finally {
			Leftovers.forget(path);
			claim.end(old == null);
		}
	}

	// -- What a publication does, step by step --

	/** Makes sure that it is complete and that all of it is on the disk. */
	abstract void seal() throws IOException;

	/** Whether it takes the place of an older one in one step. */
	abstract boolean isAtomic();

	/** @throws InputException if something is in the place that must not be replaced */
	abstract void requirePlace() throws IOException;

	/** Takes an older one out of the way. */
	final void makeRoom() throws IOException {
		final Path aside = names.old();
		try {
			Files.move(target, aside, StandardCopyOption.ATOMIC_MOVE);
			old = aside;
			claim.keep();
		}
		catch (final NoSuchFileException exc) {
			// nothing is in the way
		}
	}

	final void appear() throws IOException {
		if (isAtomic()) Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
		else Files.move(path, target);
		published = true;
	}

	/** Undoes {@link #appear} and {@link #makeRoom}, as far as they came. */
	final void withdraw() throws IOException {
		if (published) Files.move(target, path, StandardCopyOption.ATOMIC_MOVE);
		published = false;
		if (old != null) Files.move(old, target, StandardCopyOption.ATOMIC_MOVE);
		old = null;
	}

	/** Forgets the older one; where it cannot be deleted, the next run with this target does. */
	final void settle() {
		if (old == null) return;
		try {
			Leftovers.delete(old);
			old = null;
		}
		catch (final IOException exc) {
			// the new one is there, which is what counts
		}
	}

	/** Another hidden place, for a rewritten copy; the caller deletes the one before. */
	public final void renew() {
		path = names.part();
		Leftovers.add(path);
	}

	// -- Helper methods --

	/** NB: hidden names are cut where they would be too long, so that this would be found at the end only. */
	private static void requireName(final Path target) throws InputException {
		try {
			Files.readAttributes(target, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
		}
		catch (final NoSuchFileException exc) {
			// that is well
		}
		catch (final IOException exc) {
			throw new InputException(target + " cannot be written: " + reason(exc) + ".", exc);
		}
	}

	/** What is wrong, without the name: Java's own messages of these kinds are the name alone. */
	private static String reason(final IOException exc) {
		if (exc instanceof AccessDeniedException) return "there is no permission";
		if (exc instanceof FileAlreadyExistsException) return "something of that name came there meanwhile";
		if (exc instanceof NoSuchFileException) return "its folder, or the file itself, was removed meanwhile";
		final String message = exc instanceof FileSystemException system ? system.getReason() : exc.getMessage();
		return Objects.requireNonNullElse(message, exc.getClass().getSimpleName()).replaceFirst("\\.$", "");
	}
}
