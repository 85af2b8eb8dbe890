package org.maskvos.movie;

import java.io.IOException;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;
import org.maskvos.files.Output;

/**
 * Where the frames of a movie go, one after the other; the life cycle is that
 * of a {@link LabelSink}.
 */
public interface MovieSink extends Output {

	/**
	 * Appends the next frame.
	 *
	 * @param frame axes X, Y or X, Y, C with one plane. Copied before this method
	 *          returns.
	 * @throws IOException if it cannot be written; the message names the file
	 */
	void write(ArrayImg<FloatType, FloatArray> frame) throws IOException;
}
