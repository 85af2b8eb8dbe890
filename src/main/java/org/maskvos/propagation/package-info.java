/**
 * Propagation of masks through memory: STCN (Cheng, Tai, Tang 2021) with the
 * bounded memories of stcnbuf, and mask slots that many objects share. Front
 * door: {@link org.maskvos.propagation.Propagation}. Knows neither files nor
 * movies: frames of one size go in, probabilities and labels come out.
 */
package org.maskvos.propagation;
