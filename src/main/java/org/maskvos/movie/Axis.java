package org.maskvos.movie;

/** The axis of a hyperstack that is taken for time. */
public enum Axis {
		/** Time where the movie has more than one time point, else Z. */
		AUTO,
		/** The T axis. */
		TIME,
		/** The Z axis: a stack of slices treated as a sequence. */
		Z
}
