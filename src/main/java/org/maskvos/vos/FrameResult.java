package org.maskvos.vos;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.type.numeric.integer.IntType;
import net.imglib2.type.numeric.real.FloatType;

import org.maskvos.labels.Lineage;

/**
 * One finished frame, handed on before the next is begun.
 *
 * @param t 0-based index of the frame
 * @param labels axes X, Y; 0 is background
 * @param frame raw intensities, axes X, Y, C
 * @param lineage tracks up to and including this frame
 */
public record FrameResult(int t, ArrayImg<IntType, IntArray> labels,
	ArrayImg<FloatType, FloatArray> frame, Lineage lineage)
{}
