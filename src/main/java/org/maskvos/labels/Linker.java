package org.maskvos.labels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.type.numeric.integer.IntType;

import org.maskvos.flow.FlowField;

/**
 * Gives the objects of each frame the identity they had in the frames before.
 * <p>
 * Objects are carried into the new frame by the flow; candidates are scored by
 * overlap, distance, area and agreement with the neighbours, and the optimal
 * assignment is taken. What is missed stays a candidate for a few frames, what
 * leaves the image does not, what appears begins a track, and two new objects
 * may replace one that divided. Frames come in order, each once; besides one
 * {@link Lineage} entry per object, memory holds the last frame's objects only.
 * </p>
 */
public final class Linker {

	private final Lineage lineage;
	private final LinkOptions options;
	private List<LiveTrack> live = new ArrayList<>();
	private int frame = -1;
	private int width, height;

	/**
	 * @param lineage receives every object's first and last frame and parent;
	 *          normally empty, frames are counted from 0
	 */
	public Linker(final Lineage lineage, final LinkOptions options) {
		this.lineage = lineage;
		this.options = options;
	}

	/**
	 * Links the next frame.
	 *
	 * @param instances axes X, Y; any positive labels, one per object; not
	 *          changed
	 * @param flowFromPrevious from the previous frame to this one; null if there
	 *          is none (first frame, or unknown). It may be on a coarser or finer
	 *          grid over the same area: vectors are in pixels of that grid
	 * @return the same objects, labelled with track ids
	 * @throws IllegalArgumentException if the size differs from the last frame's
	 */
	public ArrayImg<IntType, IntArray> link(final ArrayImg<IntType, IntArray> instances,
		final FlowField flowFromPrevious)
	{
		final Regions regions = Regions.of(instances);
		if (++frame > 0 && (regions.width() != width || regions.height() != height)) throw new IllegalArgumentException(
			"frame " + frame + " is " + regions.width() + " x " + regions.height() + " pixels, the ones before " + width +
				" x " + height);
		width = regions.width();
		height = regions.height();

		final LiveTrack[] owner = new LiveTrack[regions.count()];
		final Candidates links = new Candidates(live, regions, flowFromPrevious, frame, options);
		final int[] assigned = assign(links, regions.count());
		final boolean[] ended = new boolean[live.size()];
		if (options.divisions()) divide(links, regions, assigned, owner, ended);
		final MotionField motion = new MotionField();
		final List<LiveTrack> missing = new ArrayList<>();
		for (int i = 0; i < assigned.length; i++) {
			final LiveTrack track = live.get(i);
			if (ended[i]) continue;
			if (assigned[i] < 0) missing.add(track);
			else {
				motion.add(track, regions, assigned[i]);
				owner[assigned[i]] = track;
			}
		}
		final List<LiveTrack> next = new ArrayList<>();
		for (int k = 0; k < owner.length; k++) {
			if (owner[k] == null) owner[k] = begin(regions, k, 0);
			else if (owner[k].lastSeen < frame) {
				owner[k].found(frame, regions, k);
				lineage.seen(owner[k].id, frame);
			}
			next.add(owner[k]);
		}
		for (final LiveTrack track : missing) {
			motion.move(track);
			if (track.missed(frame + 1) <= options.maxGap() && isInside(track)) next.add(track);
		}
		live = next;
		return paint(regions, owner);
	}

	// -- Helper methods --

	private int[] assign(final Candidates links, final int regions) {
		final double[] cost = new double[links.size()];
		for (int c = 0; c < cost.length; c++)
			cost[c] = links.score[c] >= options.minScore() ? -links.score[c] : 2;
		return SparseAssignment.solve(regions, links.first, links.region, cost, -options.minScore());
	}

	private void divide(final Candidates links, final Regions regions, final int[] assigned, final LiveTrack[] owner,
		final boolean[] ended)
	{
		for (final Divisions.Division d : new Divisions(live, regions, links, lineage, frame).find(assigned)) {
			final int parent = live.get(d.track()).id;
			final int one = Math.min(d.one(), d.two());
			final int two = Math.max(d.one(), d.two());
			owner[one] = begin(regions, one, parent);
			owner[two] = begin(regions, two, parent);
			ended[d.track()] = true;
		}
	}

	private LiveTrack begin(final Regions regions, final int k, final int parent) {
		return new LiveTrack(lineage.begin(frame, parent), frame, regions, k);
	}

	private boolean isInside(final LiveTrack track) {
		return track.x() >= 0 && track.y() >= 0 && track.x() <= width - 1 && track.y() <= height - 1;
	}

	private ArrayImg<IntType, IntArray> paint(final Regions regions, final LiveTrack[] owner) {
		final int[] ids = Arrays.stream(owner).mapToInt(track -> track.id).toArray();
		final int[] labels = new int[width * height];
		for (int p = 0; p < labels.length; p++) {
			final int k = regions.at(p);
			if (k >= 0) labels[p] = ids[k];
		}
		return ArrayImgs.ints(labels, width, height);
	}
}
