package org.maskvos.movie;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.maskvos.files.Leftovers;

/** A folder in the making: hidden beside its target until it is complete. */
final class PartFolder {

	private final Path target, part;

	/**
	 * Makes the folder beside the target, in place of what an interrupted run left.
	 *
	 * @throws MovieException if it cannot be made there; the message names the target
	 */
	PartFolder(final Path target) throws IOException {
		this.target = target.toAbsolutePath().normalize();
		part = this.target.resolveSibling("." + Titles.of(this.target) + ".part");
		final Path parent = this.target.getParent();
		if (parent == null || !Files.isDirectory(parent)) throw new MovieException(this.target +
			" cannot be written: the folder " + parent + " does not exist.");
		discard();
		try {
			Leftovers.add(part);
			Files.createDirectory(part);
		}
		catch (final IOException exc) {
			throw failed(exc);
		}
	}

	/** Where it is to be filled. */
	Path path() {
		return part;
	}

	/** Puts the complete folder into its place, where nothing may be. */
	void publish() throws IOException {
		try {
			Files.move(part, target);
		}
		catch (final IOException exc) {
			throw failed(exc);
		}
	}

	/** The same in place of an older folder, which goes when the new one is there. */
	void replace() throws IOException {
		if (!Files.exists(target)) {
			publish();
			return;
		}
		final Path old = part.resolveSibling("." + Titles.of(target) + ".old");
		try {
			Leftovers.delete(old);
			Files.move(target, old);
			Files.move(part, target);
			Leftovers.delete(old);
		}
		catch (final IOException exc) {
			throw failed(exc);
		}
	}

	/** Removes what was not published. */
	void discard() throws IOException {
		Leftovers.delete(part);
		Leftovers.forget(part);
	}

	/** One sentence about a write that failed. */
	MovieException failed(final IOException exc) {
		return new MovieException(target + " cannot be written: " + exc.getMessage() + ".", exc);
	}
}
