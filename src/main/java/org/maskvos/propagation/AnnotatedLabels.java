package org.maskvos.propagation;

import java.util.Set;

/** The rule by which an annotation lies over what was found. */
public final class AnnotatedLabels {

	private AnnotatedLabels() {
		// NB: static methods only
	}

	/**
	 * An annotated object is where it was annotated, and nowhere else; the objects that an annotation does not name stay as
	 * they were found, outside of it.
	 *
	 * @param labels that were found, row major; receives the annotation
	 * @param annotation object ids, row major, in the same size; 0 where nothing is annotated
	 * @param named ids in the annotation
	 */
	public static void replace(final int[] labels, final int[] annotation, final Set<Integer> named) {
		for (int i = 0; i < labels.length; i++)
			if (annotation[i] != 0 || named.contains(labels[i])) labels[i] = annotation[i];
	}
}
