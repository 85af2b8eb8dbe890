package org.maskvos.simulation;

/** The microscope that a simulation imitates. */
public enum Modality {
		/** Phase contrast: grey cells with granules and a bright halo. */
		PHASE,
		/** Fluorescent nuclei: bright on dark, bleaching. */
		FLUORESCENCE,
		/** Differential interference contrast: relief lit from one side. */
		DIC
}
