/**
 * From the raw frames of a movie to the planes of a network ({@link org.maskvos.frames.NetworkFrames}): contrast, colour
 * and size; and frames that are prepared ahead ({@link org.maskvos.frames.OrderedPrefetch}).
 */
package org.maskvos.frames;
