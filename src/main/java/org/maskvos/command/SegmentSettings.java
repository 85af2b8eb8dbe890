package org.maskvos.command;

import org.maskvos.settings.Settings;
import org.maskvos.vos.maskvos.MaskVosOptions;
import org.scijava.log.LogService;

/** The parameters that all segmenting commands have, as options. */
final class SegmentSettings {

	private SegmentSettings() {}

	/** @throws IllegalArgumentException if a value is out of range; the message names the parameter */
	static MaskVosOptions of(final String model, final Double objectDiameter, final String output, final String device,
		final Integer threads, final Segmenters segmenters, final LogService log)
	{
		MaskVosOptions options = MaskVosOptions.defaults().withModel(Models.id("model", model, segmenters, log));
		options = Settings.with(options, "object_diameter", objectDiameter);
		options = Settings.with(options, "output", output);
		options = Settings.with(options, "device", device);
		return Settings.with(options, "threads", threads);
	}
}
