package org.maskvos.vos;

import java.io.IOException;
import java.util.concurrent.CancellationException;

import org.maskvos.annotation.Annotations;
import org.maskvos.movie.Movie;

/**
 * Finds in all frames of a movie what a person labelled in some of them. A
 * propagator keeps its networks loaded and may do one movie after the other, each
 * from one thread.
 */
public interface Propagator extends AutoCloseable {

	/**
	 * Propagates labels.
	 *
	 * @param movie read once in each direction that labels travel, or once for each pass. Stays open.
	 * @param annotations ids come back unchanged; an annotated frame comes back as
	 *          annotated, with the objects that it does not name as they were found
	 *          outside of it
	 * @param consumer receives every frame's labels in order
	 * @param progress asked once per frame whether to go on
	 * @return what was done
	 * @throws IOException if the movie cannot be read or a result not be written
	 * @throws CancellationException if {@code progress} was canceled
	 */
	PropagationReport propagate(Movie movie, Annotations annotations, FrameConsumer consumer, Progress progress)
		throws IOException;

	@Override
	void close();
}
