package org.maskvos.labels;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The life of every object: first frame, last frame, parent. Ids that are not
 * given are compact: 1, 2, 3 ... in the order of appearance.
 */
public final class Lineage {

	/**
	 * @param id label of the object, 1-based
	 * @param begin first frame, 0-based
	 * @param end last frame in which it was seen, 0-based
	 * @param parent id of the object that divided into this one, 0 if none
	 */
	public record Track(int id, int begin, int end, int parent) {}

	private final TreeMap<Integer, Track> tracks = new TreeMap<>();

	/** Registers a new object in a frame and returns its id. */
	public int begin(final int frame, final int parent) {
		final int id = tracks.isEmpty() ? 1 : tracks.lastKey() + 1;
		tracks.put(id, new Track(id, frame, frame, parent));
		return id;
	}

	/** Notes that an object was seen in a (later) frame; one that is not known begins there. */
	public void seen(final int id, final int frame) {
		final Track track = tracks.get(id);
		tracks.put(id, track == null ? new Track(id, frame, frame, 0) : new Track(id, track.begin(), frame, track
			.parent()));
	}

	/** Notes the parent of an object. */
	public void setParent(final int id, final int parent) {
		final Track track = track(id);
		tracks.put(id, new Track(id, track.begin(), track.end(), parent));
	}

	public Track track(final int id) {
		return tracks.get(id);
	}

	/** The parent of an object; 0 if it has none or is not known. */
	public int parent(final int id) {
		final Track track = tracks.get(id);
		return track == null ? 0 : track.parent();
	}

	/** All tracks so far, in the order of their ids. */
	public List<Track> tracks() {
		return new ArrayList<>(tracks.values());
	}

	public int size() {
		return tracks.size();
	}
}
