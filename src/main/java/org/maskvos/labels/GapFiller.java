package org.maskvos.labels;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.type.numeric.integer.IntType;

/**
 * Draws objects where they were missed: one that was seen twice, and is found
 * again after a frame or two, nearby and about as large as before, was there in
 * between, too.
 * <p>
 * It is drawn as it looks in the nearer of the frames around the gap, on the
 * straight way between them: on background, and on a neighbour that has swallowed
 * it. Where less than half of it would be seen it stays away.
 * </p>
 *
 * <pre>
 * GapFiller gaps = new GapFiller(2);
 * for (ArrayImg&lt;IntType, IntArray&gt; labels : linked)
 * 	gaps.add(labels); // what was added in the two calls before may change
 * </pre>
 */
public final class GapFiller {

	/** Share of an object: seen at least, or swallowed by a neighbour. */
	private static final double HALF = 0.5;
	/** Another size, or farther away in diameters a frame, may be another object. */
	private static final double MOST_GROWTH = 1.5, MOST_MOTION = 0.35;

	private final int maxGap;
	/** The last ones, the latest first. */
	private final List<Frame> frames = new ArrayList<>();

	/** @param maxGap number of consecutive frames that are filled at most */
	public GapFiller(final int maxGap) {
		this.maxGap = maxGap;
	}

	/**
	 * Takes the next frame, and draws into up to {@code maxGap} frames before it.
	 *
	 * @param labels ids that are constant through time, axes X, Y; kept, and changed
	 *          in place during the calls that follow
	 */
	public void add(final ArrayImg<IntType, IntArray> labels) {
		final Frame now = Frame.of(labels);
		for (final int id : now.objects.keySet()) {
			int gap = 0;
			while (gap < frames.size() && !frames.get(gap).objects.containsKey(id))
				gap++;
			// NB: the frame before the gap and the one before that
			if (gap > 0 && gap + 1 < frames.size() && frames.get(gap + 1).objects.containsKey(id) && similar(id, now, frames
				.get(gap), gap + 1)) for (int k = 0; k < gap; k++)
				draw(id, now, frames.get(gap), frames.get(k), (k + 1.0) / (gap + 1));
		}
		frames.add(0, now);
		if (frames.size() > maxGap + 2) frames.remove(frames.size() - 1);
	}

	// -- Helper methods --

	private static boolean similar(final int id, final Frame from, final Frame to, final int steps) {
		final ObjectMeasurement a = from.objects.get(id), b = to.objects.get(id);
		final double diameter = Diameters.ofArea(0.5 * (a.area() + b.area()));
		return Math.max(a.area(), b.area()) <= MOST_GROWTH * Math.min(a.area(), b.area()) && Math.hypot(a.x() - b.x(), a
			.y() - b.y()) <= MOST_MOTION * steps * diameter;
	}

	/** @param share of the way from one frame to the other */
	private static void draw(final int id, final Frame from, final Frame to, final Frame gap, final double share) {
		final Frame near = share <= HALF ? from : to;
		final ObjectMeasurement look = near.objects.get(id);
		final ObjectMeasurement a = from.objects.get(id), b = to.objects.get(id);
		final int dx = (int) Math.round(a.x() + share * (b.x() - a.x()) - look.x());
		final int dy = (int) Math.round(a.y() + share * (b.y() - a.y()) - look.y());
		final Map<Integer, List<Integer>> beneath = new HashMap<>();
		for (int y = Math.max(look.minY(), -dy); y <= Math.min(look.maxY(), near.height - 1 - dy); y++)
			for (int x = Math.max(look.minX(), -dx); x <= Math.min(look.maxX(), near.width - 1 - dx); x++) {
				final int p = (y + dy) * gap.width + x + dx;
				if (near.labels[y * near.width + x] == id) beneath.computeIfAbsent(gap.labels[p], k -> new ArrayList<>()).add(
					p);
			}
		beneath.entrySet().removeIf(each -> each.getKey() != 0 && !gap.swallowed(each.getKey(), each.getValue().size(), look
			.area()));
		if (beneath.values().stream().mapToInt(List::size).sum() < HALF * look.area()) return;
		beneath.values().forEach(pixels -> pixels.forEach(p -> gap.labels[p] = id));
	}

	private record Frame(int width, int height, int[] labels, Map<Integer, ObjectMeasurement> objects) {

		static Frame of(final ArrayImg<IntType, IntArray> labels) {
			final Map<Integer, ObjectMeasurement> objects = new TreeMap<>();
			for (final ObjectMeasurement each : ObjectTable.measure(0, labels, null, null))
				objects.put(each.id(), each);
			return new Frame((int) labels.dimension(0), (int) labels.dimension(1), labels.update(null)
				.getCurrentStorageArray(), objects);
		}

		/** Whether most of something, and not most of its own, lies beneath an object. */
		boolean swallowed(final int by, final int pixels, final int area) {
			return pixels > HALF * area && objects.containsKey(by) && pixels <= HALF * objects.get(by).area();
		}
	}
}
