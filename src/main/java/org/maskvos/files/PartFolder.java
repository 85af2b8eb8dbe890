package org.maskvos.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.function.Predicate;

/** A folder in the making. */
public final class PartFolder extends Part {

	/** What may be replaced. */
	private final Predicate<Path> replaceable;

	private PartFolder(final Path target, final Predicate<Path> replaceable) throws InputException {
		super(target, 0);
		this.replaceable = replaceable;
	}

	/**
	 * Makes an empty hidden folder.
	 *
	 * @param target nothing may be there
	 * @param advice says to people what to name instead
	 * @throws InputException if it cannot be made there; the message names the target
	 */
	public static PartFolder fresh(final Path target, final String advice) throws IOException {
		if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) throw new InputException(target + " exists; " + advice + ".");
		return replacing(target, path -> false);
	}

	/** The same in place of an older folder, if it is of the right kind. */
	public static PartFolder replacing(final Path target, final Predicate<Path> replaceable) throws IOException {
		final Path absolute = target.toAbsolutePath().normalize(), parent = absolute.getParent();
		if (parent == null || !Files.isDirectory(parent)) throw new InputException(absolute +
			" cannot be written: the folder " + parent + " does not exist.");
		final PartFolder folder = new PartFolder(absolute, replaceable);
		try {
			Files.createDirectory(folder.path());
			return folder;
		}
		catch (final IOException exc) {
			throw folder.abandoned(exc);
		}
	}

	// -- Part methods --

	@Override
	void seal() {}

	@Override
	boolean isAtomic() {
		return false;
	}

	@Override
	void requirePlace() throws InputException {
		if (Files.exists(target(), LinkOption.NOFOLLOW_LINKS) && !replaceable.test(target())) throw new OutputException(
			target() + " cannot be written: something of that name came there meanwhile.");
	}
}
