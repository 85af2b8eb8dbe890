package org.maskvos.labels;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the objects that have become two. A division is believed where a
 * region that nobody claimed lies beside the region assigned to a track (or two
 * such regions beside a track that found none), and the two
 * <ul>
 * <li>are of similar size, and neither is as large as the parent was, so that
 * debris touching a cell is no daughter;</li>
 * <li>have about the parent's area together;</li>
 * <li>lie on either side of where the parent is expected;</li>
 * <li>touch with a waist or not at all: a cell that was merely cut in two by the
 * segmentation has a long straight seam.</li>
 * </ul>
 */
final class Divisions {

	/** smaller over larger daughter */
	private static final double MIN_LIKENESS = 0.45;
	/** larger daughter over parent */
	private static final double MAX_DAUGHTER = 0.85;
	/** both daughters over parent; cells round up and shrink before they divide */
	private static final double MIN_SUM = 0.55, MAX_SUM = 1.5;
	/** middle of the daughters to the expected parent, in parent diameters */
	private static final double MAX_OFFSET = 0.5;
	/** daughter to daughter, in parent diameters */
	private static final double MAX_SPREAD = 1.75;
	/** seam between the daughters, in diameters of a daughter */
	private static final double MAX_SEAM = 1;
	/** a daughter does not divide in its first frames */
	private static final int MIN_AGE = 3;

	/** A track (by its place in the list) and the regions of its daughters. */
	record Division(int track, int one, int two, double cost) {}

	private final List<LiveTrack> tracks;
	private final Regions regions;
	private final Candidates links;
	private final Lineage lineage;
	private final int frame;

	Divisions(final List<LiveTrack> tracks, final Regions regions, final Candidates links, final Lineage lineage,
		final int frame)
	{
		this.tracks = tracks;
		this.regions = regions;
		this.links = links;
		this.lineage = lineage;
		this.frame = frame;
	}

	/**
	 * @param assigned region of each track, -1 for none
	 * @return divisions, no track and no region twice, the best first
	 */
	List<Division> find(final int[] assigned) {
		final boolean[] used = new boolean[regions.count()];
		for (final int k : assigned)
			if (k >= 0) used[k] = true;
		final List<Division> possible = new ArrayList<>();
		for (int i = 0; i < tracks.size(); i++) {
			if (!mayDivide(tracks.get(i))) continue;
			for (int c = links.first[i]; c < links.first[i + 1]; c++) {
				final int one = links.region[c];
				if (used[one]) continue;
				if (assigned[i] >= 0) propose(i, assigned[i], one, possible);
				else for (int other = c + 1; other < links.first[i + 1]; other++)
					if (!used[links.region[other]]) propose(i, one, links.region[other], possible);
			}
		}
		possible.sort(Comparator.comparingDouble(Division::cost));
		final List<Division> divisions = new ArrayList<>();
		final boolean[] parents = new boolean[tracks.size()];
		final boolean[] children = new boolean[regions.count()];
		for (final Division d : possible) {
			if (parents[d.track()] || children[d.one()] || children[d.two()]) continue;
			parents[d.track()] = children[d.one()] = children[d.two()] = true;
			divisions.add(d);
		}
		return divisions;
	}

	// -- Helper methods --

	private boolean mayDivide(final LiveTrack track) {
		if (track.missed(frame) > 0) return false;
		final Lineage.Track life = lineage.track(track.id);
		return life.parent() == 0 || frame - life.begin() >= MIN_AGE;
	}

	private void propose(final int i, final int one, final int two, final List<Division> possible) {
		final LiveTrack parent = tracks.get(i);
		final double a = regions.area(one), b = regions.area(two);
		final double sum = (a + b) / parent.area;
		if (Math.min(a, b) < MIN_LIKENESS * Math.max(a, b) || Math.max(a, b) > MAX_DAUGHTER * parent.area ||
			sum < MIN_SUM || sum > MAX_SUM) return;
		final double x1 = regions.x(one), y1 = regions.y(one);
		final double x2 = regions.x(two), y2 = regions.y(two);
		final double diameter = parent.diameter();
		final double spread = Math.hypot(x2 - x1, y2 - y1) / diameter;
		final double offset = Math.hypot((x1 + x2) / 2 - parent.x(), (y1 + y2) / 2 - parent.y()) / diameter;
		if (spread > MAX_SPREAD || offset > MAX_OFFSET) return;
		if (seam(one, two) > MAX_SEAM * Diameters.ofArea((a + b) / 2)) return;
		possible.add(new Division(i, one, two, offset + 0.5 * Math.abs(Math.log(sum)) + 0.25 * Math.abs(Math.log(a / b))));
	}

	/** Length of the seam in px: pixels of a region with the other beside them. */
	private int seam(final int one, final int two) {
		final int width = regions.width();
		int length = 0;
		for (final int p : regions.pixels(one)) {
			final int x = p % width, y = p / width;
			if (regions.at(x - 1, y) == two || regions.at(x + 1, y) == two || regions.at(x, y - 1) == two || regions.at(x, y +
				1) == two) length++;
		}
		return length;
	}
}
