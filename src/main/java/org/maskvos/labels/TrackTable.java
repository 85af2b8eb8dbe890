package org.maskvos.labels;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.maskvos.files.Inputs;

/**
 * The text of {@code res_track.txt} and {@code man_track.txt} of the Cell
 * Tracking Challenge: per track one line {@code L B E P} with its label, first
 * and last frame (0-based) and the label of its parent (0 for none).
 */
public final class TrackTable {

	private TrackTable() {
		// static utility class
	}

	/** Writes a line for each track. */
	public static void write(final List<Lineage.Track> tracks, final Appendable out) throws IOException {
		for (final Lineage.Track t : tracks)
			out.append(t.id() + " " + t.begin() + ' ' + t.end() + ' ' + t.parent()).append('\n');
	}

	/**
	 * Reads tracks.
	 *
	 * @param lines of the file; empty ones are skipped
	 * @return tracks in the order of the lines; ids need not be compact
	 * @throws IOException if a line is not four whole numbers of sense; the message
	 *           quotes it
	 */
	public static List<Lineage.Track> read(final Iterable<String> lines) throws IOException {
		final List<Lineage.Track> tracks = new ArrayList<>();
		for (final String line : lines) {
			if (line.isBlank()) continue;
			final String[] words = line.trim().split("\\s+");
			try {
				if (words.length != 4) throw new NumberFormatException();
				final Lineage.Track track = new Lineage.Track(Integer.parseInt(words[0]), Integer.parseInt(words[1]), Integer
					.parseInt(words[2]), Integer.parseInt(words[3]));
				if (track.id() < 1 || track.begin() < 0 || track.end() < track.begin() || track.parent() < 0)
					throw new NumberFormatException();
				tracks.add(track);
			}
			catch (final NumberFormatException e) {
				throw new IOException("A track is four whole numbers " + "\"label begin end parent\", not \"" + Inputs
					.printable(line.trim()) + "\".", e);
			}
		}
		return tracks;
	}
}
