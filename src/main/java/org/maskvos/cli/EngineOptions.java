package org.maskvos.cli;

import org.maskvos.model.Device;
import org.maskvos.vos.maskvos.MaskVosOptions;
import org.maskvos.vos.stcn.StcnOptions;

import picocli.CommandLine.Option;

/** The options about which network runs, and where. */
final class EngineOptions {

	@Option(names = "--model", paramLabel = "ID",
		description = "Model package: a name of 'maskvos models list', or a folder; the bundled one if left out.")
	private String model = "";

	@Option(names = "--device", paramLabel = "D",
		description = "auto (default), cpu, or gpu, which fails if it cannot be used.")
	private Device device = Device.AUTO;

	@Option(names = "--threads", paramLabel = "N", description = "Of the processor, for the networks; 0 (default) for all.")
	private int threads;

	/** Adds these to other settings. */
	MaskVosOptions apply(final MaskVosOptions options) {
		return options.withModel(model).withDevice(device).withThreads(threads);
	}

	/** Adds these to other settings. */
	StcnOptions apply(final StcnOptions options) {
		return options.withModel(model).withDevice(device).withThreads(threads);
	}
}
