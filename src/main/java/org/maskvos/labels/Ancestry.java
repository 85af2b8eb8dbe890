package org.maskvos.labels;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;

/** Who descends from whom, as a table of tracks says. */
public final class Ancestry {

	private final Map<Integer, Integer> parents = new HashMap<>();

	/** @param tracks labels and their parents; a label that is not given has none */
	public Ancestry(final Iterable<Lineage.Track> tracks) {
		for (final Lineage.Track track : tracks)
			parents.put(track.id(), track.parent());
	}

	/**
	 * The nearest ancestor of which something holds: the parent, or where it does not
	 * hold of the parent, the parent's parent, and so on.
	 *
	 * @return its label; 0 if there is none
	 */
	public int nearest(final int label, final IntPredicate condition) {
		final Set<Integer> asked = new HashSet<>(); // NB: a table by hand may go in circles
		int ancestor = parents.getOrDefault(label, 0);
		while (ancestor != 0 && !condition.test(ancestor))
			ancestor = asked.add(ancestor) ? parents.getOrDefault(ancestor, 0) : 0;
		return ancestor;
	}
}
