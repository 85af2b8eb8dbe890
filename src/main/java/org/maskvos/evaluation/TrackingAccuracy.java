package org.maskvos.evaluation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.maskvos.labels.Ancestry;
import org.maskvos.labels.Lineage;

/**
 * DET, TRA and LNK of the Cell Tracking Challenge: what it costs to turn the
 * predicted graph of detections and links into the reference graph, relative to
 * building that from nothing. Matula et al., PLoS ONE 10 (2015), e0144959.
 * <p>
 * Detections match as in {@link FrameOverlap#matches()}. Operations: split a
 * detection that holds several reference objects (weight 5 each), add a missed
 * one (10), delete a false one (1); delete a link between two detections with
 * one reference object each that are not linked (1), add a link (1.5), change
 * it from track to parent or back (1). A track is linked from one appearance to
 * the next, a parent's last detection to its children's first. A link over a gap is of
 * the kind of a parent's, since the challenge has no gaps in tracks: a label movie with
 * gaps has the scores of its {@link org.maskvos.labels.ContiguousTracks}.
 * </p>
 */
public final class TrackingAccuracy {

	/**
	 * The counts of the operations.
	 *
	 * @param splits detections to be split (NS)
	 * @param missed detections to be added (FN)
	 * @param falseDetections detections to be deleted (FP)
	 * @param falseLinks links to be deleted (ED)
	 * @param missedLinks links to be added (EA)
	 * @param wrongLinks links whose kind is to be changed (EC)
	 * @param objects detections of the reference
	 * @param links links of the reference
	 */
	public record Score(long splits, long missed, long falseDetections, long falseLinks, long missedLinks,
			long wrongLinks, long objects, long links) {

		/** Detection accuracy in [0, 1]; NaN for an empty reference. */
		public double det() {
			return relative(nodes(), 10.0 * objects);
		}

		/** Tracking accuracy in [0, 1]; NaN for an empty reference. */
		public double tra() {
			return relative(aogm(), 10.0 * objects + 1.5 * links);
		}

		/** Linking accuracy in [0, 1]; NaN for a reference without links. */
		public double lnk() {
			return relative(edges(), 1.5 * links);
		}

		/** The weighted sum of all operations. */
		public double aogm() {
			return nodes() + edges();
		}

		private double nodes() {
			return 5.0 * splits + 10.0 * missed + falseDetections;
		}

		private double edges() {
			return falseLinks + 1.5 * missedLinks + wrongLinks;
		}

		private static double relative(final double cost, final double all) {
			return 1 - Math.min(cost, all) / all;
		}
	}

	/**
	 * A detection.
	 *
	 * @param frame 0-based
	 * @param partner the label it stands for on the other side; 0 if there is
	 *          none or not one alone
	 * @param partnerBefore the frame in which the partner was seen before, -1
	 */
	private record Node(int frame, int partner, int partnerBefore) {}

	/** First and last detection of each label. */
	private static final class Side {

		private final Map<Integer, Node> first = new HashMap<>();
		private final Map<Integer, Node> last = new HashMap<>();

		private void put(final int label, final Node node) {
			first.putIfAbsent(label, node);
			last.put(label, node);
		}

		private int lastFrame(final int label) {
			final Node node = last.get(label);
			return node == null ? -1 : node.frame();
		}
	}

	private final Side truth = new Side();
	private final Side prediction = new Side();
	private int frame;
	private long splits, missed, falseDetections, objects;
	/** links of the reference; of the prediction between unique nodes; of both */
	private long trueLinks, uniqueLinks, common;

	/** Adds the next frame. */
	public void add(final FrameOverlap overlap) {
		final Map<Integer, Integer> matches = overlap.matches();
		final Map<Integer, Integer> holder = new HashMap<>(), held = new HashMap<>();
		matches.forEach((s, r) -> held.merge(r, s, (one, two) -> 0));
		held.forEach((r, s) -> {
			if (s != 0) holder.put(s, r);
		});
		objects += overlap.truth().size();
		missed += overlap.truth().size() - matches.size();
		splits += matches.size() - held.size();
		falseDetections += overlap.prediction().size() - held.size();
		final Map<Integer, Node> trueNodes = nodes(overlap.truth(), holder, prediction);
		final Map<Integer, Node> predictedNodes = nodes(overlap.prediction(), held, truth);
		trueNodes.forEach((s, node) -> {
			final Node before = truth.last.get(s);
			if (before == null) return;
			trueLinks++;
			if (node.partner() != 0 && node.partner() == before.partner() && node.partnerBefore() == before.frame()) common++;
		});
		predictedNodes.forEach((r, node) -> {
			final Node before = prediction.last.get(r);
			if (before != null && before.partner() != 0 && node.partner() != 0) uniqueLinks++;
		});
		trueNodes.forEach(truth::put);
		predictedNodes.forEach(prediction::put);
		frame++;
	}

	/**
	 * The score of the frames so far.
	 *
	 * @param trueTracks label and parent of the reference tracks; parents that
	 *          are not given are none
	 * @param predictedTracks likewise of the prediction
	 */
	public Score score(final List<Lineage.Track> trueTracks, final List<Lineage.Track> predictedTracks) {
		final Ancestry trueFamily = new Ancestry(trueTracks), predictedFamily = new Ancestry(predictedTracks);
		long links = trueLinks, unique = uniqueLinks, shared = common, wrong = 0;
		for (final Map.Entry<Integer, Node> each : prediction.first.entrySet()) {
			final Node child = each.getValue(), parent = prediction.last.get(predictedFamily.nearest(each.getKey(),
				prediction.last::containsKey));
			if (parent == null || child.partner() == 0 || parent.partner() == 0) continue;
			unique++;
			if (child.partner() == parent.partner()) {
				if (child.partnerBefore() != parent.frame()) continue;
				if (child.frame() - parent.frame() == 1) wrong++;
				shared++;
			}
			else if (trueFamily.nearest(child.partner(), truth.last::containsKey) == parent.partner() && truth.first.get(child
				.partner()).frame() == child.frame() && truth.lastFrame(parent.partner()) == parent.frame()) shared++;
		}
		for (final Map.Entry<Integer, Node> each : truth.first.entrySet()) {
			final Node child = each.getValue(), parent = truth.last.get(trueFamily.nearest(each.getKey(),
				truth.last::containsKey));
			if (parent == null) continue;
			links++;
			if (child.partner() == 0 || child.partner() != parent.partner() || child.partnerBefore() != parent.frame())
				continue;
			if (child.frame() - parent.frame() == 1) wrong++;
			shared++;
		}
		return new Score(splits, missed, falseDetections, unique - shared, links - shared, wrong, objects, links);
	}

	// -- Helper methods --

	private Map<Integer, Node> nodes(final Iterable<Integer> labels, final Map<Integer, Integer> partners,
		final Side others)
	{
		final Map<Integer, Node> nodes = new HashMap<>();
		for (final Integer label : labels) {
			final int partner = partners.getOrDefault(label, 0);
			nodes.put(label, new Node(frame, partner, others.lastFrame(partner)));
		}
		return nodes;
	}
}
