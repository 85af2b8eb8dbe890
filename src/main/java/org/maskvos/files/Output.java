package org.maskvos.files;

import java.io.IOException;
import java.util.List;

/**
 * A result that is written frame by frame, and appears when it is complete. What is closed without having been
 * committed leaves nothing behind: files are written beside their final name.
 */
public interface Output extends AutoCloseable {

	/**
	 * First half of a commit: writes what is left to write.
	 *
	 * @return what is to be published, alone or with other results, by a {@link Publication}
	 * @throws IOException if it cannot be written; the message names the file
	 */
	List<Part> prepare() throws IOException;

	/** Publishes the complete result under its final name. */
	default void commit() throws IOException {
		Publication.of(prepare());
	}

	/** Releases everything, and discards what was not committed. */
	@Override
	void close() throws IOException;
}
