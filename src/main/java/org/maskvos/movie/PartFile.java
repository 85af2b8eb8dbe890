package org.maskvos.movie;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

import org.maskvos.files.Leftovers;

/**
 * A file in the making: hidden beside its target until it is complete, so that
 * the target is either absent, old, or whole.
 */
final class PartFile {

	private final Path target;
	private final Path part;

	/** A TIFF file; see {@link #PartFile(Path, String, String)}. */
	PartFile(final Path target) throws MovieException {
		this(target, "\\.tiff?", "the name of a TIFF file must end in .tif or .tiff, that of an OME-Zarr in .zarr");
	}

	/**
	 * Checks that the target can be written, before any work is done.
	 *
	 * @param target file of a suitable name
	 * @param suffix pattern of it, in lower case
	 * @param rule says so to people
	 * @throws MovieException if it cannot; the message names it
	 */
	PartFile(final Path target, final String suffix, final String rule) throws MovieException {
		this.target = target.toAbsolutePath().normalize();
		final String name = Titles.of(this.target);
		final Path folder = this.target.getParent();
		if (Files.isDirectory(this.target))
			throw new MovieException(this.target + " is a folder; name a file to write.");
		if (!name.toLowerCase(Locale.ROOT).matches(".+" + suffix)) throw new MovieException(this.target +
			" cannot be written: " + rule + ".");
		if (folder == null || !Files.isDirectory(folder))
			throw new MovieException(this.target + " cannot be written: the folder " + folder + " does not exist.");
		if (!Files.isWritable(folder))
			throw new MovieException(this.target + " cannot be written: the folder " + folder + " is not writable.");
		if (Files.exists(this.target) && !Files.isWritable(this.target))
			throw new MovieException(this.target + " cannot be written: the file is read-only.");
		part = folder.resolve("." + name + ".part");
		Leftovers.add(path());
		Leftovers.add(other());
	}

	/** Where the file is to be written. */
	Path path() {
		return part;
	}

	/** A second place beside the first, for a rewritten copy. */
	Path other() {
		return part.resolveSibling(part.getFileName() + "2");
	}

	/** Puts a complete file into its place. */
	void publish(final Path complete) throws IOException {
		try {
			Files.move(complete, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		}
		catch (final AtomicMoveNotSupportedException exc) {
			Files.move(complete, target, StandardCopyOption.REPLACE_EXISTING);
		}
		catch (final IOException exc) {
			throw failed(exc);
		}
	}

	/** Removes what was not published. */
	void discard() throws IOException {
		for (final Path path : new Path[] { path(), other() }) {
			Files.deleteIfExists(path);
			Leftovers.forget(path);
		}
	}

	/** One sentence about a write that failed. */
	MovieException failed(final IOException exc) {
		return new MovieException(target + " cannot be written: " + exc.getMessage() + ".", exc);
	}
}
