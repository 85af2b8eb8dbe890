/**
 * The published systems as segmenters of movies
 * ({@link org.maskvos.vos.Segmenter}): MaskVOS finds all objects
 * ({@link org.maskvos.vos.maskvos.MaskVos}), STCN propagates labelled ones
 * ({@link org.maskvos.vos.Propagator}). Frames come in order and are held no
 * longer than needed; results go to a {@link org.maskvos.vos.FrameConsumer}.
 */
package org.maskvos.vos;
