package org.maskvos.batch;

import org.maskvos.labels.Lineage;

/**
 * What is known of a movie when its last frame is labelled.
 *
 * @param lineage tracks
 * @param provenance for the label movie
 * @param device what the networks ran on, and why
 */
public record Labelled(Lineage lineage, String provenance, String device) {}
