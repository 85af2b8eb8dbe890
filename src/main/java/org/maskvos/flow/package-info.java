/**
 * Optical flow: the motion of every pixel from one frame to another
 * ({@link org.maskvos.flow.OpticalFlow}), and how far it explains what has changed
 * ({@link org.maskvos.flow.FlowConfidence}).
 */
package org.maskvos.flow;
