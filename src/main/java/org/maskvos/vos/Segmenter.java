package org.maskvos.vos;

import java.io.IOException;
import java.util.concurrent.CancellationException;

import org.maskvos.movie.Movie;

/**
 * Turns a movie into a label movie. The five published systems live behind this
 * interface. A segmenter keeps its networks loaded and may do one movie after
 * the other, each from one thread.
 */
public interface Segmenter extends AutoCloseable {

	/**
	 * Segments all frames, in order.
	 *
	 * @param movie read in order, once; before that, a few frames where the size of objects is estimated. Stays open.
	 * @param consumer receives every frame's labels in order
	 * @param progress asked once per frame whether to go on
	 * @return what was done
	 * @throws IOException if the movie cannot be read or a result not be written
	 * @throws CancellationException if {@code progress} was canceled
	 */
	SegmentationReport segment(Movie movie, FrameConsumer consumer, Progress progress) throws IOException;

	@Override
	void close();
}
