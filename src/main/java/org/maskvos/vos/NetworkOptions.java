package org.maskvos.vos;

import org.maskvos.model.Device;
import org.maskvos.settings.Setting;
import org.maskvos.settings.Settings;

/**
 * Which network runs, and where. Labels depend on the package alone, which provenance and records name with its
 * checksum; device and threads change nothing but the last digits.
 *
 * @param model id of a model package, or its folder; empty for the first one that serves
 * @param device where the networks run
 * @param threads of the CPU; 0 for all processors
 */
public record NetworkOptions(@Setting(decides = false, label = "ID",
	meaning = "Model package: a name of 'maskvos models list', or a folder; the bundled one if left out.") String model,
		@Setting(decides = false, label = "D",
			meaning = "auto, cpu, or gpu, which fails if it cannot be used.") Device device, @Setting(decides = false,
				min = 0, max = 1024, meaning = "Of the processor, for the networks; 0 for all.") int threads) {

	/** @throws IllegalArgumentException if there are too many threads; the message names the setting */
	public NetworkOptions {
		Settings.check(NetworkOptions.class, model, device, threads);
	}

	/** The bundled package, automatic device, all processors. */
	public static NetworkOptions defaults() {
		return new NetworkOptions("", Device.AUTO, 0);
	}
}
