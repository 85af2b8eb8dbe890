package org.maskvos.vos;

import java.util.Locale;

import org.maskvos.movie.Annotations;
import org.maskvos.movie.MovieInfo;
import org.maskvos.propagation.MemoryOptions;
import org.maskvos.vos.maskvos.MaskVosOptions;
import org.maskvos.vos.stcn.StcnOptions;

/**
 * What one needs to make the same labels again, as text: a title, then lines of
 * {@code key: value}. It goes into the label movie, where <em>Image &gt; Show
 * Info...</em> shows it.
 */
public final class Provenance {

	/** How every title ends. */
	private static final String BY = " by MaskVOS for Fiji";

	private Provenance() {
		// NB: static methods only
	}

	/** Whether a text is one that {@code of} returned, so that what bears it is a result. */
	public static boolean isOne(final String text) {
		return text.lines().findFirst().orElse("").endsWith(BY);
	}

	/**
	 * @param movie that was segmented
	 * @param options that were asked for
	 * @param report what was done with them
	 */
	public static String of(final MovieInfo movie, final MaskVosOptions options,
		final SegmentationReport report)
	{
		return "Segmented" + BY + "\n" + //
			"version: " + version() + '\n' + //
			"movie: " + movie.title() + '\n' + //
			"axis: " + word(movie.axis()) + '\n' + //
			"model: " + report.model() + '\n' + //
			"model_checksum: " + report.modelChecksum() + '\n' + //
			String.format(Locale.ROOT, "object_diameter: %.2f%s\n", report.objectDiameter(), //
				options.objectDiameter() == 0 ? " (estimated)" : "") + //
			"output: " + word(options.output()) + '\n' + //
			"device: " + report.device() + '\n';
	}

	/**
	 * @param movie that was segmented
	 * @param annotations where they are from
	 * @param options that were asked for
	 * @param report what was done with them
	 */
	public static String of(final MovieInfo movie, final Annotations annotations, final StcnOptions options,
		final PropagationReport report)
	{
		final MemoryOptions memory = options.memory();
		return "Labels propagated" + BY + "\n" + //
			"version: " + version() + '\n' + //
			"movie: " + movie.title() + '\n' + //
			"axis: " + word(movie.axis()) + '\n' + //
			"annotations: " + annotations + '\n' + //
			"annotated_frames: " + report.annotated() + '\n' + //
			"model: " + report.model() + '\n' + //
			"model_checksum: " + report.modelChecksum() + '\n' + //
			"network_size: " + report.width() + " x " + report.height() + '\n' + //
			"memory: " + word(memory.kind()) + '\n' + //
			"memory_every: " + memory.every() + '\n' + //
			"memory_size: " + memory.size() + '\n' + //
			"recent: " + memory.recent() + '\n' + //
			"top_k: " + memory.topK() + '\n' + //
			"slots: " + memory.slots() + '\n' + //
			"seed: " + memory.seed() + '\n' + //
			"passes: " + options.passes() + '\n' + //
			"direction: " + word(options.direction()) + '\n' + //
			"contrast: " + word(options.contrast()) + '\n' + //
			"divisions: " + options.divisions() + '\n' + //
			"device: " + report.device() + '\n';
	}

	/** The version of the plugin. */
	public static String version() {
		final String version = Provenance.class.getPackage().getImplementationVersion();
		return version == null ? "(development)" : version;
	}

	// -- Helper methods --

	private static String word(final Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT);
	}
}
