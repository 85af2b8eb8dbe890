/**
 * How good a label movie is: the measures of the Cell Tracking Challenge (SEG,
 * DET, TRA, LNK, AOGM), of DAVIS (J, F), and the fraction of correct links. All of them
 * take one frame of truth and prediction after the other;
 * {@link org.maskvos.evaluation.Evaluation} is the front door.
 */
package org.maskvos.evaluation;
