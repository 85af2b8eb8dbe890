package org.maskvos.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** A file in the making. What replaces another one does so in one step: the target is either absent, old, or whole. */
public final class PartFile extends Part {

	private PartFile(final Path target, final long patienceMillis) throws InputException {
		super(target, patienceMillis);
	}

	/** A TIFF file; see {@link #of(Path, String, String)}. */
	public static PartFile tiff(final Path target) throws InputException {
		return of(target, "\\.tiff?", "the name of a TIFF file must end in .tif or .tiff, that of an OME-Zarr in .zarr");
	}

	/**
	 * Checks that the target can be written, before any work is done, and claims it.
	 *
	 * @param target file of a suitable name
	 * @param suffix pattern of it, in lower case
	 * @param rule says so to people
	 * @throws InputException if it cannot; the message names it
	 */
	public static PartFile of(final Path target, final String suffix, final String rule) throws InputException {
		final Path absolute = target.toAbsolutePath().normalize();
		requireFile(absolute);
		if (!Titles.of(absolute).toLowerCase(Locale.ROOT).matches("(?s).+" + suffix)) throw new InputException(absolute +
			" cannot be written: " + rule + ".");
		return of(absolute, 0);
	}

	/** A file of any name, for which another process may be waited for a little. */
	public static PartFile of(final Path target, final long patienceMillis) throws InputException {
		requireFile(target);
		final Path folder = target.getParent();
		if (folder == null || !Files.isDirectory(folder)) throw new InputException(target +
			" cannot be written: the folder " + folder + " does not exist.");
		if (!Files.isWritable(folder)) throw new InputException(target + " cannot be written: the folder " + folder +
			" is not writable.");
		if (Files.exists(target) && !Files.isWritable(target)) throw new InputException(target +
			" cannot be written: the file is read-only.");
		return new PartFile(target, patienceMillis);
	}

	/**
	 * Writes a small file, which appears when it is complete.
	 *
	 * @param target replaced if it exists
	 * @throws InputException if it cannot be written; the message names it
	 */
	public static void write(final Path target, final byte[] content) throws IOException {
		try (PartFile file = of(target.toAbsolutePath().normalize(), 0)) {
			file.fill(content);
			Publication.of(file);
		}
	}

	/** The same with text in UTF-8. */
	public static void write(final Path target, final String text) throws IOException {
		write(target, text.getBytes(StandardCharsets.UTF_8));
	}

	/** Makes the hidden file with all its content. */
	public void fill(final byte[] content) throws OutputException {
		try (OutputStream out = create()) {
			out.write(content);
		}
		catch (final IOException exc) {
			throw failed(exc);
		}
	}

	/** The same with text in UTF-8. */
	public void fill(final String text) throws OutputException {
		fill(text.getBytes(StandardCharsets.UTF_8));
	}

	/** Makes the hidden file; what lies there already, be it a link, is an error. */
	public OutputStream create() throws IOException {
		return Files.newOutputStream(path(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
	}

	// -- Part methods --

	@Override
	void seal() throws IOException {
		try (FileChannel file = FileChannel.open(path(), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
			file.force(true);
		}
	}

	@Override
	boolean isAtomic() {
		return true;
	}

	@Override
	void requirePlace() throws InputException {
		requireFile(target());
	}

	private static void requireFile(final Path target) throws InputException {
		if (Files.isDirectory(target)) throw new InputException(target + " is a folder; name a file to write.");
	}
}
