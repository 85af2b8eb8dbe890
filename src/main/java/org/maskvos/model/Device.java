package org.maskvos.model;

/** Where networks run. There is never a silent fallback. */
public enum Device {
		/** The GPU if CUDA can be used, else the CPU; the log says which and why. */
		AUTO,
		/** The CPU. */
		CPU,
		/** The GPU; an error if CUDA cannot be used. */
		GPU
}
