package org.maskvos.batch;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CancellationException;

import org.maskvos.model.ModelException;
import org.maskvos.movie.Movie;
import org.maskvos.vos.FrameConsumer;
import org.maskvos.vos.Progress;

/** What is done to every movie of a batch, by networks that are loaded once, when the first movie needs them. */
public interface Labeler extends AutoCloseable {

	/** Id of the model package. */
	String model();

	/** SHA-256 over the package's graphs. */
	String checksum();

	/**
	 * All that the labels of a movie depend on besides the movie, the model, channel
	 * and axis; numbers, words and truth values by name.
	 *
	 * @throws IOException if the movie lacks what it needs
	 */
	Map<String, Object> settings(MovieItem item) throws IOException;

	/**
	 * Loads the networks, once.
	 *
	 * @throws ModelException if no movie can be labelled
	 */
	void load() throws ModelException;

	/** Whether the networks are loaded. */
	boolean isLoaded();

	/**
	 * Labels a movie.
	 *
	 * @throws IOException if it cannot be read, or a result not be written
	 * @throws CancellationException if {@code progress} was canceled
	 */
	Labelled label(MovieItem item, Movie movie, FrameConsumer consumer, Progress progress) throws IOException;

	@Override
	void close();
}
