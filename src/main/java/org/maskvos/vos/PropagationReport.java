package org.maskvos.vos;

import org.maskvos.labels.Lineage;

/**
 * What a {@link Propagator} did.
 *
 * @param frames frames of the movie
 * @param annotated frames that were annotated
 * @param lineage every object's first and last frame and its parent
 * @param width of the frames as the network saw them, in px
 * @param height of the frames as the network saw them, in px
 * @param slots masks that were segmented in a frame; fewer than objects if some
 *          shared one
 * @param model id of the model package
 * @param modelChecksum SHA-256 over the package's graphs, hexadecimal
 * @param device what ran, and why
 * @param provenance how the labels were made; see {@link Provenance}
 * @param seconds wall time
 * @param engineSeconds wall time spent inside ONNX Runtime
 * @param readSeconds wall time spent in the memory read besides
 */
public record PropagationReport(int frames, int annotated, Lineage lineage, int width, int height, int slots,
		String model, String modelChecksum, String device, String provenance, double seconds, double engineSeconds,
		double readSeconds) {}
