package org.maskvos.labels;

import java.util.Arrays;
import java.util.List;

/** The nearest other tracks of each track, nearest first. */
final class Neighbours {

	private final List<LiveTrack> tracks;

	Neighbours(final List<LiveTrack> tracks) {
		this.tracks = tracks;
	}

	/**
	 * @param i place of a track in the list
	 * @param count at most so many
	 * @param radius no farther than so many of the track's diameters
	 * @return their places
	 */
	int[] of(final int i, final int count, final double radius) {
		final LiveTrack track = tracks.get(i);
		final int[] nearest = new int[count];
		final double[] squares = new double[count];
		final double limit = radius * track.diameter();
		int n = 0;
		for (int k = 0; k < tracks.size(); k++) {
			final double dx = tracks.get(k).fromX - track.fromX;
			final double dy = tracks.get(k).fromY - track.fromY;
			final double square = dx * dx + dy * dy;
			if (k == i || square > limit * limit || n == count && square >= squares[n - 1]) continue;
			int at = n < count ? n++ : n - 1;
			for (; at > 0 && squares[at - 1] > square; at--) {
				squares[at] = squares[at - 1];
				nearest[at] = nearest[at - 1];
			}
			squares[at] = square;
			nearest[at] = k;
		}
		return Arrays.copyOf(nearest, n);
	}
}
