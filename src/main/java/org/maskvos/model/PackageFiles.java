package org.maskvos.model;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import org.maskvos.files.InputException;
import org.maskvos.files.Inputs;

/** The files of a package, which are read by plain names. Nothing outside of the package is ever opened. */
interface PackageFiles {

	/**
	 * Reads a file whole.
	 *
	 * @param name plain: no path, no address
	 * @param most bytes that it may have
	 * @throws NoSuchFileException if there is none
	 * @throws IOException if it cannot be read; the message is a sentence that names the file
	 */
	byte[] read(String name, long most) throws IOException;

	/** Full name of a file, for messages. */
	String describe(String name);

	/** Files in a folder. Links lead nowhere but to files in the folder; the folder itself may be a link. */
	static PackageFiles in(final Path folder) {
		final Path absolute = folder.toAbsolutePath().normalize();
		return new PackageFiles() {

			@Override
			public byte[] read(final String name, final long most) throws IOException {
				requirePlain(name);
				final Path file = absolute.resolve(name);
				if (!Files.exists(file)) throw new NoSuchFileException(file.toString());
				if (!file.toRealPath().startsWith(absolute.toRealPath())) throw new InputException(file +
					" is a link that leaves its package.");
				final long free = Runtime.getRuntime().maxMemory() / 2;
				if (Files.isRegularFile(file) && Files.size(file) > free) throw new InputException(file +
					" is too large: it has " + Files.size(file) + " bytes, and Java may use " + 2 * free + ".");
				return Inputs.read(file, most);
			}

			@Override
			public String describe(final String name) {
				return absolute + folder.getFileSystem().getSeparator() + Inputs.printable(name);
			}
		};
	}

	/** Files of a package in the plugin's jar. */
	static PackageFiles bundled(final String id) {
		final String folder = "/maskvos-models/" + id + '/';
		return new PackageFiles() {

			@Override
			public byte[] read(final String name, final long most) throws IOException {
				requirePlain(name);
				try (InputStream in = PackageFiles.class.getResourceAsStream(folder + name)) {
					if (in == null) throw new FileNotFoundException(describe(name));
					return in.readAllBytes();
				}
			}

			@Override
			public String describe(final String name) {
				return "the plugin's jar" + folder + Inputs.printable(name);
			}
		};
	}

	private static void requirePlain(final String name) throws InputException {
		if (name.isBlank() || name.length() > 255 || name.startsWith(".") || !name.matches("[^/\\\\:*?\"<>|\\p{Cntrl}]+"))
			throw new InputException("'" + Inputs.printable(name) + "' is not the plain name of a file in the package.");
	}
}
