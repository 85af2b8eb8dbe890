package org.maskvos.vos.maskvos;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

import org.maskvos.flow.FlowField;
import org.maskvos.labels.PredictedMaps;

/**
 * What the networks say of a frame, in network px.
 *
 * @param t 0-based index of the frame
 * @param frame raw intensities in the movie's size, axes X, Y, C
 * @param motion to the next frame; from the last frame, to the one before it
 * @param maps for instance splitting
 */
record SeenFrame(int t, ArrayImg<FloatType, FloatArray> frame, FlowField motion, PredictedMaps maps) {}
