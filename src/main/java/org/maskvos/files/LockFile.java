package org.maskvos.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Opens files whose bytes are locked. */
public final class LockFile {

	private LockFile() {
		// NB: static methods only
	}

	/**
	 * @param file made if need be
	 * @throws IOException if it cannot be opened, or something else has its name: opening a pipe would wait for ever, and
	 *           a link may lead anywhere
	 */
	public static FileChannel open(final Path file) throws IOException {
		if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
			throw new IOException(file + " is in the way: it is no regular file");
		return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
	}
}
