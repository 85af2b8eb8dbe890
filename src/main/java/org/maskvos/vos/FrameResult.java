package org.maskvos.vos;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.type.numeric.integer.IntType;
import net.imglib2.type.numeric.real.FloatType;

import org.maskvos.labels.Lineage;

/**
 * One finished frame; frames are handed on in order, at most a few after they were seen.
 *
 * @param t 0-based index of the frame
 * @param labels axes X, Y; 0 is background
 * @param frame raw intensities, axes X, Y, C
 * @param lineage all tracks so far
 */
public record FrameResult(int t, ArrayImg<IntType, IntArray> labels, ArrayImg<FloatType, FloatArray> frame,
		Lineage lineage) {}
