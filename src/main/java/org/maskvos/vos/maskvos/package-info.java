/**
 * MaskVOS, the unsupervised segmenter ({@link org.maskvos.vos.maskvos.MaskVos}): networks on the frames of a movie, and
 * labels from what they say.
 */
package org.maskvos.vos.maskvos;
