package org.maskvos.flow;

/**
 * Motion, and how far it is to be trusted.
 *
 * @param field from one frame to another, in px
 * @param confidence of each pixel, in [0, 1], row major, in the field's size: see {@link FlowConfidence}
 */
public record TrustedFlow(FlowField field, float[] confidence) {

	/** @throws IllegalArgumentException if the confidence has another size */
	public TrustedFlow {
		if (confidence.length != field.dx().length) throw new IllegalArgumentException("A flow of " + field.width() +
			" x " + field.height() + " pixels needs as many confidences, not " + confidence.length + ".");
	}
}
