package org.maskvos.model;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a graph takes and gives: the names of its tensors, and their shapes.
 *
 * @param name of the graph in its package, e.g. "flow"
 * @param inputs tensor name to shape
 * @param outputs tensor name to shape
 */
public record GraphContract(String name, Map<String, Shape> inputs, Map<String, Shape> outputs) {

	/**
	 * Lengths along all axes.
	 *
	 * @param lengths {@link #FREE} where a package, or a frame, may choose
	 */
	public record Shape(List<Long> lengths) {

		/** An axis of any length. */
		public static final long FREE = -1;

		/** Of any rank. */
		public static Shape of(final long... lengths) {
			return new Shape(Arrays.stream(lengths).boxed().toList());
		}

		/** Planes of frames, NCHW: any number and size, and so many channels. */
		public static Shape planes(final long channels) {
			return of(FREE, channels, FREE, FREE);
		}

		/** Whether a tensor of a graph, whose open axes are negative, can have this shape. */
		boolean fits(final long[] found) {
			if (found.length != lengths.size()) return false;
			for (int i = 0; i < found.length; i++)
				if (lengths.get(i) != FREE && found[i] >= 0 && found[i] != lengths.get(i)) return false;
			return true;
		}

		/** "[any, 2, any, any]". */
		@Override
		public String toString() {
			return "[" + lengths.stream().map(length -> length == FREE ? "any" : length.toString()).collect(Collectors
				.joining(", ")) + "]";
		}
	}
}
