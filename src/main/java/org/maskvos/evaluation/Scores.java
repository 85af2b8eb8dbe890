package org.maskvos.evaluation;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The scores of a label movie, by name. */
public final class Scores {

	/** Families of scores: of video object segmentation, and of cell tracking. */
	public enum Metrics {
			DAVIS, CTC
	}

	private Scores() {}

	/** The scores of the chosen families, in the order in which people read them. */
	public static Map<String, Object> of(final EvaluationResult result, final Set<Metrics> metrics) {
		final Map<String, Object> scores = new LinkedHashMap<>();
		scores.put("frames", result.frames());
		scores.put("true_objects", result.trueObjects());
		scores.put("predicted_objects", result.predictedObjects());
		if (metrics.contains(Metrics.CTC)) {
			scores.put("SEG", result.seg());
			scores.put("link_recall", result.linkRecall());
			scores.put("link_precision", result.linkPrecision());
			put(scores, result.tracking());
		}
		if (metrics.contains(Metrics.DAVIS)) {
			put(scores, "", result.foreground().region(), result.foreground().contour());
			if (!result.objects().isEmpty()) put(scores, "objects_", result.region(), result.contour());
			for (final ObjectScore object : result.objects())
				put(scores, "object_" + object.label() + "_", object.region(), object.contour());
		}
		return scores;
	}

	private static void put(final Map<String, Object> scores, final TrackingAccuracy.Score tracking) {
		scores.put("DET", tracking.det());
		scores.put("TRA", tracking.tra());
		scores.put("LNK", tracking.lnk());
		scores.put("AOGM", tracking.aogm());
		scores.put("AOGM_NS", tracking.splits());
		scores.put("AOGM_FN", tracking.missed());
		scores.put("AOGM_FP", tracking.falseDetections());
		scores.put("AOGM_ED", tracking.falseLinks());
		scores.put("AOGM_EA", tracking.missedLinks());
		scores.put("AOGM_EC", tracking.wrongLinks());
	}

	private static void put(final Map<String, Object> scores, final String prefix, final SequenceStatistics region,
		final SequenceStatistics contour)
	{
		scores.put(prefix + "J", region.mean());
		scores.put(prefix + "J_recall", region.recall());
		scores.put(prefix + "J_decay", region.decay());
		scores.put(prefix + "F", contour.mean());
		scores.put(prefix + "F_recall", contour.recall());
		scores.put(prefix + "F_decay", contour.decay());
		scores.put(prefix + "J&F", (region.mean() + contour.mean()) / 2);
	}

	/** One line per score. */
	public static String text(final Map<String, Object> scores) {
		final StringBuilder text = new StringBuilder();
		scores.forEach((name, value) -> text.append(String.format(Locale.ROOT, "%s%-22s%s", text.isEmpty() ? "" : System
			.lineSeparator(), name, value instanceof Double number ? String.format(Locale.ROOT, "%.3f", number) : value)));
		return text.toString();
	}
}
