package org.maskvos.labels;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.type.numeric.integer.IntType;

/**
 * The objects of a label movie as tracks of the Cell Tracking Challenge: such a track is
 * there in every frame from its first to its last, and its parent ends before it begins.
 * <p>
 * An object that is missing in some frames goes on as another track whose parent is the
 * one before the gap. So does a parent that keeps its label when a child appears. An
 * object's first track has the object's label, the others have numbers above all labels.
 * A parent that is not seen before its child counts as none; one that is not seen at all
 * hands the child on to its own parent.
 * </p>
 */
public final class ContiguousTracks {

	/** By label and first frame. */
	private final Map<Integer, NavigableMap<Integer, Lineage.Track>> tracks;

	private ContiguousTracks(final Map<Integer, NavigableMap<Integer, Lineage.Track>> tracks) {
		this.tracks = tracks;
	}

	/**
	 * Cuts objects into tracks.
	 *
	 * @param shown where the objects are
	 * @param ancestry of their labels
	 */
	public static ContiguousTracks of(final Appearances shown, final Ancestry ancestry) {
		final Map<Integer, NavigableMap<Integer, Integer>> ends = new TreeMap<>();
		shown.runs().forEach((label, runs) -> ends.put(label, new TreeMap<>(runs)));
		final Map<Integer, Integer> parents = new HashMap<>();
		ends.forEach((label, pieces) -> {
			final int parent = ancestry.nearest(label, ends::containsKey), birth = pieces.firstKey();
			if (parent == 0 || ends.get(parent).firstKey() >= birth) return;
			parents.put(label, parent);
			cut(ends.get(parent), birth);
		});
		final Map<Integer, NavigableMap<Integer, Lineage.Track>> tracks = new TreeMap<>();
		int last = ends.isEmpty() ? 0 : shown.runs().lastKey();
		for (final var object : ends.entrySet()) {
			final NavigableMap<Integer, Lineage.Track> pieces = new TreeMap<>();
			for (final var piece : object.getValue().entrySet()) {
				final int id = pieces.isEmpty() ? object.getKey() : ++last;
				final int before = pieces.isEmpty() ? 0 : pieces.lastEntry().getValue().id();
				pieces.put(piece.getKey(), new Lineage.Track(id, piece.getKey(), piece.getValue(), before));
			}
			tracks.put(object.getKey(), pieces);
		}
		parents.forEach((label, parent) -> tracks.get(label).computeIfPresent(ends.get(label).firstKey(), (birth,
			child) -> new Lineage.Track(child.id(), birth, child.end(), tracks.get(parent).lowerEntry(birth).getValue()
				.id())));
		return new ContiguousTracks(tracks);
	}

	/** The same if no id is above a maximum; else numbered anew, 1, 2, 3 ... in the order of appearance. */
	public ContiguousTracks within(final int maximum) {
		final List<Lineage.Track> all = tracks();
		if (all.isEmpty() || all.get(all.size() - 1).id() <= maximum) return this;
		all.sort(Comparator.comparingInt(Lineage.Track::begin).thenComparingInt(Lineage.Track::id));
		final Map<Integer, Integer> ids = new HashMap<>();
		for (final Lineage.Track track : all)
			ids.put(track.id(), ids.size() + 1);
		final Map<Integer, NavigableMap<Integer, Lineage.Track>> renamed = new TreeMap<>();
		tracks.forEach((label, pieces) -> {
			final NavigableMap<Integer, Lineage.Track> copy = new TreeMap<>();
			pieces.forEach((begin, track) -> copy.put(begin, new Lineage.Track(ids.get(track.id()), begin, track.end(), ids
				.getOrDefault(track.parent(), 0))));
			renamed.put(label, copy);
		});
		return new ContiguousTracks(renamed);
	}

	/** All tracks, in the order of their ids. */
	public List<Lineage.Track> tracks() {
		final List<Lineage.Track> all = new ArrayList<>();
		tracks.values().forEach(pieces -> all.addAll(pieces.values()));
		all.sort(Comparator.comparingInt(Lineage.Track::id));
		return all;
	}

	/**
	 * A frame of the label movie with the ids of the tracks.
	 *
	 * @param frame 0-based
	 * @param labels axes X, Y; 0 is background; not changed
	 */
	public ArrayImg<IntType, IntArray> relabel(final int frame, final ArrayImg<IntType, IntArray> labels) {
		final int[] ids = labels.update(null).getCurrentStorageArray().clone();
		for (int i = 0, label = 0, id = 0; i < ids.length; i++) {
			if (ids[i] != label) {
				label = ids[i];
				id = label == 0 ? 0 : tracks.get(label).floorEntry(frame).getValue().id();
			}
			ids[i] = id;
		}
		return ArrayImgs.ints(ids, labels.dimension(0), labels.dimension(1));
	}

	// -- Helper methods --

	/** Ends the piece that goes on through a frame before it, and begins another there. */
	private static void cut(final NavigableMap<Integer, Integer> pieces, final int frame) {
		final var piece = pieces.lowerEntry(frame);
		if (piece == null || piece.getValue() < frame) return;
		pieces.put(piece.getKey(), frame - 1);
		pieces.put(frame, piece.getValue());
	}
}
