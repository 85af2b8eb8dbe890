package org.maskvos.labels;

import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.type.numeric.integer.IntType;

/** In which frames of a label movie each label is there. Frames come in order, from 0. */
public final class Appearances {

	private final SortedMap<Integer, NavigableMap<Integer, Integer>> runs = new TreeMap<>();
	private int frame;

	/** @param labels of the next frame: axes X, Y; 0 is background */
	public void add(final ArrayImg<IntType, IntArray> labels) {
		int last = 0;
		for (final int label : labels.update(null).getCurrentStorageArray()) {
			if (label != last && label != 0) seen(runs.computeIfAbsent(label, k -> new TreeMap<>()));
			last = label;
		}
		frame++;
	}

	/** By label, the frames in which it is there without a gap: the first to the last, 0-based. */
	SortedMap<Integer, NavigableMap<Integer, Integer>> runs() {
		return runs;
	}

	// -- Helper methods --

	private void seen(final NavigableMap<Integer, Integer> ends) {
		final boolean goesOn = !ends.isEmpty() && ends.lastEntry().getValue() >= frame - 1;
		ends.put(goesOn ? ends.lastKey() : frame, frame);
	}
}
