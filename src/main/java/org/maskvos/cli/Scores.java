package org.maskvos.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.maskvos.evaluation.EvaluationResult;

/** The scores of a label movie, by name. */
final class Scores {

	/** Families of scores: of video object segmentation, and of cell tracking. */
	enum Metrics {
		DAVIS, CTC
	}

	private Scores() {}

	/** The scores of the chosen families, in the order in which people read them. */
	static Map<String, Object> of(final EvaluationResult result, final Set<Metrics> metrics) {
		final Map<String, Object> scores = new LinkedHashMap<>();
		scores.put("frames", result.frames());
		scores.put("true_objects", result.trueObjects());
		scores.put("predicted_objects", result.predictedObjects());
		if (metrics.contains(Metrics.CTC)) {
			scores.put("SEG", result.seg());
			scores.put("link_recall", result.linkRecall());
			scores.put("link_precision", result.linkPrecision());
			scores.put("DET", result.tracking().det());
			scores.put("TRA", result.tracking().tra());
		}
		if (metrics.contains(Metrics.DAVIS)) {
			scores.put("J", result.foreground().region().mean());
			scores.put("F", result.foreground().contour().mean());
		}
		return scores;
	}

	/** One line per score. */
	static String text(final Map<String, Object> scores) {
		final StringBuilder text = new StringBuilder();
		scores.forEach((name, value) -> text.append(String.format(Locale.ROOT, "%s%-18s%s", text.isEmpty()
			? "" : System.lineSeparator(), name, value instanceof Double number ? String.format(Locale.ROOT,
				"%.3f", number) : value)));
		return text.toString();
	}
}
