package org.maskvos.evaluation;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.type.numeric.integer.IntType;

import org.maskvos.labels.Lineage;

/**
 * Scores a label movie against the truth. Frames come one pair at a time and
 * are not kept. Example:
 *
 * <pre>
 * Evaluation evaluation = new Evaluation(true, false);
 * for (int t = 0; t &lt; frames; t++)
 * 	evaluation.add(truth(t), prediction(t));
 * EvaluationResult result = evaluation.result(List.of(), lineage.tracks());
 * </pre>
 */
public final class Evaluation {

	private final SegAccuracy seg = new SegAccuracy();
	private final LinkAccuracy links = new LinkAccuracy();
	private final TrackingAccuracy tracking = new TrackingAccuracy();
	private final FrameScorer scorer;
	private final ObjectSequences sequences;
	private final boolean inner;
	private final Set<Integer> trueLabels = new HashSet<>();
	private final Set<Integer> predictedLabels = new HashSet<>();
	private int frames;

	/**
	 * @param sameLabels whether the prediction uses the labels of the truth (as
	 *          propagation does), so that single objects have a J and F too
	 * @param inner whether J and F leave out the first and the last frame, as
	 *          DAVIS 2017 does where the first is given to the method
	 */
	public Evaluation(final boolean sameLabels, final boolean inner) {
		scorer = new FrameScorer(sameLabels);
		sequences = new ObjectSequences(sameLabels);
		this.inner = inner;
	}

	/**
	 * Adds the next frame.
	 *
	 * @param truth axes X, Y; 0 is background
	 * @param prediction of the same size
	 * @throws IllegalArgumentException if the sizes differ
	 */
	public void add(final ArrayImg<IntType, IntArray> truth, final ArrayImg<IntType, IntArray> prediction) {
		add(scorer.score(truth, prediction));
	}

	/** Adds the next frame, which was scored elsewhere. */
	void add(final FrameScore score) {
		final FrameOverlap overlap = score.overlap();
		seg.add(overlap);
		links.add(overlap);
		tracking.add(overlap);
		sequences.add(score);
		trueLabels.addAll(overlap.truth());
		predictedLabels.addAll(overlap.prediction());
		frames++;
	}

	/** The scores so far, without parents: divisions count as new objects. */
	public EvaluationResult result() {
		return result(List.of(), List.of());
	}

	/**
	 * The scores so far.
	 *
	 * @param trueTracks parents in the truth; tracks that are not given have none
	 * @param predictedTracks parents in the prediction, likewise
	 */
	public EvaluationResult result(final List<Lineage.Track> trueTracks, final List<Lineage.Track> predictedTracks) {
		return new EvaluationResult(frames, trueLabels.size(), predictedLabels.size(), seg.value(), links.recall(), links
			.precision(), tracking.score(trueTracks, predictedTracks), sequences.foreground(inner), sequences.objects(inner));
	}
}
