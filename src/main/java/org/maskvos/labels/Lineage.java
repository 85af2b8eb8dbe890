package org.maskvos.labels;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The life of every object: first frame, last frame, parent. Ids are compact:
 * 1, 2, 3 ... in the order of appearance.
 */
public final class Lineage {

	/**
	 * @param id label of the object, 1-based
	 * @param begin first frame, 0-based
	 * @param end last frame in which it was seen, 0-based
	 * @param parent id of the object that divided into this one, 0 if none
	 */
	public record Track(int id, int begin, int end, int parent) {}

	private final List<Track> tracks = new ArrayList<>();

	/** Registers a new object in a frame and returns its id. */
	public int begin(final int frame, final int parent) {
		final int id = tracks.size() + 1;
		tracks.add(new Track(id, frame, frame, parent));
		return id;
	}

	/** Notes that an object was seen in a (later) frame. */
	public void seen(final int id, final int frame) {
		final Track track = track(id);
		tracks.set(id - 1, new Track(id, track.begin(), frame, track.parent()));
	}

	public Track track(final int id) {
		return tracks.get(id - 1);
	}

	/** All tracks so far, in the order of their ids. */
	public List<Track> tracks() {
		return Collections.unmodifiableList(tracks);
	}

	public int size() {
		return tracks.size();
	}
}
