package org.maskvos.vos;

import org.maskvos.labels.Lineage;

/**
 * What a {@link Segmenter} did.
 *
 * @param frames frames segmented
 * @param lineage every object's first and last frame and its parent
 * @param objectDiameter in px of the movie, given or estimated; 0 if not used
 * @param model id of the model package
 * @param modelChecksum SHA-256 over the package's graphs, hexadecimal
 * @param device what ran, and why, e.g. "CPU (2 threads): no CUDA provider"
 * @param provenance how the labels were made; see {@link Provenance}
 * @param seconds wall time
 * @param engineSeconds wall time during which ONNX Runtime ran at least one network
 */
public record SegmentationReport(int frames, Lineage lineage, double objectDiameter, String model, String modelChecksum,
		String device, String provenance, double seconds, double engineSeconds) {}
