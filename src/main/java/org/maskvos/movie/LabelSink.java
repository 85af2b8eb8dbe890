package org.maskvos.movie;

import java.io.IOException;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.type.numeric.integer.IntType;
import org.maskvos.files.Output;

/**
 * Where the frames of a label movie go, one after the other.
 * <p>
 * Life cycle: {@link #write} once per frame in order, {@link #commit} when the
 * last one is written, {@link #close} always.
 * </p>
 */
public interface LabelSink extends Output {

	/**
	 * Appends the next frame.
	 *
	 * @param labels axes X, Y; 0 is background, the same positive integer is the
	 *          same object through time. Copied before this method returns.
	 * @throws IOException if it cannot be written; the message names the file
	 */
	void write(ArrayImg<IntType, IntArray> labels) throws IOException;

	/**
	 * Tells how the labels were made, in place of what was told before: at any time
	 * before {@link #commit}, since much of it is known last.
	 *
	 * @param text shown by ImageJ's <em>Show Info</em>; cut after 8000 characters
	 */
	void setProvenance(String text);
}
